package xmlscan

import (
	"html"
	"strings"
)

// attributes reads a start tag from after its name up to and with its ">". A
// tag that another one interrupts ends there.
func attributes(rest string) (attrs []Attr, closed bool, after string) {
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		if after, ok := strings.CutPrefix(rest, ">"); ok {
			return attrs, closed, after
		}
		if rest == "" || strings.HasPrefix(rest, "<") {
			return attrs, closed, rest
		}
		if slash, ok := strings.CutPrefix(rest, "/"); ok {
			closed, rest = true, slash
			continue
		}
		closed = false
		var a Attr
		a, rest = attribute(rest)
		if len(attrs) < MaxAttributes {
			attrs = append(attrs, a)
		}
	}
}

// attribute reads name="value"; the value may lack its quotes or be missing.
// It always takes at least one byte.
func attribute(rest string) (Attr, string) {
	var a Attr
	name, rest := cutAny(rest, " \t\r\n=/><")
	if prefix, local, found := strings.Cut(name, ":"); found {
		a.Prefix, a.Name = clip(prefix), clip(local)
	} else {
		a.Name = clip(name)
	}
	value, ok := strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n"), "=")
	if !ok {
		return a, rest
	}
	value = strings.TrimLeft(value, " \t\r\n")
	for _, quote := range []string{`"`, `'`} {
		if quoted, ok := strings.CutPrefix(value, quote); ok {
			value, rest, _ = strings.Cut(quoted, quote)
			a.Value = html.UnescapeString(value)
			return a, rest
		}
	}
	value, rest = cutAny(value, " \t\r\n><")
	a.Value = html.UnescapeString(value)
	return a, rest
}

// localName drops the prefix of a name.
func localName(name string) string {
	name = strings.TrimSpace(name)
	if _, local, found := strings.Cut(name, ":"); found {
		name = local
	}
	return clip(name)
}

func clip(s string) string { return s[:min(len(s), maxName)] }

// cutAny splits before the first of chars; rest begins with it.
func cutAny(s, chars string) (before, rest string) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}
