package decisions

import (
	"slices"
	"time"

	"camorigin/internal/assess"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

// Apply lays the decisions over a result: findings and devices get the decision
// about them, expired decisions become findings, and the record is filled. Of
// several decisions about a finding the first that is in force holds. A nil Set
// leaves the result as it is. What is added speaks the language of words.
func (s *Set) Apply(result *model.Result, asOf time.Time, words *i18n.Localizer) {
	if s == nil {
		return
	}
	a := &application{set: s, asOf: asOf, words: words, records: make([]model.DecisionRecord, len(s.decisions))}
	for i, d := range s.decisions {
		a.records[i] = model.DecisionRecord{Decision: *d.at(asOf), About: d.about.in(words)}
	}
	for i := range result.Findings {
		f := &result.Findings[i]
		place := model.Device{Host: f.Host, Site: f.Site}
		f.Decision = a.decide(a.concerning(place), place, *f).decision
	}
	missing := []model.Undecided{}
	for _, devices := range [][]model.Device{result.Devices, result.Others} {
		for i := range devices {
			a.device(&devices[i])
			if u, ok := undecided(devices[i]); ok {
				missing = append(missing, u)
			}
		}
	}
	result.Decisions = &model.Decisions{Made: a.records, Missing: missing}
}

// application is the work on one result.
type application struct {
	set     *Set
	asOf    time.Time
	words   *i18n.Localizer
	records []model.DecisionRecord
}

// decided is the decision about a finding and its place in the file; without
// one the decision is nil.
type decided struct {
	decision *model.Decision
	index    int
}

// concerning lists the decisions that are about a device, in the order of the
// file.
func (a *application) concerning(d model.Device) []int {
	var indexes []int
	for i, candidate := range a.set.decisions {
		if candidate.about.concerns(d) {
			indexes = append(indexes, i)
		}
	}
	return indexes
}

// decide finds among decisions about a device the one about a finding, and
// counts it. One that has expired is taken only where none is in force.
func (a *application) decide(among []int, d model.Device, f model.Finding) decided {
	var found decided
	for _, i := range among {
		candidate := a.set.decisions[i]
		if !candidate.about.covers(f) {
			continue
		}
		if stands := candidate.at(a.asOf); found.decision == nil || !stands.Expired {
			found = decided{stands, i}
		}
		if !found.decision.Expired {
			break
		}
	}
	if found.decision != nil {
		a.records[found.index].Findings++
		a.name(found.index, d)
	}
	return found
}

// name enters a device into the record of a decision, once: its findings come
// one after the other.
func (a *application) name(index int, d model.Device) {
	place := d.Host
	if d.Site != "" {
		place += " (" + d.Site + ")"
	}
	record := &a.records[index]
	if n := len(record.Hosts); d.Host != "" && (n == 0 || record.Hosts[n-1] != place) {
		record.Hosts = append(record.Hosts, place)
	}
}

// device decides the findings of a device.
func (a *application) device(d *model.Device) {
	var lapsed []int
	d.Findings = slices.Clone(d.Findings)
	among := a.concerning(*d)
	for i := range d.Findings {
		found := a.decide(among, *d, d.Findings[i])
		d.Findings[i].Decision = found.decision
		if found.decision != nil && found.decision.Expired && !slices.Contains(lapsed, found.index) {
			lapsed = append(lapsed, found.index)
		}
	}
	d.Decision = aboutOrigin(d.Findings)
	for _, index := range lapsed {
		d.Findings = append(d.Findings, assess.Expired(*d, a.set.decisions[index].Decision, a.set.decisions[index].about.String(), a.words))
	}
	assess.SortFindings(d.Findings)
}

// aboutOrigin is the decision about what a policy says of a device: that of the
// first finding which is open, and of the first one where all are decided.
func aboutOrigin(findings []model.Finding) *model.Decision {
	var first *model.Decision
	for _, byHand := range []bool{false, true} {
		for _, f := range findings {
			if f.ByHand != byHand || !assess.OfPolicy(f.Check) {
				continue
			}
			if f.Decision == nil || f.Decision.Expired {
				return f.Decision
			}
			if first == nil {
				first = f.Decision
			}
		}
		if first != nil {
			return first
		}
	}
	return nil
}

// undecided tells whether a device is flagged without a decision in force.
func undecided(d model.Device) (model.Undecided, bool) {
	if len(d.Flagged) == 0 || d.Decision != nil && !d.Decision.Expired {
		return model.Undecided{}, false
	}
	u := model.Undecided{Host: d.Host, Site: d.Site, Kind: d.Kind}
	switch {
	case d.Maker != nil && d.Maker.Verdict.Sure():
		u.Maker = d.Maker.Name
	case d.Brand != nil && d.Brand.Verdict.Sure():
		u.Maker = d.Brand.Name
	}
	if d.Decision != nil {
		u.Lapsed = d.Decision.Review
	}
	return u, true
}
