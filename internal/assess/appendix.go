package assess

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// kinKey tells the rows of an appendix apart.
type kinKey struct{ company, basis string }

// Appendix counts the hosts that are no surveillance equipment and belong to a
// company that a rule of the policy touches, whatever kinds and sites the rule
// is about. Only what is sourced counts, and nobody is flagged by it. Hosts
// that have to be checked by hand are left out: they are dealt with there.
func Appendix(others []model.Device, in Input) []model.Kin {
	rows := map[kinKey]model.Kin{}
	for _, d := range others {
		if len(d.CheckByHand)+len(d.Flagged) > 0 {
			continue
		}
		a := &assessment{in: in, dev: d}
		company, basis := a.kin()
		m, touched := a.touchesCompany(company)
		if !touched {
			continue
		}
		row, known := rows[kinKey{company, basis}]
		if !known {
			row = model.Kin{Company: company, Name: in.KB.MakerName(company), Basis: basis, Claims: tidy(m.claims)}
			if control := in.KB.ControlOf(company, in.AsOf); control.HeadquartersStatus == origin.StatusSourced {
				row.Country = control.Headquarters
			}
		}
		row.Devices++
		rows[kinKey{company, basis}] = row
	}
	return slices.SortedFunc(maps.Values(rows), func(a, b model.Kin) int {
		return cmp.Or(b.Devices-a.Devices, strings.Compare(a.Name, b.Name), strings.Compare(a.Basis, b.Basis))
	})
}

// kin is the company that the host shows, or that its MAC prefix was assigned
// to; an empty one where there is none.
func (a *assessment) kin() (company, basis string) {
	if m := a.dev.Maker; m != nil && m.ID != "" && m.Verdict.Sure() {
		return m.ID, basisMaker
	}
	if s := a.dev.Brand; s != nil && s.ID != "" && s.Verdict.Sure() {
		if b, ok := a.in.KB.Brand(s.ID); ok {
			return b.Owner, basisMaker
		}
	}
	assignee, ok := a.in.KB.MakerByRegistrant(a.dev.MACCompany)
	if !ok || assignee.Class == origin.ClassModule {
		return "", ""
	}
	return assignee.Company, basisMAC
}

// touchesCompany reports whether a rule of the policy means the company.
func (a *assessment) touchesCompany(company string) (met, bool) {
	for _, r := range a.in.Policy.Rules {
		if m := a.meets(r.When, company); m.status == origin.StatusSourced && !r.ByHand {
			return m, true
		}
	}
	return met{}, false
}
