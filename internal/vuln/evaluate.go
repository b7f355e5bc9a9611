package vuln

import (
	"slices"
	"strings"

	"camorigin/internal/firmware"
	"camorigin/internal/model"
)

// Status is what a vulnerability means for a device.
type Status string

// The statuses, from the one that says least to the one that says most.
const (
	NotApplicable    Status = "not-applicable"     // other equipment is meant
	NotAffected      Status = "not-affected"       // this equipment is meant, but as far as the sources say not this version
	CannotBeExcluded Status = "cannot-be-excluded" // too little is known of the device or of the vulnerability
	Affected         Status = "affected"
)

// Subject is what is known of a device. Only what is sure belongs here.
type Subject struct {
	Makers   []string // companies known to have made it
	Brand    string   // identifier of the brand on it
	Owner    string   // company that the brand belongs to: another than the maker may name the model otherwise
	Kind     model.Kind
	Model    string
	Firmware string
}

// Verdict is what one vulnerability means for a device, and what is missing to
// say more where it cannot be excluded.
type Verdict struct {
	Vulnerability
	Status  Status
	Missing []string
}

// Evaluate tries every vulnerability that has an effect against a device and
// returns those that are about its equipment.
func (db *DB) Evaluate(s Subject) []Verdict {
	if db == nil {
		return nil
	}
	var out []Verdict
	for _, r := range db.rows {
		if !r.Confirmed() || !r.about(s) {
			continue
		}
		if v := db.try(r, s); v.Status != NotApplicable {
			out = append(out, v)
		}
	}
	return out
}

// about reports whether a vulnerability concerns the maker or the brand.
func (r row) about(s Subject) bool {
	return s.Brand != "" && slices.Contains(r.Brands, s.Brand) || r.aboutMaker(s)
}

func (r row) aboutMaker(s Subject) bool {
	return slices.ContainsFunc(s.Makers, func(id string) bool { return slices.Contains(r.Makers, id) })
}

// try is the firmest answer among the ranges: one that holds decides.
func (db *DB) try(r row, s Subject) Verdict {
	version := firmware.Parse(r.scheme(), s.Firmware)
	best := Verdict{Vulnerability: r.Vulnerability, Status: NotApplicable}
	for _, a := range r.ranges {
		status, why := db.tryRange(r, a, s, version)
		if rank(status) > rank(best.Status) {
			best.Status, best.Missing = status, why
		}
	}
	return best
}

func (db *DB) tryRange(r row, a span, s Subject, version firmware.Version) (Status, []string) {
	meant := db.meansModel(r, a, s)
	if surely := meant == yes && len(a.models) > 0; !surely && len(a.Kinds) > 0 && !slices.Contains(a.Kinds, s.Kind) {
		meant = no // the kind decides where the model does not
	}
	in := a.has(version)
	switch {
	case meant == no:
		return NotApplicable, nil
	case in == no:
		return NotAffected, nil
	case meant == yes && in == yes && a.Uncertain == "":
		return Affected, nil
	}
	return CannotBeExcluded, missing(meant, in, a, s, version)
}

// meansModel says whether a range means the model. A name that the maker does
// not give says nothing.
func (db *DB) meansModel(r row, a span, s Subject) truth {
	switch {
	case len(a.models)+len(a.except) == 0:
		return yes
	case s.Model == "":
		return unknown
	case anyMatches(a.except, s.Model):
		return no
	case len(a.models) == 0, anyMatches(a.models, s.Model):
		return yes
	case r.aboutMaker(s) && db.renamed(r, s):
		return unknown
	}
	return no
}

// renamed reports whether the model's name may not be the maker's own.
func (db *DB) renamed(r row, s Subject) bool {
	for _, maker := range r.Makers {
		if patterns := db.naming[maker]; len(patterns) > 0 && slices.Contains(s.Makers, maker) {
			return !anyMatches(patterns, s.Model)
		}
	}
	return s.Brand != "" && !slices.Contains(r.Makers, s.Owner)
}

func anyMatches(patterns []glob, name string) bool {
	return slices.ContainsFunc(patterns, func(g glob) bool { return g.matches(name) })
}

// missing says what keeps an answer open.
func missing(meant, in truth, a span, s Subject, version firmware.Version) []string {
	var parts []string
	if meant == unknown {
		if s.Model == "" {
			parts = append(parts, "the model is not known")
		} else {
			parts = append(parts, "the name of the model is not its maker’s own")
		}
	}
	if in == unknown {
		switch {
		case strings.TrimSpace(s.Firmware) == "":
			parts = append(parts, "the firmware is not known")
		case !version.Known():
			parts = append(parts, "the firmware’s version is written in a form that cannot be compared")
		default:
			parts = append(parts, "the firmware’s version does not tell enough")
		}
	}
	if a.Uncertain != "" {
		parts = append(parts, a.Uncertain)
	}
	return parts
}

func rank(s Status) int {
	return slices.Index([]Status{NotApplicable, NotAffected, CannotBeExcluded, Affected}, s)
}
