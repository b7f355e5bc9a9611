package message

import "strings"

// Bounds of a challenge list.
const (
	maxChallenges = 8
	maxParams     = 64
)

// Challenge is one way of authentication that a device asks for.
type Challenge struct {
	Scheme string            // as sent: "Digest"; empty when the device left it out
	Realm  string            // unquoted
	Params map[string]string // by name in lower case, unquoted; the realm included
}

// Challenges reads the value of a WWW-Authenticate header, which may hold
// several challenges. Missing schemes, quotes, blanks and commas are tolerated.
func Challenges(value string) []Challenge {
	var list []Challenge
	rest := value
	for range maxParams {
		rest = strings.TrimLeft(rest, " \t,")
		if rest == "" {
			break
		}
		var name string
		name, rest = cutAny(rest, " \t,=")
		after, isParam := strings.CutPrefix(strings.TrimLeft(rest, " \t"), "=")
		switch {
		case isParam:
			if len(list) == 0 {
				list = append(list, Challenge{Params: map[string]string{}})
			}
			rest = list[len(list)-1].param(name, after)
		case len(list) >= maxChallenges:
			return list
		case name != "":
			list = append(list, Challenge{Scheme: name, Params: map[string]string{}})
		}
	}
	return list
}

// param reads the value of a parameter and returns what follows it. The first
// value of a name counts.
func (c *Challenge) param(name, rest string) string {
	value, rest := paramValue(rest)
	name = strings.ToLower(name)
	if _, known := c.Params[name]; known || name == "" {
		return rest
	}
	c.Params[name] = value
	if name == "realm" {
		c.Realm = value
	}
	return rest
}

// paramValue reads a quoted value, or an unquoted one up to the next comma. A
// missing closing quote ends with the text.
func paramValue(text string) (value, rest string) {
	text = strings.TrimLeft(text, " \t")
	quoted, isQuoted := strings.CutPrefix(text, `"`)
	if !isQuoted {
		value, rest, _ = strings.Cut(text, ",")
		return strings.TrimSpace(value), rest
	}
	var b strings.Builder
	for {
		part, after := cutAny(quoted, `"\`)
		b.WriteString(part)
		escaped, isEscape := strings.CutPrefix(after, `\`)
		if !isEscape {
			return b.String(), strings.TrimPrefix(after, `"`)
		}
		if quoted = escaped; quoted == "" || !strings.ContainsAny(quoted[:1], `"\`) {
			b.WriteByte('\\') // a lone backslash is text
			continue
		}
		b.WriteString(quoted[:1])
		quoted = quoted[1:]
	}
}

// cutAny splits before the first of chars; rest begins with it.
func cutAny(s, chars string) (before, rest string) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}
