package rules

import (
	"camorigin/internal/model"
	"camorigin/internal/strictyaml"
)

// Rule is one rule as its author wrote it.
type Rule struct {
	Line         strictyaml.Line      // at which it begins
	File         string               `yaml:"-"`
	ID           string               `yaml:"id,required"`
	Field        string               `yaml:"field,required"`
	Match        string               `yaml:"match,required"` // regular expression, RE2 syntax
	With         []Condition          `yaml:"with"`           // all must hold in the same answer
	Unless       []Condition          `yaml:"unless"`         // none may hold in the same answer
	Says         model.Says           `yaml:"says,required"`  // constants, or $1 to $9 of Match
	Certainty    float64              `yaml:"certainty,required"`
	Source       string               `yaml:"source,required"`
	Examples     []Example            `yaml:"examples"`
	Not          []Counterexample     `yaml:"not"`
	ShadowedBy   strictyaml.OneOrMore `yaml:"shadowed_by"`    // where one of these holds, this rule says nothing
	WhyNoLiteral string               `yaml:"why_no_literal"` // why Match cannot have a fixed text
}

// Condition holds when a value of the field matches. An absent field never
// matches.
type Condition struct {
	Field string `yaml:"field,required"`
	Match string `yaml:"match,required"`
}

// Example is one answer and exactly what the rule says of it.
type Example struct {
	Line   strictyaml.Line
	Want   model.Says                      `yaml:"want,required"`
	Fields map[string]strictyaml.OneOrMore `yaml:",inline"`
}

// Counterexample is one answer for which the rule must not hold.
type Counterexample struct {
	Line   strictyaml.Line
	Fields map[string]strictyaml.OneOrMore `yaml:",inline"`
}

// answerOf turns the fields of an example into an answer.
func answerOf(fields map[string]strictyaml.OneOrMore) model.Answer {
	var answer model.Answer
	for _, field := range sortedKeys(fields) {
		for _, value := range fields[field] {
			answer.Facts = append(answer.Facts, model.Fact{Field: field, Value: value})
		}
	}
	return answer
}
