package vuln

import (
	"strings"
	"unicode"
)

// The marks of a pattern for model names. Everything else stands for itself,
// without regard to case.
const (
	anyText    = '*' // any text, also none
	anySign    = '?' // one letter or digit
	anyDigit   = '#' // one digit
	anyLetters = '@' // one letter or more
)

// maxModel bounds the model names that are tried: a longer one is no name.
const maxModel = 128

// glob is a pattern for the whole of a model's name.
type glob []rune

func newGlob(pattern string) glob { return glob([]rune(strings.ToUpper(pattern))) }

// matches reports whether the pattern stands for the name. It takes time in
// proportion to the lengths of both.
func (g glob) matches(name string) bool {
	if len(name) > maxModel {
		return false
	}
	at := make([]bool, len(g)+1) // positions in the pattern that the name so far can lead to
	at[0] = true
	g.skip(at)
	for _, r := range strings.ToUpper(strings.TrimSpace(name)) {
		next := make([]bool, len(g)+1)
		for i, mark := range g {
			if at[i] {
				stays, goesOn := step(mark, r)
				next[i] = next[i] || stays
				next[i+1] = next[i+1] || goesOn
			}
		}
		g.skip(next)
		at = next
	}
	return at[len(g)]
}

// skip passes over marks that may stand for nothing.
func (g glob) skip(at []bool) {
	for i, mark := range g {
		if at[i] && mark == anyText {
			at[i+1] = true
		}
	}
}

// step says whether a mark takes a sign, and whether the next sign belongs to
// the same mark or to the one after it; both may hold.
func step(mark, r rune) (stays, goesOn bool) {
	switch mark {
	case anyText:
		return true, false
	case anySign:
		return false, unicode.IsLetter(r) || unicode.IsDigit(r)
	case anyDigit:
		return false, unicode.IsDigit(r)
	case anyLetters:
		return unicode.IsLetter(r), unicode.IsLetter(r)
	}
	return false, mark == r
}
