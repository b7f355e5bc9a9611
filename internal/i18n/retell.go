package i18n

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// retelling finds again what was said in English, and what was filled into it.
type retelling struct {
	whole    map[string]string  // keys of what is said elsewhere or within findings, without arguments
	patterns []pattern          // of what is said elsewhere, the longest first
	checks   map[string]pattern // of what findings say, by key
}

// pattern recognizes the texts of a key.
type pattern struct {
	key   string
	form  *regexp.Regexp
	names []string // of the arguments; empty for one that goes by its place
}

// The families of keys whose texts are found again: what is said in results by
// parts of the program that speak English only, such as the scan, and what
// findings always say.
const (
	saidFamily    = "said."
	checkFamily   = "check."
	findingFamily = "finding."
)

func newRetelling(english map[string]string) *retelling {
	r := &retelling{whole: map[string]string{}, checks: map[string]pattern{}}
	for key, text := range english {
		switch {
		case strings.HasPrefix(key, checkFamily) || strings.HasPrefix(key, findingFamily):
			r.checks[key] = recognizer(key, text)
			if strings.HasPrefix(key, findingFamily) && !slot.MatchString(text) {
				r.whole[text] = key
			}
		case !strings.HasPrefix(key, saidFamily):
		case strings.Contains(text, "%s"):
			r.patterns = append(r.patterns, recognizer(key, text))
		default:
			r.whole[text] = key
		}
	}
	slices.SortFunc(r.patterns, func(a, b pattern) int {
		return cmp.Or(len(b.form.String())-len(a.form.String()), strings.Compare(a.key, b.key))
	})
	return r
}

// slot is where an argument stands in a text.
var slot = regexp.MustCompile(`%s|%%|\{[a-z]+\}`)

// recognizer is a pattern for the text with anything as arguments.
func recognizer(key, text string) pattern {
	p := pattern{key: key}
	var form strings.Builder
	form.WriteString(`(?s)^`)
	at := 0
	for _, found := range slot.FindAllStringIndex(text, -1) {
		form.WriteString(regexp.QuoteMeta(text[at:found[0]]))
		switch argument := text[found[0]:found[1]]; argument {
		case "%%":
			form.WriteString("%")
		case "%s":
			form.WriteString("(.+)")
			p.names = append(p.names, "")
		default:
			form.WriteString("(.+)")
			p.names = append(p.names, argument)
		}
		at = found[1]
	}
	form.WriteString(regexp.QuoteMeta(text[at:]) + "$")
	p.form = regexp.MustCompile(form.String())
	return p
}

// Retold returns in this language what a part of the program that speaks English
// only said: why a run is incomplete, what the reader must know, why a device was
// left alone. A text that the program does not say so stays as it is.
func (l *Localizer) Retold(english string) string {
	told, ok := l.retelling()
	if !ok {
		return english
	}
	if key, ok := told.whole[english]; ok {
		return l.T(key)
	}
	for _, p := range told.patterns {
		if text, ok := l.retell(told, p, english); ok {
			return text
		}
	}
	return english
}

// RetoldAs returns in this language the text of a key of findings, such as
// "check.clock-wrong.title", that was written in English. A text that is more or
// other than that stays as it is.
func (l *Localizer) RetoldAs(key, english string) string {
	told, ok := l.retelling()
	if !ok {
		return english
	}
	if p, ok := told.checks[key]; ok {
		if text, ok := l.retell(told, p, english); ok {
			return text
		}
	}
	return english
}

// Rewritten returns a text that was made from one pattern as the other pattern
// has it, and whether it was made from it. Patterns name their arguments: "{company}:
// on the list".
func Rewritten(text, from, to string) (string, bool) {
	p := recognizer("", from)
	found := p.form.FindStringSubmatch(text)
	if found == nil {
		return "", false
	}
	var named []string
	for i, value := range found[1:] {
		named = append(named, p.names[i], value)
	}
	return strings.NewReplacer(named...).Replace(to), true
}

// decimal is a number that a language may write with another sign.
var decimal = regexp.MustCompile(`^\d+\.\d+$`)

// retelling is what English texts are found again with; English needs none.
func (l *Localizer) retelling() (*retelling, bool) {
	if l == nil || l.retold == nil {
		return nil, false
	}
	told, err := l.retold()
	return told, err == nil
}

func (l *Localizer) retell(told *retelling, p pattern, english string) (string, bool) {
	found := p.form.FindStringSubmatch(english)
	if found == nil {
		return "", false
	}
	var args []any
	var named []string
	for i, text := range found[1:] {
		if key, ok := told.whole[text]; ok {
			text = l.T(key)
		}
		if decimal.MatchString(text) {
			text = strings.Replace(text, ".", l.decimal, 1)
		}
		if p.names[i] == "" {
			args = append(args, text)
			continue
		}
		named = append(named, p.names[i], text)
	}
	return strings.NewReplacer(named...).Replace(l.T(p.key, args...)), true
}
