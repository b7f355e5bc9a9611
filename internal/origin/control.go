package origin

import (
	"slices"
	"time"
)

// maxDepth bounds how far up a chain of owners is followed.
const maxDepth = 8

// Control is from which countries a company is controlled, and how well that
// is supported.
type Control struct {
	Headquarters string   // country of the company itself; empty when not known
	Countries    []string // sorted; empty when nothing is known
	Status       Status   // the weakest among the statements that Countries rests on
	Claims       []string // sorted
}

// Includes reports whether control is exercised from a country.
func (c Control) Includes(country string) bool { return slices.Contains(c.Countries, country) }

// ControlOf tells from where a company is controlled at the given time: by its
// owners, as far up as they are known, and otherwise from its own
// headquarters. A minority holding is no control.
func (kb *KB) ControlOf(company string, at time.Time) Control {
	c, ok := kb.companies[company]
	if !ok {
		return Control{}
	}
	out := Control{}
	if c.Headquarters != nil {
		out.Headquarters = c.Headquarters.Country
	}
	kb.control(c, at, maxDepth, StatusSourced, &out)
	slices.Sort(out.Countries)
	out.Countries = slices.Compact(out.Countries)
	slices.Sort(out.Claims)
	out.Claims = slices.Compact(out.Claims)
	return out
}

// control adds the countries from which c is controlled to out; status is that
// of the way up to c.
func (kb *KB) control(c Company, at time.Time, depth int, status Status, out *Control) {
	found := false
	for _, e := range c.Control {
		if e.Kind == EdgeMinority || !current(e.Since, e.Until, at) || depth == 0 {
			continue
		}
		found = true
		kb.controlBy(e, at, depth-1, weaker(status, kb.edgeStatus(e)), out)
	}
	if found || c.Headquarters == nil {
		return
	}
	if !kb.Confirmed(c.Headquarters.Claims) {
		status = weaker(status, StatusUnconfirmed)
	}
	out.add([]string{c.Headquarters.Country}, status, c.Headquarters.Claims)
}

func (kb *KB) controlBy(e Edge, at time.Time, depth int, status Status, out *Control) {
	out.Claims = append(out.Claims, e.Claims...)
	if owner, ok := kb.companies[e.By]; ok && len(e.Countries) == 0 {
		kb.control(owner, at, depth, status, out)
		return
	}
	out.add(e.Countries, status, nil)
}

func (out *Control) add(countries []string, status Status, claims []string) {
	if len(countries) == 0 {
		return
	}
	out.Countries = append(out.Countries, countries...)
	out.Claims = append(out.Claims, claims...)
	if out.Status == "" {
		out.Status = status
	}
	out.Status = weaker(out.Status, status)
}

// edgeStatus is the status of an edge; one without a confirmed claim is
// unconfirmed, whatever it says.
func (kb *KB) edgeStatus(e Edge) Status {
	if !kb.Confirmed(e.Claims) {
		return StatusUnconfirmed
	}
	return e.Status
}

func weaker(a, b Status) Status {
	order := []Status{StatusUnconfirmed, StatusDisputed, StatusSourced}
	if slices.Index(order, a) < slices.Index(order, b) {
		return a
	}
	return b
}

// owner is a company somewhere up the chain of control of another.
type owner struct {
	id      string
	sourced bool // every step up to it is
	claims  []string
}

// owners lists the companies that control a company at the given time, nearest
// first.
func (kb *KB) owners(company string, at time.Time) []owner {
	var out []owner
	level := []owner{{id: company, sourced: true}}
	for range maxDepth {
		var next []owner
		for _, o := range level {
			next = append(next, kb.above(o, at)...)
		}
		if len(next) == 0 {
			break
		}
		out, level = append(out, next...), next
	}
	return out
}

func (kb *KB) above(below owner, at time.Time) []owner {
	var out []owner
	for _, e := range kb.companies[below.id].Control {
		if e.By == "" || e.Kind == EdgeMinority || !current(e.Since, e.Until, at) {
			continue
		}
		out = append(out, owner{
			id: e.By, sourced: below.sourced && kb.edgeStatus(e) == StatusSourced,
			claims: append(slices.Clone(below.claims), e.Claims...),
		})
	}
	return out
}
