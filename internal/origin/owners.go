package origin

import (
	"slices"
	"time"
)

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
			id: e.By, sourced: below.sourced && kb.edgeStatus(e) == StatusSourced,
			claims: append(slices.Clone(below.claims), e.Claims...),
		})
	}
	return out
}
