package inventory

import (
	"camorigin/internal/model"
)

// FindingsChanged is how the findings of a device or a network differ.
type FindingsChanged struct {
	New    []Finding `json:"new,omitempty"`
	Gone   []Finding `json:"gone,omitempty"`
	Graver []Finding `json:"graver,omitempty"` // more severe than before, or not to check by hand any more
}

// None reports whether nothing changed.
func (f FindingsChanged) None() bool { return len(f.New)+len(f.Gone)+len(f.Graver) == 0 }

// Finding is a finding as comparisons show it.
type Finding struct {
	Check    string         `json:"check"`
	Severity model.Severity `json:"severity"`
	ByHand   bool           `json:"by_hand,omitempty"`
	Title    string         `json:"title"`
	Was      model.Severity `json:"was,omitempty"` // of a graver one
}

// subject is what findings of two results are compared by.
type subject func(model.Finding) string

// sameFingerprint holds as long as a device keeps its address.
func sameFingerprint(f model.Finding) string { return f.Fingerprint }

// sameSubject compares the findings of a device with itself. Fingerprints hold
// the address, so that the findings of a device that moved are compared by what
// they are about.
func sameSubject(p pair) subject {
	if p.before.Host == p.after.Host && p.before.Site == p.after.Site {
		return sameFingerprint
	}
	return func(f model.Finding) string { return f.Check + "\x00" + f.Title }
}

// findingsChanged compares findings; several with one subject are told apart by
// their number.
func findingsChanged(before, after []model.Finding, about subject) FindingsChanged {
	var changed FindingsChanged
	known := bySubject(before, about)
	for _, f := range after {
		key := about(f)
		if len(known[key]) == 0 {
			changed.New = append(changed.New, findingOf(f))
			continue
		}
		old := known[key][0]
		known[key] = known[key][1:]
		if graver(old, f) {
			g := findingOf(f)
			g.Was = old.Severity
			changed.Graver = append(changed.Graver, g)
		}
	}
	for _, f := range before {
		key := about(f)
		for _, gone := range known[key] {
			changed.Gone = append(changed.Gone, findingOf(gone))
		}
		delete(known, key)
	}
	return changed
}

func bySubject(findings []model.Finding, about subject) map[string][]model.Finding {
	known := make(map[string][]model.Finding, len(findings))
	for _, f := range findings {
		known[about(f)] = append(known[about(f)], f)
	}
	return known
}

// graver reports whether a finding weighs more than it did.
func graver(old, f model.Finding) bool {
	return !f.ByHand && (old.ByHand || f.Severity.Rank() > old.Severity.Rank())
}

func findingOf(f model.Finding) Finding {
	return Finding{Check: f.Check, Severity: f.Severity, ByHand: f.ByHand, Title: f.Title}
}
