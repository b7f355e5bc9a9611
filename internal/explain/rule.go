package explain

import (
	"fmt"
	"slices"
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
	t := Topic{Kind: KindRule, ID: r.ID, Name: "Rule " + r.ID}
	t.add("What it looks for", conditions(r)...)
	t.add("What it says", b.sayings(r)...)
	t.add("How sure", plain(fmt.Sprintf("Its certainty is %.2f: %s", r.Certainty, certaintyText(r.Certainty))))
	t.add("Where it was observed", plain(r.Source))
	t.add("Where it stands", plain(fmt.Sprintf("%s, line %d; with %s that it must match and %s that it must not.", r.File, r.Line, counted(len(r.Examples), "example", "examples"), counted(len(r.Not), "trap", "traps"))))
	if len(r.ShadowedBy) > 0 {
		t.add("When it keeps silent", plain("Where one of these holds it says nothing: "+strings.Join(r.ShadowedBy, ", ")+".", r.ShadowedBy...))
	}
	return []Topic{t}
}

func conditions(r rules.Rule) []Statement {
	out := []Statement{plain(fmt.Sprintf("In one answer of a device, the field %s matches %s", r.Field, r.Match))}
	for _, c := range r.With {
		out = append(out, plain(fmt.Sprintf("and in the same answer %s matches %s", c.Field, c.Match)))
	}
	for _, c := range r.Unless {
		out = append(out, plain(fmt.Sprintf("and not where in the same answer %s matches %s", c.Field, c.Match)))
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
		{"kind", r.Says.Kind, nil}, {"model", r.Says.Model, nil}, {"firmware", r.Says.Firmware, nil}, {"serial number", r.Says.Serial, nil}, {"MAC address", r.Says.MAC, nil},
	} {
		switch {
		case part.value == "":
		case strings.Contains(part.value, "$"):
			out = append(out, plain(fmt.Sprintf("The %s is the part of the match that %s stands for.", part.what, part.value)))
		case part.name != nil:
			out = append(out, plain(fmt.Sprintf("The %s is %s.", part.what, part.name(part.value)), part.value))
		default:
			out = append(out, plain(fmt.Sprintf("The %s is %s.", part.what, part.value)))
		}
	}
	return out
}

// certaintyText says what a certainty amounts to.
func certaintyText(c float64) string {
	switch {
	case c >= 0.8:
		return "strong enough for a likely statement alone, and for a confirmed one together with another family of answers."
	case c >= 0.5:
		return "a hint that others must support."
	}
	return "a weak hint, which alone makes something possible at most."
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
		return []Statement{plain("No rule of its own names it. A device that gives the name itself, as ONVIF does, is still recognized.")}
	case 1:
		return []Statement{plain("One rule names it: "+ids[0]+".", ids...)}
	}
	const shown = 5
	text := fmt.Sprintf("%d rules name it, among them %s.", len(ids), listed(ids[:min(shown, len(ids))]))
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
	t.add("What it is", Statement{Text: strings.TrimSuffix(p.What, ".") + ".", Status: b.supported(p.Claims), Claims: p.Claims})
	switch {
	case p.Maker == "":
		t.add("What it can tell", plain("It is software that many use: it names nobody who made a device."))
	default:
		t.add("What it can tell", plain(fmt.Sprintf("It is software of %s. That alone does not show who made a device, nor who sold it.", b.KB.MakerName(p.Maker)), p.Maker))
	}
	return []Topic{t}
}
