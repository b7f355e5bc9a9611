package inventory

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"camorigin/internal/model"
)

// Source is one of the results that are joined.
type Source struct {
	Name   string // as the user called it
	Site   string // of everything in it that names no site; may be empty
	Result model.Result
}

// Merge joins results of several places. A host that several results have at the
// same site is taken from the one that saw it last; a note says so. Findings get
// new identifiers and indexes of evidence. Summary and costs are left to the
// caller. Sources are not to be used any more afterwards.
func Merge(sources []Source) (model.Result, error) {
	if len(sources) < 2 {
		return model.Result{}, errors.New("merge needs two results or more")
	}
	for i := range sources {
		settle(&sources[i])
	}
	m := merger{owners: owners(sources)}
	m.result = model.Result{
		Schema: model.SchemaResult, Devices: []model.Device{}, Others: []model.Device{},
		Findings: []model.Finding{}, Evidence: []model.Evidence{}, Asked: []model.Asked{},
	}
	m.result.Run = mergedRun(sources)
	m.result.Coverage = mergedCoverage(sources)
	for i := range sources {
		m.add(i, sources[i].Result)
	}
	m.finish(sources)
	return m.result, nil
}

// owner is the source that a place is taken from.
type owner struct {
	source int
	seen   time.Time // when it was last heard there
	others int       // sources that have the place as well
}

// owners says which source each place is taken from: the one that heard of it
// last or, among equals, the one that is named last.
func owners(sources []Source) map[place]owner {
	owned := make(map[place]owner)
	for i, s := range sources {
		for at, seen := range heard(s.Result) {
			o, known := owned[at]
			switch {
			case !known:
				owned[at] = owner{source: i, seen: seen}
			case seen.Before(o.seen):
				o.others++
				owned[at] = o
			default:
				owned[at] = owner{source: i, seen: seen, others: o.others + 1}
			}
		}
	}
	return owned
}

// heard says when each place of a result was last heard of: by its evidence or,
// where that has no times, by the beginning of the run.
func heard(r model.Result) map[place]time.Time {
	last := make(map[place]time.Time)
	for _, list := range [][]model.Device{r.Devices, r.Others} {
		for _, d := range list {
			last[placeOf(d)] = time.Time{}
		}
	}
	for _, e := range r.Evidence {
		at := place{e.Site, plainAddress(e.Host)}
		if seen, known := last[at]; known && e.At.After(seen) {
			last[at] = e.At
		}
	}
	for at, seen := range last {
		if seen.IsZero() {
			last[at] = r.Run.Started
		}
	}
	return last
}

// merger gathers what is taken from each source.
type merger struct {
	owners map[place]owner
	result model.Result
}

// add takes from a source what belongs to its places.
func (m *merger) add(source int, r model.Result) {
	takes := func(site, host string) bool {
		o, known := m.owners[place{site, plainAddress(host)}]
		return !known || o.source == source
	}
	moved := make(map[int]int, len(r.Evidence))
	for i, e := range r.Evidence {
		if takes(e.Site, e.Host) {
			moved[i] = len(m.result.Evidence)
			m.result.Evidence = append(m.result.Evidence, e)
		}
	}
	renumber(&r, func(i int) (int, bool) { at, kept := moved[i]; return at, kept })
	foreign := func(d model.Device) bool { return !takes(d.Site, d.Host) }
	m.result.Devices = append(m.result.Devices, slices.DeleteFunc(r.Devices, foreign)...)
	m.result.Others = append(m.result.Others, slices.DeleteFunc(r.Others, foreign)...)
	for _, asked := range r.Asked {
		if takes(asked.Site, asked.Host) {
			m.result.Asked = append(m.result.Asked, asked)
		}
	}
	m.addFindings(r.Findings)
	m.result.Claims = append(m.result.Claims, r.Claims...)
	m.result.Appendix = append(m.result.Appendix, r.Appendix...)
	m.addDecisions(r.Decisions, takes)
}

// addFindings adds findings that belong to no single device; of two with the
// same fingerprint, the later one stays.
func (m *merger) addFindings(findings []model.Finding) {
	for _, f := range findings {
		same := func(g model.Finding) bool { return g.Fingerprint == f.Fingerprint && f.Fingerprint != "" }
		m.result.Findings = append(slices.DeleteFunc(m.result.Findings, same), f)
	}
}

func (m *merger) addDecisions(d *model.Decisions, takes func(site, host string) bool) {
	if d == nil {
		return
	}
	if m.result.Decisions == nil {
		m.result.Decisions = &model.Decisions{Made: []model.DecisionRecord{}, Missing: []model.Undecided{}}
	}
	m.result.Decisions.Made = append(m.result.Decisions.Made, d.Made...)
	for _, u := range d.Missing {
		if takes(u.Site, u.Host) {
			m.result.Decisions.Missing = append(m.result.Decisions.Missing, u)
		}
	}
}

// finish puts everything in order, and says what was left out.
func (m *merger) finish(sources []Source) {
	r := &m.result
	byPlace := func(a, b model.Device) int { return comparePlaces(placeOf(a), placeOf(b)) }
	slices.SortStableFunc(r.Devices, byPlace)
	slices.SortStableFunc(r.Others, byPlace)
	slices.SortStableFunc(r.Asked, func(a, b model.Asked) int {
		return comparePlaces(place{a.Site, plainAddress(a.Host)}, place{b.Site, plainAddress(b.Host)})
	})
	slices.SortStableFunc(r.Claims, func(a, b model.Claim) int { return cmp.Compare(a.ID, b.ID) })
	r.Claims = slices.CompactFunc(r.Claims, func(a, b model.Claim) bool { return a.ID == b.ID })
	r.Appendix = joinedKin(r.Appendix)
	n := 0
	number := func(findings []model.Finding) {
		for i := range findings {
			n++
			findings[i].ID = fmt.Sprintf("F%04d", n)
		}
	}
	number(r.Findings)
	for _, list := range [][]model.Device{r.Devices, r.Others} {
		for i := range list {
			number(list[i].Findings)
		}
	}
	if twice := m.twice(); twice > 0 {
		r.Run.Notes = append(r.Run.Notes, fmt.Sprintf("%d hosts are in several of the %d results at the same site: each is taken from the one that saw it last", twice, len(sources)))
	}
}

// twice counts the hosts that several sources have.
func (m *merger) twice() int {
	n := 0
	for _, o := range m.owners {
		if o.others > 0 {
			n++
		}
	}
	return n
}

// joinedKin adds up the rows about the same company.
func joinedKin(rows []model.Kin) []model.Kin {
	var joined []model.Kin
	for _, k := range rows {
		i := slices.IndexFunc(joined, func(j model.Kin) bool { return j.Company == k.Company && j.Basis == k.Basis })
		if i < 0 {
			joined = append(joined, k)
			continue
		}
		joined[i].Devices += k.Devices
		joined[i].Claims = union(joined[i].Claims, k.Claims)
	}
	return joined
}

// union is the texts of both lists, each once, in order of appearance.
func union(a, b []string) []string {
	joined := slices.Clone(a)
	for _, text := range b {
		if !slices.Contains(joined, text) {
			joined = append(joined, text)
		}
	}
	return joined
}
