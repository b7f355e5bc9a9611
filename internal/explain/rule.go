package explain

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"camorigin/internal/origin"
	"camorigin/internal/rules"
)

// rule explains a rule by its identifier.
func (b *Book) rule(query string) []Topic {
	if b.Rules == nil {
		return nil
	}
	r, ok := b.Rules.Rule(query)
	if !ok {
		return nil
	}
	t := Topic{Kind: KindRule, ID: r.ID, Name: b.say("name.rule", r.ID)}
	t.add(b.say("section.looks_for"), b.conditions(r)...)
	t.add(b.say("section.says"), b.sayings(r)...)
	t.add(b.say("section.sure"), plain(b.say("rule.certainty", b.Words.Decimal(r.Certainty, 2), b.certaintyText(r.Certainty))))
	t.add(b.say("section.observed"), plain(r.Source))
	t.add(b.say("section.stands"), plain(b.say("rule.stands", r.File, strconv.Itoa(int(r.Line)), b.Words.Count("examples", uint64(len(r.Examples))), b.Words.Count("traps", uint64(len(r.Not))))))
	if len(r.ShadowedBy) > 0 {
		t.add(b.say("section.silent"), plain(b.say("rule.silent", strings.Join(r.ShadowedBy, ", ")), r.ShadowedBy...))
	}
	return []Topic{t}
}

func (b *Book) conditions(r rules.Rule) []Statement {
	out := []Statement{plain(b.say("rule.match", r.Field, r.Match))}
	for _, c := range r.With {
		out = append(out, plain(b.say("rule.with", c.Field, c.Match)))
	}
	for _, c := range r.Unless {
		out = append(out, plain(b.say("rule.unless", c.Field, c.Match)))
	}
	return out
}

// sayings tells what the rule says of a device. $1 to $9 stand for a part of
// what matched.
func (b *Book) sayings(r rules.Rule) []Statement {
	var out []Statement
	for _, part := range []struct {
		what, value string
		name        func(string) string
	}{
		{"maker", r.Says.Maker, b.KB.MakerName}, {"brand", r.Says.Brand, b.KB.BrandName}, {"platform", r.Says.Platform, b.KB.PlatformName},
		{"kind", r.Says.Kind, nil}, {"model", r.Says.Model, nil}, {"firmware", r.Says.Firmware, nil}, {"serial", r.Says.Serial, nil}, {"mac", r.Says.MAC, nil},
	} {
		switch {
		case part.value == "":
		case strings.Contains(part.value, "$"):
			out = append(out, plain(b.say("rule.part", b.said(part.what), part.value)))
		case part.name != nil:
			out = append(out, plain(b.say("rule.says", b.said(part.what), part.name(part.value)), part.value))
		case part.what == "kind":
			out = append(out, plain(b.say("rule.says", b.said(part.what), b.Words.Word("kind", part.value))))
		default:
			out = append(out, plain(b.say("rule.says", b.said(part.what), part.value)))
		}
	}
	return out
}

// said is the word for what a rule says.
func (b *Book) said(what string) string { return b.Words.Word("says", what) }

// certaintyText says what a certainty amounts to.
func (b *Book) certaintyText(c float64) string {
	switch {
	case c >= 0.8:
		return b.say("rule.strong")
	case c >= 0.5:
		return b.say("rule.hint")
	}
	return b.say("rule.weak")
}

// ruleNames is which rules name a company or a brand, by its identifier. It is
// worked out once, when it is first needed.
type ruleNames struct {
	once           sync.Once
	makers, brands map[string][]string
}

func (n *ruleNames) fill(set *rules.Set) {
	n.makers, n.brands = map[string][]string{}, map[string][]string{}
	for _, r := range set.Rules() {
		n.makers[r.Says.Maker] = append(n.makers[r.Says.Maker], r.ID)
		n.brands[r.Says.Brand] = append(n.brands[r.Says.Brand], r.ID)
	}
}

// rulesNaming counts the rules that can name a company or its brands.
func (b *Book) rulesNaming(company string, brands []origin.Brand) []Statement {
	if b.Rules == nil {
		return nil
	}
	b.ruleNames.once.Do(func() { b.ruleNames.fill(b.Rules) })
	ids := slices.Clone(b.ruleNames.makers[company])
	for _, brand := range brands {
		ids = append(ids, b.ruleNames.brands[brand.ID]...)
	}
	ids = unique(ids)
	switch len(ids) {
	case 0:
		return []Statement{plain(b.say("rule.none"))}
	case 1:
		return []Statement{plain(b.say("rule.one", ids[0]), ids...)}
	}
	const shown = 5
	text := b.say("rule.many", b.Words.Number(uint64(len(ids))), b.listed(ids[:min(shown, len(ids))]))
	return []Statement{plain(text, ids...)}
}

// platform explains a software stack.
func (b *Book) platform(query string) []Topic {
	id, ok := b.KB.PlatformID(query)
	if !ok {
		return nil
	}
	p, _ := b.KB.Platform(id)
	t := Topic{Kind: KindPlatform, ID: id, Name: p.Name}
	t.add(b.say("section.what"), Statement{Text: b.say("platform.what", strings.TrimSuffix(p.What, ".")) + ".", Status: b.supported(p.Claims), Claims: p.Claims})
	switch {
	case p.Maker == "":
		t.add(b.say("section.tells"), plain(b.say("platform.common")))
	default:
		t.add(b.say("section.tells"), plain(b.say("platform.of", b.KB.MakerName(p.Maker)), p.Maker))
	}
	return []Topic{t}
}
