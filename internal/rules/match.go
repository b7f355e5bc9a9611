package rules

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"camorigin/internal/model"
)

// Set is a set of rules, ready to be matched. It is safe for concurrent use.
type Set struct {
	rules     []*compiled
	constants []model.Says // by rule: what it says in any case, known names only
	byID      map[string]int
	vocab     Vocabulary
	index     map[string]func() fieldIndex // by field
}

// Len is the number of rules.
func (s *Set) Len() int { return len(s.rules) }

// Rules returns the rules in the order in which they were read.
func (s *Set) Rules() []Rule {
	rules := make([]Rule, len(s.rules))
	for i, c := range s.rules {
		rules[i] = *c.rule
	}
	return rules
}

// Rule returns the rule with that identifier.
func (s *Set) Rule(id string) (Rule, bool) {
	i, ok := s.byID[id]
	if !ok {
		return Rule{}, false
	}
	return *s.rules[i].rule, true
}

// Budget bounds the work done for one device, so that a device that sends much
// of what rules look for cannot hold up the rest. The zero value is no bound.
type Budget struct {
	// Work bounds what is confirmed, in bytes of value times instructions of
	// pattern. It makes the same evidence end at the same place everywhere.
	Work int
	// Time bounds the time taken, and needs Now. Reading ends between patterns.
	Time time.Duration
	Now  func() time.Time
}

// DefaultBudget is the bound for one device: some 250 ms on a slow core. now may
// be nil, and only the work is then bounded.
func DefaultBudget(now func() time.Time) Budget {
	return Budget{Work: 256 << 20, Time: 250 * time.Millisecond, Now: now}
}

// meter is what is left of a budget.
type meter struct {
	bounded bool
	left    int
	now     func() time.Time
	end     time.Time
	spent   bool
}

func (b Budget) meter() *meter {
	m := &meter{bounded: b.Work > 0, left: b.Work}
	if b.Now != nil && b.Time > 0 {
		m.now, m.end = b.Now, b.Now().Add(b.Time)
	}
	return m
}

// allow reports whether so much work may still be done, and counts it.
func (m *meter) allow(work int) bool {
	if m.spent {
		return false
	}
	m.left -= work
	m.spent = m.bounded && m.left < 0 || m.now != nil && m.now().After(m.end)
	return !m.spent
}

// Match returns the rules that hold for one answer and what they say, in the
// order of the rules. Answers of the family list match nothing: they are no
// evidence.
func (s *Set) Match(a model.Answer) []model.Match {
	return s.matchAnswer(a, Budget{}.meter())
}

// MatchDevice matches the answers of one device within a budget. truncated says
// that the budget was spent before all rules had been tried.
func (s *Set) MatchDevice(answers []model.Answer, budget Budget) (matches []model.Match, truncated bool) {
	m := budget.meter()
	for _, a := range answers {
		matches = append(matches, s.matchAnswer(a, m)...)
	}
	return matches, m.spent
}

func (s *Set) matchAnswer(a model.Answer, m *meter) []model.Match {
	if a.Family == model.FamilyList {
		return nil
	}
	return s.unshadowed(s.holding(a, m))
}

// held is a rule that holds for an answer.
type held struct {
	rule  int
	match model.Match
}

// holding returns every rule that holds for the answer, in the order of the
// rules.
func (s *Set) holding(a model.Answer, m *meter) []held {
	facts := factsOf(a)
	var all []held
	for _, field := range facts.fields {
		index, ok := s.index[field]
		if !ok {
			continue
		}
		for rule := range index().candidates(facts.values[field]) {
			if h, ok := s.try(rule, facts, m); ok {
				h.match.Answer, h.match.Family = a.Index, a.Family
				all = append(all, h)
			}
		}
	}
	slices.SortFunc(all, func(x, y held) int { return x.rule - y.rule })
	return all
}

// try confirms a rule whose literals are there.
func (s *Set) try(rule int, facts facts, m *meter) (held, bool) {
	c := s.rules[rule]
	for _, value := range facts.values[c.rule.Field] {
		if !m.allow(len(value) * c.match.instructions) {
			return held{}, false
		}
		found := c.match.find(value)
		if found == nil {
			continue
		}
		if c.obstacle(facts, m) != "" {
			return held{}, false
		}
		return held{rule: rule, match: model.Match{
			Rule: c.rule.ID, Field: c.rule.Field, Value: excerpt(value, found),
			Says: c.says.fill(s.constants[rule], value, found, s.vocab), Certainty: c.rule.Certainty,
		}}, true
	}
	return held{}, false
}

// obstacle says which condition does not let the rule hold, "" for none.
func (c *compiled) obstacle(facts facts, m *meter) string {
	for _, condition := range c.with {
		if !condition.holds(facts, m) {
			return "with " + condition.field + " does not match " + condition.match.source
		}
	}
	for _, condition := range c.unless {
		if condition.holds(facts, m) {
			return "unless " + condition.field + " matches " + condition.match.source
		}
	}
	if m.spent {
		return "the budget is spent"
	}
	return ""
}

func (c condition) holds(facts facts, m *meter) bool {
	return slices.ContainsFunc(facts.values[c.field], func(value string) bool {
		return m.allow(len(value)*c.match.instructions) && c.match.matches(value)
	})
}

// unshadowed drops the rules that another one that holds takes precedence over,
// and those that have nothing to say.
func (s *Set) unshadowed(all []held) []model.Match {
	var matches []model.Match
	for _, h := range all {
		if s.shadow(h.rule, all) == "" && h.match.Says != (model.Says{}) {
			matches = append(matches, h.match)
		}
	}
	return matches
}

// shadow returns the rule, among those that hold, that the rule gives way to.
func (s *Set) shadow(rule int, all []held) string {
	shadowedBy := s.rules[rule].rule.ShadowedBy
	if len(shadowedBy) == 0 {
		return ""
	}
	for _, h := range all {
		if slices.Contains(shadowedBy, h.match.Rule) {
			return h.match.Rule
		}
	}
	return ""
}

// facts is an answer by field.
type facts struct {
	fields []string // in the order in which the answer has them
	values map[string][]string
}

func factsOf(a model.Answer) facts {
	f := facts{values: make(map[string][]string, len(a.Facts))}
	for _, fact := range a.Facts {
		values, seen := f.values[fact.Field]
		if !seen {
			f.fields = append(f.fields, fact.Field)
		}
		f.values[fact.Field] = append(values, cut(fact.Value, window))
	}
	return f
}

// cut shortens text to at most limit bytes, between characters.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// excerpt is the value that matched, or of a long one the part that did.
func excerpt(value string, found []int) string {
	if len(value) > excerptLength {
		value = groupOf(value, found, 0)
	}
	return strings.ToValidUTF8(strings.TrimSpace(cut(value, excerptLength)), "\ufffd")
}
