package assess

import (
	"strings"

	"camorigin/internal/origin"
)

// met is how a company meets the condition of a rule. An empty status means
// that it does not.
type met struct {
	status origin.Status // the weakest of what it rests on
	why    []string
	claims []string
}

// meets tries a company against a condition; what concerns kind and site has
// been tried before.
func (a *assessment) meets(w When, company string) met {
	if company == "" {
		return met{}
	}
	out := met{status: origin.StatusSourced}
	for _, part := range []struct {
		names []string
		test  func(name, company string) met
	}{{w.Companies, a.isOrIsHeldBy}, {w.Control, a.controlledFrom}, {w.Lists, a.listed}} {
		if len(part.names) == 0 {
			continue
		}
		best := met{}
		for _, name := range part.names {
			if m := part.test(name, company); origin.Stronger(m.status, best.status) {
				best = m
			}
		}
		if best.status == "" {
			return met{}
		}
		if origin.Stronger(out.status, best.status) {
			out.status = best.status
		}
		out.why, out.claims = append(out.why, best.why...), append(out.claims, best.claims...)
	}
	return out
}

// isOrIsHeldBy is met by a company itself and by those that it controls.
func (a *assessment) isOrIsHeldBy(wanted, company string) met {
	if wanted == company {
		return met{status: origin.StatusSourced}
	}
	held, ok := a.in.KB.HeldBy(company, wanted, a.in.AsOf)
	if !ok {
		return met{}
	}
	text := a.say("meets.held", a.in.KB.MakerName(company), a.in.KB.MakerName(wanted))
	return met{status: held.Status, why: []string{a.hedged(text, held.Status)}, claims: held.Claims}
}

// controlledFrom is met by a company that is run or controlled from a country.
func (a *assessment) controlledFrom(country, company string) met {
	control := a.in.KB.ControlOf(company, a.in.AsOf)
	status := control.In(country)
	if status == "" {
		return met{}
	}
	text := a.say("meets.control", a.in.KB.MakerName(company), a.in.Words.CountryOr(country))
	return met{status: status, why: []string{a.hedged(text, status)}, claims: control.Claims}
}

// listed is met by a company that a list names, itself or through its owner, or
// whose country it means.
func (a *assessment) listed(id, company string) met {
	list, ok := a.in.KB.List(id)
	if !ok {
		return met{}
	}
	for _, country := range list.Countries {
		if m := a.controlledFrom(country, company); m.status != "" {
			m.why = append(m.why, a.say("meets.country", a.list(list).Title, a.in.Words.CountryOr(country), a.binds(list)))
			m.claims = append(m.claims, list.Claims...)
			return m
		}
	}
	for _, l := range a.in.KB.Listings(company, a.in.AsOf) {
		if l.List.ID == id {
			status := origin.StatusUnconfirmed
			if l.Sure {
				status = origin.StatusSourced
			}
			return met{status: status, why: []string{a.hedged(a.naming(l, company), status), a.binds(list)}, claims: l.Claims}
		}
	}
	return met{}
}

// naming says how a list means a company.
func (a *assessment) naming(l origin.Listing, company string) string {
	name, list := a.in.KB.MakerName(l.Entity), a.list(l.List).Title
	if l.Entity == company {
		return a.say("meets.named", name, list)
	}
	return a.say("meets.affiliate", a.in.KB.MakerName(company), name, list)
}

// binds says whom a list binds; no list is mentioned without it.
func (a *assessment) binds(l origin.List) string {
	return a.say("meets.binds", strings.TrimSuffix(a.list(l).Binds, "."))
}

// list is what a list is called and whom it binds, in the language of the
// findings.
func (a *assessment) list(l origin.List) origin.ListText { return l.In(a.in.Words.Language()) }

// hedged makes a sentence of a statement, as strong as its status allows.
func (a *assessment) hedged(text string, status origin.Status) string {
	switch status {
	case origin.StatusSourced:
		return a.say("hedge.sourced", text)
	case origin.StatusDisputed:
		return a.say("hedge.disputed", text)
	}
	return a.say("hedge.unconfirmed", text)
}
