// Package identify fuses what the rules say of a device's answers into one
// device: maker, brand, platform and kind with how sure each is, and the model,
// firmware, serial number and addresses that go with them. It is pure and rests
// on the device's own evidence alone: the same input gives the same device.
//
// Confidence is counted by family of answers, because one piece of software
// repeats itself: ten fields of one web page are one witness. Of each family the
// best certainty counts; families are taken as independent.
package identify

import "camorigin/internal/model"

// Names gives identifiers the names that reports show. An unknown identifier
// has the empty name and is then shown itself.
type Names interface {
	MakerName(id string) string
	BrandName(id string) string
	PlatformName(id string) string
}

// Input is everything that is known about one device.
type Input struct {
	Host    string
	Site    string
	Answers []model.Answer
	Matches []model.Match
	Names   Names // may be nil
}

// HoneypotSuspected is the reason of a conflict between more makers than any
// device has.
const HoneypotSuspected = "more makers than any device has: a honeypot is suspected"

// How sure evidence must be for a verdict.
const (
	maxConfidence       = 0.99
	confirmedConfidence = 0.9  // of all families together, for confirmed
	witness             = 0.5  // of a family, to count as one of the two that confirmed needs
	strong              = 0.8  // of a family, for likely
	macConfidence       = 0.45 // at most, from the MAC address alone
	discoveryConfidence = 0.79 // at most, from datagrams alone, which anybody can send
	lead                = 0.1  // by which one weak claim must surpass another
	honeypotMakers      = 3    // more than so many makers with strong evidence
)
