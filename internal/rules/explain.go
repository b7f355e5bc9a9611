package rules

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Explanation says of one rule that it held for an answer, or that it nearly
// did, and why not.
type Explanation struct {
	Rule  string
	File  string
	Line  int
	Field string
	Held  bool
	Value string     // that matched, or that has the rule's literal
	Says  model.Says // when it held
	Why   string     // it did not hold, or holds without effect; empty otherwise
}

// Explain returns the rules that held for the answer and those that nearly did:
// whose field matched while a condition did not let them hold, that gave way to
// another rule, or whose literal is there while the pattern does not match.
func (s *Set) Explain(a model.Answer) []Explanation {
	facts := factsOf(a)
	holding := s.holding(a, Budget{}.meter())
	var all []Explanation
	for i, c := range s.rules {
		e := Explanation{Rule: c.rule.ID, File: c.rule.File, Line: int(c.rule.Line), Field: c.rule.Field}
		at := slices.IndexFunc(holding, func(h held) bool { return h.rule == i })
		switch {
		case at >= 0:
			s.explainHeld(&e, holding, at, a.Family)
		case !s.explainMissed(&e, c, facts):
			continue
		}
		all = append(all, e)
	}
	return all
}

func (s *Set) explainHeld(e *Explanation, holding []held, at int, family model.Family) {
	h := holding[at]
	e.Value = h.match.Value
	switch shadow := s.shadow(h.rule, holding); {
	case family == model.FamilyList:
		e.Why = "the answer is what a list says, which is no evidence"
	case shadow != "":
		e.Why = "gives way to " + shadow + ", which holds too"
	case h.match.Says == (model.Says{}):
		e.Why = "matches, but captures nothing, or no name that is known"
	default:
		e.Held, e.Says = true, h.match.Says
	}
}

// explainMissed reports whether the rule nearly held, and fills in how.
func (s *Set) explainMissed(e *Explanation, c *compiled, facts facts) bool {
	for _, value := range facts.values[c.rule.Field] {
		if found := c.match.find(value); found != nil {
			e.Value = excerpt(value, found)
			e.Why = c.obstacle(facts, Budget{}.meter())
			return true
		}
	}
	for _, value := range facts.values[c.rule.Field] {
		folded := fold(value)
		for _, text := range c.match.literals {
			if place := strings.Index(folded, text); place >= 0 {
				e.Value = excerpt(folded, []int{place, min(len(folded), place+2*len(text))})
				e.Why = fmt.Sprintf("has %q, but does not match %s", text, c.match.source)
				return true
			}
		}
	}
	return false
}

// whyNot says why a rule does not hold for an answer for which it should.
func (s *Set) whyNot(rule int, a model.Answer) string {
	c, facts := s.rules[rule], factsOf(a)
	if len(facts.values[c.rule.Field]) == 0 {
		return "has no field " + c.rule.Field
	}
	var e Explanation
	if s.explainMissed(&e, c, facts) {
		return e.Why
	}
	return "does not match"
}
