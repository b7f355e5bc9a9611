package inventory

import (
	"slices"

	"camorigin/internal/model"
)

// NewFindings lists the findings of a result that are open and are not in its
// baseline: a finding is in it when the same device, wherever it was then, had
// it there already, and it did not weigh less. Another device at an old address
// brings new findings.
func NewFindings(baseline, r model.Result) []model.Finding {
	fresh := unknown(baseline.Findings, r.Findings, sameFingerprint)
	was, is := slices.Concat(baseline.Devices, baseline.Others), slices.Concat(r.Devices, r.Others)
	matches, _, strangers := pairUp(identitiesOf(was), identitiesOf(is))
	for _, m := range matches {
		p := pair{was[m.before], is[m.after], m.by}
		fresh = append(fresh, unknown(p.before.Findings, p.after.Findings, sameSubject(p))...)
	}
	for _, j := range strangers {
		fresh = append(fresh, unknown(nil, is[j].Findings, sameFingerprint)...)
	}
	return fresh
}

// unknown lists the open findings that were not known before or weigh more.
func unknown(before, after []model.Finding, about subject) []model.Finding {
	var fresh []model.Finding
	known := bySubject(before, about)
	for _, f := range after {
		key := about(f)
		old := known[key]
		if len(old) > 0 {
			known[key] = old[1:]
		}
		if f.Open() && (len(old) == 0 || graver(old[0], f)) {
			fresh = append(fresh, f)
		}
	}
	return fresh
}
