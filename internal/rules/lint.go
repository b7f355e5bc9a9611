package rules

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Lint checks the rules of the sources, together, for everything that the format
// asks of them, and returns what is wrong in the order of files and lines.
func Lint(vocab Vocabulary, sources ...Source) []Problem {
	var all []*compiled
	var problems []Problem
	for _, source := range sources {
		loaded, found := read(source)
		all = append(all, loaded...)
		problems = append(problems, found...)
	}
	together := checkTogether(all)
	problems = append(problems, together...)
	if len(together) == 0 {
		if set, err := assemble(all, vocab); err == nil {
			problems = append(problems, set.Lint()...)
		}
	}
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	return problems
}

// Lint checks the rules of the set: what they carry, what they say, and their
// examples, on themselves and on each other.
func (s *Set) Lint() []Problem {
	var problems []Problem
	report := func(rule *Rule, faults ...error) {
		for _, err := range faults {
			if err != nil {
				problems = append(problems, problem(rule, err))
			}
		}
	}
	for i, c := range s.rules {
		report(c.rule, checkSource(c.rule), checkUnpublished(c.rule), checkLiteral(c), checkNames(c, s.vocab), checkPrefixRule(c.rule), checkFamily(c.rule))
		report(c.rule, s.checkExamples(i)...)
		report(c.rule, s.checkCounterexamples(i)...)
	}
	return append(problems, s.checkContradictions()...)
}

var (
	year      = regexp.MustCompile(`\b(19|20)[0-9]{2}\b`)
	reference = regexp.MustCompile(`\S[/#:]\S`)
)

// SourcePlaceholder is the source of a drafted rule. The linter refuses it: only
// a person can say where something was observed.
const SourcePlaceholder = "write where this was observed, with a date"

// checkSource wants a date, or a reference that can be followed.
func checkSource(rule *Rule) error {
	if strings.Contains(rule.Source, SourcePlaceholder) {
		return errors.New("source is still that of a draft, say where this was observed and when")
	}
	if !year.MatchString(rule.Source) && !reference.MatchString(rule.Source) {
		return fmt.Errorf("source %.60q has no date and no reference, say where this was observed and when", rule.Source)
	}
	return nil
}

// namedByDevice lists the fields in which a device gives a name in the place meant
// for it: what such a name says needs no further source.
var namedByDevice = []string{
	"onvif.manufacturer", "onvif.model", "onvif.scopes", "snmp.sysdescr", "tls.issuer", "tls.subject",
	"upnp.friendly_name", "upnp.manufacturer", "upnp.model_name",
}

// strong is the certainty from which on a rule makes a name likely by itself.
const strong = 0.8

// checkUnpublished keeps rules that rest on no published source from naming
// anybody by themselves.
func checkUnpublished(rule *Rule) error {
	names := rule.Says.Maker != "" || rule.Says.Brand != ""
	if !names || rule.Certainty < strong || slices.Contains(namedByDevice, rule.Field) ||
		!strings.Contains(strings.ToLower(rule.Source), "general knowledge") {
		return nil
	}
	return fmt.Errorf("certainty %v on general knowledge, name a published source or stay below %v", rule.Certainty, strong)
}

func checkLiteral(c *compiled) error {
	has := len(c.match.literals) > 0
	switch {
	case !has && strings.TrimSpace(c.rule.WhyNoLiteral) == "":
		return fmt.Errorf("match needs no fixed text of %d bytes or more, so every value must be tried: name one, or say why_no_literal", minLiteral)
	case has && c.rule.WhyNoLiteral != "":
		return errors.New("why_no_literal, but match has a fixed text, remove the key")
	}
	return nil
}

// prefixCertainty is the most that the prefix of a MAC address can say: it names
// who made the network chip or card at best.
const prefixCertainty = 0.8

func checkPrefixRule(rule *Rule) error {
	prefix := slices.Contains([]string{"mac.company", "mac.address", "mac.inside"}, rule.Field)
	if prefix && len(rule.With) == 0 && rule.Certainty >= prefixCertainty {
		return fmt.Errorf("certainty %v from a MAC prefix alone, stay below %v or add a condition", rule.Certainty, prefixCertainty)
	}
	return nil
}

// checkFamily refuses rules on what a list says: that is no evidence.
func checkFamily(rule *Rule) error {
	fields := []string{rule.Field}
	for _, c := range slices.Concat(rule.With, rule.Unless) {
		fields = append(fields, c.Field)
	}
	for _, field := range fields {
		if strings.HasPrefix(field, "list.") {
			return fmt.Errorf("field %s is what a list says, which is no evidence, use another field", field)
		}
	}
	return nil
}

// alone returns what one rule says of an answer, whatever other rules say.
func (s *Set) alone(rule int, a model.Answer) (says model.Says, holds bool) {
	h, ok := s.try(rule, factsOf(a), Budget{}.meter())
	return h.match.Says, ok
}

func (s *Set) checkExamples(i int) []error {
	rule := s.rules[i].rule
	if len(rule.Examples) == 0 {
		return []error{errors.New("has no example, add one that is known to be right")}
	}
	var faults []error
	fields := newFieldVocabulary()
	for _, example := range rule.Examples {
		for _, field := range sortedKeys(example.Fields) {
			if !fields.known(field) {
				faults = append(faults, fmt.Errorf("example on line %d: %w", example.Line, unknownField(field)))
			}
		}
		says, holds := s.alone(i, answerOf(example.Fields))
		switch {
		case !holds:
			faults = append(faults, fmt.Errorf("example on line %d: %s", example.Line, s.whyNot(i, answerOf(example.Fields))))
		case says != example.Want:
			faults = append(faults, fmt.Errorf("example on line %d: says %s, want %s", example.Line, describe(says), describe(example.Want)))
		}
	}
	return faults
}

func (s *Set) checkCounterexamples(i int) []error {
	var faults []error
	fields := newFieldVocabulary()
	for _, not := range s.rules[i].rule.Not {
		for _, field := range sortedKeys(not.Fields) {
			if !fields.known(field) {
				faults = append(faults, fmt.Errorf("not on line %d: %w", not.Line, unknownField(field)))
			}
		}
		if len(not.Fields) == 0 {
			faults = append(faults, fmt.Errorf("not on line %d: has no field, write one", not.Line))
		}
		if says, holds := s.alone(i, answerOf(not.Fields)); holds {
			faults = append(faults, fmt.Errorf("not on line %d: matches and says %s, narrow the rule", not.Line, describe(says)))
		}
	}
	return faults
}

// checkContradictions finds rules that say another maker or brand on an example
// of a rule, where neither gives way to the other.
func (s *Set) checkContradictions() []Problem {
	var problems []Problem
	for _, c := range s.rules {
		for _, example := range c.rule.Examples {
			answer := answerOf(example.Fields)
			for _, h := range s.holding(answer, Budget{}.meter()) {
				other := s.rules[h.rule].rule
				statement := contradiction(example.Want, h.match.Says)
				if statement == "" || givesWay(other, c.rule) || givesWay(c.rule, other) {
					continue
				}
				problems = append(problems, problem(other, fmt.Errorf("says %s on the example of %s at %s:%d, which has another %s: narrow one of them, or name it in shadowed_by",
					describe(h.match.Says), c.rule.ID, c.rule.File, example.Line, statement)))
			}
		}
	}
	return problems
}

func contradiction(a, b model.Says) string {
	switch {
	case a.Maker != "" && b.Maker != "" && a.Maker != b.Maker:
		return "maker"
	case a.Brand != "" && b.Brand != "" && a.Brand != b.Brand:
		return "brand"
	}
	return ""
}

func givesWay(rule, other *Rule) bool { return slices.Contains(rule.ShadowedBy, other.ID) }

// describe writes out what is said, on one line.
func describe(says model.Says) string {
	var list []string
	for _, statement := range statements(&says) {
		if *statement.value != "" {
			list = append(list, fmt.Sprintf("%s: %.80q", statement.name, *statement.value))
		}
	}
	if len(list) == 0 {
		return "nothing"
	}
	return "{" + strings.Join(list, ", ") + "}"
}
