package identify

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// claim is one candidate for a statement, with its witnesses.
type claim struct {
	id         string
	families   map[model.Family]float64 // best certainty of each
	answers    map[int]float64          // best certainty of each
	best       float64                  // certainty of the best family, the MAC address left out
	confidence float64
	verdict    model.Verdict
}

// claimsOf collects the candidates that matches name, the surest first.
func claimsOf(matches []model.Match, get func(model.Says) string) []claim {
	byID := map[string]*claim{}
	for _, m := range matches {
		id := get(m.Says)
		if id == "" {
			continue
		}
		c := byID[id]
		if c == nil {
			c = &claim{id: id, families: map[model.Family]float64{}, answers: map[int]float64{}}
			byID[id] = c
		}
		c.families[m.Family] = max(c.families[m.Family], m.Certainty)
		c.answers[m.Answer] = max(c.answers[m.Answer], m.Certainty)
	}
	claims := make([]claim, 0, len(byID))
	for _, c := range byID {
		c.weigh()
		claims = append(claims, *c)
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(-cmp.Compare(rank(a.verdict), rank(b.verdict)), -cmp.Compare(a.confidence, b.confidence), strings.Compare(a.id, b.id))
	})
	return claims
}

func rank(v model.Verdict) int {
	return slices.Index([]model.Verdict{model.VerdictPossible, model.VerdictLikely, model.VerdictConfirmed}, v)
}

// weigh works out how sure the claim is.
func (c *claim) weigh() {
	doubt, witnesses, any := 1.0, 0, 0.0
	for _, family := range slices.Sorted(maps.Keys(c.families)) { // in a fixed order: rounding depends on it
		certainty := c.families[family]
		doubt *= 1 - certainty
		any = max(any, certainty)
		if certainty >= witness {
			witnesses++
		}
		if family != model.FamilyMAC {
			c.best = max(c.best, certainty)
		}
	}
	c.confidence = min(1-doubt, maxConfidence)
	switch {
	case c.only(model.FamilyMAC):
		c.verdict, c.confidence = model.VerdictPossible, min(c.confidence, macConfidence)
	case c.only(model.FamilyDiscovery):
		c.verdict, c.confidence = model.VerdictPossible, min(c.confidence, discoveryConfidence)
	case witnesses >= 2 && c.confidence >= confirmedConfidence:
		c.verdict = model.VerdictConfirmed
	case c.best >= strong:
		c.verdict = model.VerdictLikely
	default:
		c.verdict = model.VerdictPossible
	}
}

// only reports whether all witnesses are of one family.
func (c *claim) only(family model.Family) bool {
	_, has := c.families[family]
	return has && len(c.families) == 1
}

// statement is the claim as reports show it.
func (c *claim) statement(name func(string) string) model.Statement {
	return model.Statement{ID: c.id, Name: cmp.Or(name(c.id), c.id), Confidence: round(c.confidence), Verdict: c.verdict}
}

// apartFrom reports whether the two claims have weighty witnesses in different
// answers.
func (c *claim) apartFrom(other *claim) bool {
	for a, x := range c.answers {
		for b, y := range other.answers {
			if a != b && x >= witness && y >= witness {
				return true
			}
		}
	}
	return false
}

// round keeps two decimals.
func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }
