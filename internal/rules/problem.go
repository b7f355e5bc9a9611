package rules

import "fmt"

// Problem is what is wrong with a rule, where, and what to do.
type Problem struct {
	File string
	Line int
	Rule string // empty where the file as a whole is at fault
	Text string
}

// Error reads "file:line: rule: text".
func (p Problem) Error() string {
	if p.Rule == "" {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
	}
	return fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Rule, p.Text)
}

func problem(rule *Rule, err error) Problem {
	return Problem{File: rule.File, Line: int(rule.Line), Rule: cut(rule.ID, maxID), Text: err.Error()}
}
