package origin

import (
	"slices"
	"time"
)

// owner is a company somewhere up the chain of control of another.
type owner struct {
	id     string
	status Status // the weakest of the steps up to it
	claims []string
}

// owners lists the companies that control a company at the given time, nearest
// first.
func (kb *KB) owners(company string, at time.Time) []owner {
	var out []owner
	level := []owner{{id: company, status: StatusSourced}}
	for range maxDepth {
		var next []owner
		for _, o := range level {
			next = append(next, kb.above(o, at)...)
		}
		if len(next) == 0 || len(out)+len(next) > maxSteps {
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
			id: e.By, status: weaker(below.status, kb.edgeStatus(e)),
			claims: append(slices.Clone(below.claims), e.Claims...),
		})
	}
	return out
}

// Held is how well it is supported that one company holds another.
type Held struct {
	Status Status
	Claims []string
}

// HeldBy tells whether a company is controlled by another at the given time,
// directly or through others. The weakest step up to it counts.
func (kb *KB) HeldBy(company, by string, at time.Time) (Held, bool) {
	for _, o := range kb.owners(company, at) {
		if o.id == by {
			return Held{Status: o.status, Claims: o.claims}, true
		}
	}
	return Held{}, false
}
