package rules

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"sync"
)

// pattern is a regular expression that has been checked, and is compiled when it
// is first needed.
type pattern struct {
	source       string
	literals     []string // see requiredLiterals
	groups       int
	instructions int
	compile      func() *regexp.Regexp
}

// newPattern checks the expression: its length, its syntax and its size.
func newPattern(source string) (*pattern, error) {
	if len(source) > maxPattern {
		return nil, fmt.Errorf("pattern of %d bytes, use at most %d", len(source), maxPattern)
	}
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("pattern is no regular expression (%s), correct it", reason(err))
	}
	instructions, err := countInstructions(tree)
	if err != nil {
		return nil, err
	}
	return &pattern{
		source: source, literals: requiredLiterals(tree), groups: tree.MaxCap(), instructions: instructions,
		compile: sync.OnceValue(func() *regexp.Regexp { return compileChecked(source) }),
	}, nil
}

// compileChecked compiles an expression that newPattern has accepted before, by
// the same parser: it cannot fail.
func compileChecked(source string) *regexp.Regexp {
	re, err := regexp.Compile(source)
	if err != nil {
		return nil
	}
	return re
}

func reason(err error) string {
	var fault *syntax.Error
	if errors.As(err, &fault) {
		return fmt.Sprintf("%s: %.60q", fault.Code, fault.Expr)
	}
	return fmt.Sprintf("%.100v", err)
}

// countInstructions refuses a pattern that compiles to more than
// maxInstructions. What is far beyond is not compiled for it: (a?){1000}b takes
// RE2 seconds.
func countInstructions(tree *syntax.Regexp) (int, error) {
	estimate := instructionsOf(tree)
	if estimate > 4*maxInstructions {
		return 0, fmt.Errorf("pattern of about %d instructions, simplify it to at most %d", estimate, maxInstructions)
	}
	if estimate <= maxInstructions {
		return estimate, nil
	}
	program, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return 0, fmt.Errorf("pattern cannot be compiled (%.100w), simplify it", err)
	}
	if n := len(program.Inst); n > maxInstructions {
		return 0, fmt.Errorf("pattern of %d instructions, simplify it to at most %d", n, maxInstructions)
	}
	return len(program.Inst), nil
}

// instructionsOf estimates from above how many instructions the expression
// compiles to.
func instructionsOf(tree *syntax.Regexp) int {
	const framing = 2 // the compiler adds a failure and the match
	return framing + instructionsIn(tree)
}

func instructionsIn(tree *syntax.Regexp) int {
	const enough = 1 << 20
	n := 0
	for _, sub := range tree.Sub {
		n = min(n+instructionsIn(sub), enough)
	}
	switch tree.Op {
	case syntax.OpLiteral:
		n += len(tree.Rune)
	case syntax.OpConcat:
	case syntax.OpAlternate:
		n += len(tree.Sub)
	case syntax.OpRepeat: // copies, of which those that may be left out each need one more
		n = min((n+2)*max(tree.Min, tree.Max, 1), enough)
	default:
		n += 2
	}
	return max(n, 1)
}

// find returns the place of the first match in the value, and of the groups, as
// regexp.FindStringSubmatchIndex does.
func (p *pattern) find(value string) []int {
	re := p.compile()
	if re == nil {
		return nil
	}
	if p.groups == 0 {
		return re.FindStringIndex(value)
	}
	return re.FindStringSubmatchIndex(value)
}

// matches reports whether the value has a match.
func (p *pattern) matches(value string) bool {
	re := p.compile()
	return re != nil && re.MatchString(value)
}
