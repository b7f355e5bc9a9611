package decisions

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/strictyaml"
)

// Vocabulary resolves the names of companies and brands.
type Vocabulary interface {
	MakerID(name string) (string, bool)
	BrandID(name string) (string, bool)
}

// Set is what a file of decisions says. It does not change once read.
type Set struct {
	decisions []decision
}

// decision is one decision with what it is about.
type decision struct {
	model.Decision
	about selector
	until time.Time // the first moment at which it no longer holds
}

// file is the form of a file of decisions.
type file struct {
	Decisions []entry `yaml:"decisions,required"`
}

type entry struct {
	Device   deviceKeys           `yaml:"device"`
	Check    strictyaml.OneOrMore `yaml:"check"`
	Decision model.Choice         `yaml:"decision,required"`
	Owner    string               `yaml:"owner"`
	Reason   string               `yaml:"reason,required"`
	Review   string               `yaml:"review,required"`
	Analysis string               `yaml:"analysis"`
	Line     strictyaml.Line
}

// Read reads a file of decisions. Every error reads "name:line: what, what to
// do"; all entries that are wrong are told at once.
func Read(name string, data []byte, v Vocabulary) (*Set, error) {
	var f file
	if err := strictyaml.Decode(name, data, &f); err != nil {
		return nil, err
	}
	if len(f.Decisions) == 0 {
		return nil, &strictyaml.Error{Name: name, Line: 1, Text: "no decisions in it, write a list below decisions:"}
	}
	s := &Set{}
	var errs []error
	for _, e := range f.Decisions {
		d, err := e.read(v)
		if err != nil {
			errs = append(errs, &strictyaml.Error{Name: name, Line: int(e.Line), Text: err.Error()})
			continue
		}
		d.Source = fmt.Sprintf("%s:%d", filepath.Base(name), e.Line)
		s.decisions = append(s.decisions, d)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return s, nil
}

func (e entry) read(v Vocabulary) (decision, error) {
	if !slices.Contains(model.Choices(), e.Decision) {
		return decision{}, fmt.Errorf("decision %q is not known, write one of %v", e.Decision, model.Choices())
	}
	if e.Reason == "" {
		return decision{}, errors.New("reason is empty, say why it was decided so")
	}
	review, err := time.Parse(time.DateOnly, e.Review)
	if err != nil {
		return decision{}, fmt.Errorf("review %q is no day, write it as 2027-06-30", e.Review)
	}
	about, err := e.selector(v)
	if err != nil {
		return decision{}, err
	}
	return decision{
		Decision: model.Decision{Choice: e.Decision, Owner: e.Owner, Reason: e.Reason, Review: e.Review, Analysis: e.Analysis},
		about:    about,
		until:    review.AddDate(0, 0, 1),
	}, nil
}

// at is the decision as it stands on a day.
func (d decision) at(asOf time.Time) *model.Decision {
	stands := d.Decision
	stands.Expired = !asOf.Before(d.until)
	return &stands
}
