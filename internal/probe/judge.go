package probe

import "camorigin/internal/model"

// Settled is what the evidence of one device says so far, as far as it steers
// the interview.
type Settled struct {
	Other  bool // known to be no surveillance equipment: a printer, a phone, a controller
	Enough bool // two families agree, and nothing more is to be learned
	Maker  bool // the maker is known
	Model  bool // the model is known
}

// Judge says what is known from the evidence of one device. It must be safe for
// concurrent use, since interviews run side by side.
type Judge interface {
	Settled(evidence []model.Evidence) Settled
}

// ignorant is the judge where none is given: it never knows anything, so that
// every sensible question is asked.
type ignorant struct{}

func (ignorant) Settled([]model.Evidence) Settled { return Settled{} }
