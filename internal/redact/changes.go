package redact

import (
	"fmt"
	"slices"

	"camorigin/internal/model"
)

// Note is what a result that was redacted says of itself.
const Note = "redacted: addresses, names, MAC addresses and serial numbers are tokens; what is said rests on evidence with these tokens"

// Changes names every verdict of a result that does not hold in the one that was
// made from redacted evidence, by the tokens of its devices.
func (r *Redactor) Changes(before, after model.Result) []string {
	type key struct{ site, host string }
	now := map[key]model.Device{}
	for _, d := range slices.Concat(after.Devices, after.Others) {
		now[key{d.Site, d.Host}] = d
	}
	var notes []string
	for _, was := range slices.Concat(before.Devices, before.Others) {
		is, found := now[key{r.Site(was.Site), r.Host(was.Host)}]
		if !found {
			notes = append(notes, fmt.Sprintf("redacted: %s is no longer in the result", r.Host(was.Host)))
			continue
		}
		theirs, ours := said(is), said(was)
		for i, s := range ours {
			if want := r.Text(s.text); want != theirs[i].text {
				notes = append(notes, fmt.Sprintf("redacted: %s of %s was %s and no longer holds: it is %s now", s.what, is.Host, orNothing(want), orNothing(theirs[i].text)))
			}
		}
	}
	return notes
}

// statement is one thing that a result says about a device.
type statement struct{ what, text string }

// said lists what a result says about a device, always in the same order.
func said(d model.Device) []statement {
	maker := ""
	if d.Maker != nil {
		maker = spoken(&d.Maker.Statement)
	}
	return []statement{
		{"maker", maker}, {"brand", spoken(d.Brand)}, {"platform", spoken(d.Platform)},
		{"kind", string(d.Kind)}, {"model", d.Model}, {"firmware", d.Firmware}, {"flags", flags(d)},
	}
}

func spoken(s *model.Statement) string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("%s (%s)", orNothing(s.ID), s.Verdict)
}

// flags says what a policy makes of the device.
func flags(d model.Device) string {
	switch {
	case len(d.Flagged) > 0:
		return "flagged"
	case len(d.CheckByHand) > 0:
		return "check by hand"
	}
	return ""
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
