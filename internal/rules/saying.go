package rules

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// saying is what a rule states, ready to be filled in from a match.
type saying struct {
	constant model.Says // what does not depend on the match
	captured []captured
}

// captured is one statement that is made from groups of the match.
type captured struct {
	name  string // maker, model ...
	parts []part
}

// part is a fixed text, or with group > 0 what that group matched.
type part struct {
	text  string
	group int
}

// statements names what a rule can say, in the order of model.Says, with the
// place of each in s.
func statements(s *model.Says) []struct {
	name  string
	value *string
} {
	return []struct {
		name  string
		value *string
	}{
		{"maker", &s.Maker}, {"brand", &s.Brand}, {"platform", &s.Platform}, {"kind", &s.Kind},
		{"model", &s.Model}, {"firmware", &s.Firmware}, {"serial", &s.Serial}, {"mac", &s.MAC},
	}
}

// newSaying checks what a rule says against the groups that its pattern has.
func newSaying(says model.Says, groups int) (saying, error) {
	var s saying
	if says == (model.Says{}) {
		return s, fmt.Errorf("says nothing, name a maker, brand, platform, kind, model, firmware, serial or mac")
	}
	s.constant = says
	for _, statement := range statements(&s.constant) {
		parts := split(*statement.value)
		if !slices.ContainsFunc(parts, func(p part) bool { return p.group > 0 }) {
			continue
		}
		if statement.name == "kind" {
			return s, fmt.Errorf("says kind from a capture, write one of %v", model.Kinds())
		}
		for _, p := range parts {
			if p.group > groups {
				return s, fmt.Errorf("says %s from $%d, but match has only %d groups", statement.name, p.group, groups)
			}
		}
		s.captured = append(s.captured, captured{name: statement.name, parts: parts})
		*statement.value = ""
	}
	if kind := model.Kind(s.constant.Kind); kind != "" && !slices.Contains(model.Kinds(), kind) {
		return s, fmt.Errorf("says kind %.40q, write one of %v", kind, model.Kinds())
	}
	return s, nil
}

// split cuts a template at its captures, $1 to $9. Any other $ stands for
// itself.
func split(template string) []part {
	var parts []part
	text := ""
	for template != "" {
		before, after, found := strings.Cut(template, "$")
		text += before
		if !found {
			break
		}
		template = after
		if digit := strings.IndexAny(after[:min(1, len(after))], "123456789"); digit != 0 {
			text += "$"
			continue
		}
		group := strings.IndexByte("0123456789", after[0])
		parts = append(parts, part{text: text}, part{group: group})
		text, template = "", after[1:]
	}
	return append(parts, part{text: text})
}

// fill returns what is said of a value with that match, names resolved: the
// constants, and the captures. A captured statement whose captures are all
// empty, or whose maker, brand or platform the vocabulary does not know, is left
// out.
func (s saying) fill(says model.Says, value string, match []int, vocab Vocabulary) model.Says {
	for _, c := range s.captured {
		text := c.text(value, match)
		for _, statement := range statements(&says) {
			if statement.name == c.name {
				*statement.value = resolve(c.name, text, vocab)
			}
		}
	}
	return says
}

// text joins the parts; it is empty when all captures are.
func (c captured) text(value string, match []int) string {
	var joined strings.Builder
	any := false
	for _, p := range c.parts {
		if p.group == 0 {
			joined.WriteString(p.text)
			continue
		}
		group := groupOf(value, match, p.group)
		any = any || strings.TrimSpace(group) != ""
		joined.WriteString(group)
	}
	if !any {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(joined.String(), ""))
}

// groupOf is what a group matched, empty when it took no part in the match.
func groupOf(value string, match []int, group int) string {
	if 2*group+1 >= len(match) {
		return ""
	}
	from, to := match[2*group], match[2*group+1]
	if from < 0 || to < from || to > len(value) {
		return ""
	}
	return value[from:to]
}

// resolve turns a captured name into an identifier.
func resolve(statement, text string, vocab Vocabulary) string {
	if text == "" || vocab == nil {
		return text
	}
	var id string
	var ok bool
	switch statement {
	case "maker":
		id, ok = vocab.MakerID(text)
	case "brand":
		id, ok = vocab.BrandID(text)
	case "platform":
		id, ok = vocab.PlatformID(text)
	default:
		return text
	}
	if !ok {
		return ""
	}
	return id
}
