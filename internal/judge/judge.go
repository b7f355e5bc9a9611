package judge

import (
	"time"

	"camorigin/internal/assess"
	"camorigin/internal/cost"
	"camorigin/internal/decisions"
	"camorigin/internal/evidence"
	"camorigin/internal/i18n"
	"camorigin/internal/identify"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
	"camorigin/internal/vuln"
)

// Judge says what evidence means. Its fields are set once and then only read:
// one Judge serves any number of goroutines.
type Judge struct {
	Extractor evidence.Extractor
	Rules     *rules.Set
	Knowledge *origin.KB
	Policy    assess.Policy
	AsOf      time.Time // the day that everything is judged for

	Vulnerabilities *vuln.DB // nil: none are known

	Decisions *decisions.Set // nil: none were taken
	Prices    *cost.Prices   // nil: no estimate is made

	Words *i18n.Localizer // the language of findings
}

// identified is a device with the answers that it was identified from.
type identified struct {
	device  model.Device
	answers []model.Answer
	matches []model.Match
}

// identify extracts, matches and fuses the evidence of one host.
func (j *Judge) identify(h host) identified {
	answers := make([]model.Answer, len(h.evidence))
	for i, e := range h.evidence {
		answers[i] = j.Extractor.Answer(i, e)
	}
	matches, truncated := j.Rules.MatchDevice(answers, rules.DefaultBudget(nil))
	device := identify.Device(identify.Input{
		Host: h.address, Site: h.site, Answers: answers, Matches: matches, Names: j.Knowledge,
	})
	if truncated {
		device.Notes = append(device.Notes, "matching was cut short: the device sent more than the matching budget allows")
	}
	return identified{device: device, answers: answers, matches: matches}
}

// Device judges the evidence of one device. Its indexes of evidence count from
// the beginning of the list.
func (j *Judge) Device(address, site string, list []model.Evidence) model.Device {
	return j.assess(host{address: address, site: site, evidence: list})
}

func (j *Judge) assess(h host) model.Device {
	found := j.identify(h)
	return assess.Device(found.device, found.answers, j.input(h))
}

func (j *Judge) input(h host) assess.Input {
	return assess.Input{KB: j.Knowledge, Policy: j.Policy, AsOf: j.AsOf, Evidence: h.evidence, Vulnerabilities: j.Vulnerabilities, Words: j.Words}
}
