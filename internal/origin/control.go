package origin

import (
	"maps"
	"slices"
	"time"
)

// What bounds the walk up the chains of owners.
const (
	maxDepth = 8
	maxSteps = 256
)

// Control is from which countries a company is controlled, and how well that
// is supported.
type Control struct {
	Headquarters       string   // country of the company itself; empty when not known
	HeadquartersStatus Status   // empty when not known
	Countries          []string // from which it is controlled, sorted; empty when nothing is known
	Status             Status   // the weakest among the statements that Countries rests on
	Claims             []string // that all of it rests on, sorted

	statuses map[string]Status // by country, the headquarters' among them
}

// In tells how well it is supported that the company is run or controlled from
// a country; the status is empty when nothing says so.
func (c Control) In(country string) Status { return c.statuses[country] }

// ControlOf tells from where a company is controlled at the given time: by its
// owners, as far up as they are known, and otherwise from its own
// headquarters. A minority holding is no control.
func (kb *KB) ControlOf(company string, at time.Time) Control {
	c, ok := kb.companies[company]
	if !ok {
		return Control{}
	}
	w := walk{kb: kb, at: at, statuses: map[string]Status{}}
	w.company(c, maxDepth, StatusSourced)
	out := Control{Countries: slices.Sorted(maps.Keys(w.statuses)), Claims: w.claims, statuses: w.statuses}
	if hq := c.Headquarters; hq != nil {
		out.Headquarters, out.HeadquartersStatus = hq.Country, kb.supported(hq.Claims)
		out.statuses[hq.Country] = stronger(out.statuses[hq.Country], out.HeadquartersStatus)
		out.Claims = append(out.Claims, hq.Claims...)
	}
	for _, country := range out.Countries {
		out.Status = weaker(out.Status, out.statuses[country])
	}
	slices.Sort(out.Claims)
	out.Claims = slices.Compact(out.Claims)
	return out
}

// walk goes up the chains of owners and notes where they end.
type walk struct {
	kb       *KB
	at       time.Time
	statuses map[string]Status
	claims   []string
	steps    int
}

// company goes on from c; status is that of the way up to it.
func (w *walk) company(c Company, depth int, status Status) {
	held := false
	if w.steps++; w.steps > maxSteps {
		return
	}
	for _, e := range c.Control {
		if e.Kind == EdgeMinority || !current(e.Since, e.Until, w.at) || depth == 0 {
			continue
		}
		held = true
		w.edge(e, depth-1, weaker(status, w.kb.edgeStatus(e)))
	}
	if hq := c.Headquarters; hq != nil && !held {
		w.note(hq.Country, weaker(status, w.kb.supported(hq.Claims)), hq.Claims)
	}
}

func (w *walk) edge(e Edge, depth int, status Status) {
	w.claims = append(w.claims, e.Claims...)
	if owner, ok := w.kb.companies[e.By]; ok && len(e.Countries) == 0 {
		w.company(owner, depth, status)
		return
	}
	for _, country := range e.Countries {
		w.note(country, status, nil)
	}
}

func (w *walk) note(country string, status Status, claims []string) {
	w.statuses[country] = stronger(w.statuses[country], status)
	w.claims = append(w.claims, claims...)
}

// supported is the status of a plain statement that rests on claims.
func (kb *KB) supported(claims []string) Status {
	if kb.Confirmed(claims) {
		return StatusSourced
	}
	return StatusUnconfirmed
}

// edgeStatus is the status of an edge; one without a confirmed claim is
// unconfirmed, whatever it says.
func (kb *KB) edgeStatus(e Edge) Status { return weaker(e.Status, kb.supported(e.Claims)) }

// rank orders the statuses; the empty one is no statement at all.
func (s Status) rank() int {
	return slices.Index([]Status{StatusUnconfirmed, StatusDisputed, StatusSourced}, s)
}

// weaker returns the less supported of two statuses; an empty one does not
// count.
func weaker(a, b Status) Status {
	if a == "" || b != "" && b.rank() < a.rank() {
		return b
	}
	return a
}

func stronger(a, b Status) Status {
	if b.rank() > a.rank() {
		return b
	}
	return a
}

// Stronger reports whether a is better supported than b; an empty status is no
// statement, and weaker than any.
func Stronger(a, b Status) bool { return a.rank() > b.rank() }
