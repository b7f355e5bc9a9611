package rules

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxLiterals      = 16 // alternatives kept for one pattern
	maxLiteralLength = 24 // bytes kept of one literal: a part of it is required as well
	maxClass         = 8  // characters of a class that are written out
)

// literals is what is known about the texts that an expression matches, in
// folded form (see fold). With exact they are all texts it matches; otherwise
// every match contains one of them. No texts: nothing is known.
type literals struct {
	texts []string
	exact bool
}

// requiredLiterals returns texts of which every match of the expression contains
// at least one, once folded; nil when there are none of minLiteral bytes or more.
func requiredLiterals(re *syntax.Regexp) []string {
	found := literalsOf(re)
	if len(found.texts) == 0 || shortest(found.texts) < minLiteral {
		return nil
	}
	for i, text := range found.texts {
		found.texts[i] = text[:min(len(text), maxLiteralLength)]
	}
	return unique(found.texts)
}

func literalsOf(re *syntax.Regexp) literals {
	switch re.Op {
	case syntax.OpLiteral:
		return literalsOfText(re)
	case syntax.OpCharClass:
		return literalsOfClass(re)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return literals{texts: []string{""}, exact: true}
	case syntax.OpCapture:
		return literalsOf(re.Sub[0])
	case syntax.OpPlus:
		return literals{texts: literalsOf(re.Sub[0]).texts}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals{texts: literalsOf(re.Sub[0]).texts}
		}
	case syntax.OpQuest:
		if sub := literalsOf(re.Sub[0]); sub.exact {
			return union([]literals{sub, {texts: []string{""}, exact: true}})
		}
	case syntax.OpConcat:
		return literalsOfSequence(re.Sub)
	case syntax.OpAlternate:
		branches := make([]literals, len(re.Sub))
		for i, sub := range re.Sub {
			branches[i] = literalsOf(sub)
		}
		return union(branches)
	}
	return literals{}
}

// literalsOfText gives the whole text, or the longest part of it that has only
// one form.
func literalsOfText(re *syntax.Regexp) literals {
	anyCase := re.Flags&syntax.FoldCase != 0
	several := func(r rune) bool { return !writable(r, anyCase) }
	runs := strings.FieldsFunc(string(re.Rune), several)
	if len(runs) == 0 {
		return literals{}
	}
	run := slices.MaxFunc(runs, func(a, b string) int { return len(a) - len(b) })
	return literals{texts: []string{fold(run)}, exact: !slices.ContainsFunc(re.Rune, several)}
}

func literalsOfClass(re *syntax.Regexp) literals {
	var texts []string
	for bounds := range slices.Chunk(re.Rune, 2) {
		low, high := bounds[0], bounds[len(bounds)-1]
		if int(high-low) >= 2*maxClass {
			return literals{}
		}
		for r := low; r <= high; r++ {
			if !writable(r, false) {
				return literals{}
			}
			texts = append(texts, fold(string(r)))
		}
	}
	if texts = unique(texts); len(texts) > maxClass {
		return literals{}
	}
	return literals{texts: texts, exact: len(texts) > 0}
}

// writable reports whether the character stands in a matching text as its own
// bytes, once folded. U+FFFD does not: it also matches a byte that is no UTF-8.
func writable(r rune, anyCase bool) bool {
	if r == utf8.RuneError || !utf8.ValidRune(r) {
		return false
	}
	return r < utf8.RuneSelf || !anyCase || r == kelvin || r == longS
}

// literalsOfSequence joins what follows on one another as long as all texts are
// known, and keeps the best of the runs.
func literalsOfSequence(subs []*syntax.Regexp) literals {
	var best []string
	run, whole := []string{""}, true
	for _, sub := range subs {
		part := literalsOf(sub)
		if part.exact && len(run)*len(part.texts) <= maxLiterals && longest(run) <= 2*maxLiteralLength {
			run = product(run, part.texts)
			continue
		}
		whole = false
		best = better(better(best, run), part.texts)
		run = []string{""}
		if part.exact {
			run = part.texts
		}
	}
	if whole {
		return literals{texts: run, exact: true}
	}
	return literals{texts: better(best, run)}
}

// union is what is known when one of the branches matches.
func union(branches []literals) literals {
	result := literals{exact: true}
	for _, branch := range branches {
		if len(branch.texts) == 0 {
			return literals{}
		}
		result.texts = append(result.texts, branch.texts...)
		result.exact = result.exact && branch.exact
	}
	if result.texts = unique(result.texts); len(result.texts) > maxLiterals {
		return literals{}
	}
	return result
}

func product(heads, tails []string) []string {
	texts := make([]string, 0, len(heads)*len(tails))
	for _, head := range heads {
		for _, tail := range tails {
			texts = append(texts, head+tail)
		}
	}
	return unique(texts)
}

// better returns the set that leaves fewer values to confirm: the one with the
// longer shortest text, then the smaller one.
func better(a, b []string) []string {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	x, y := min(shortest(a), 12), min(shortest(b), 12)
	if x > y || x == y && len(a) <= len(b) {
		return a
	}
	return b
}

func shortest(texts []string) int {
	return len(slices.MinFunc(texts, func(a, b string) int { return len(a) - len(b) }))
}

func longest(texts []string) int {
	return len(slices.MaxFunc(texts, func(a, b string) int { return len(a) - len(b) }))
}

func unique(texts []string) []string {
	texts = slices.Clone(texts)
	slices.Sort(texts)
	return slices.Compact(texts)
}

// The only characters beyond ASCII that a case-blind pattern takes for an ASCII
// letter.
const (
	kelvin = '\u212a' // k
	longS  = '\u017f' // s
)

// fold gives text the form in which literals are looked for: ASCII letters in
// lower case, and what RE2 takes for the same letter as that letter.
func fold(text string) string {
	text = foldSpecial(text)
	folded := []byte(text)
	for i, b := range folded {
		folded[i] = lowerASCII(b)
	}
	return string(folded)
}

func foldSpecial(text string) string {
	if strings.Contains(text, string(kelvin)) {
		text = strings.ReplaceAll(text, string(kelvin), "k")
	}
	if strings.Contains(text, string(longS)) {
		text = strings.ReplaceAll(text, string(longS), "s")
	}
	return text
}

func lowerASCII(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
