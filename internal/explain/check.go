package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"camorigin/internal/assess"
	"camorigin/internal/model"
)

// check explains a check by its identifier, as findings bear it.
func (b *Book) check(query string) []Topic {
	for _, c := range assess.Checks(b.Words) {
		if !strings.EqualFold(c.ID, query) && !strings.HasPrefix(query, c.ID+"-") {
			continue
		}
		t := Topic{Kind: KindCheck, ID: c.ID, Name: b.say("name.check", c.ID)}
		t.add(b.say("section.means"), plain(b.spoken(c.Title)+"."), plain(c.Text))
		t.add(b.say("section.grave"), plain(b.say("grave.check", b.severity(c.Severity))))
		t.add(b.say("section.next"), plain(c.Next))
		t.add(b.say("section.references"), b.references(c.References)...)
		return []Topic{t}
	}
	return nil
}

// spoken puts words in the places that a title keeps for a device's own.
func (b *Book) spoken(title string) string {
	text := strings.NewReplacer("{cve}: {title}", b.say("spoken.cve"), "{company}", b.say("spoken.company"), "{about}", b.say("spoken.about"), ": {decision}", "").Replace(title)
	return upperFirst(text)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (b *Book) references(urls []string) []Statement {
	var out []Statement
	for _, url := range urls {
		out = append(out, plain(b.say("list.see", url)))
	}
	return out
}

// policy explains a policy by its identifier or name, and one of its rules by
// the name that findings bear: policy/default/chinese-control.
func (b *Book) policy(query string) []Topic {
	query = strings.TrimPrefix(query, "policy/")
	id, rule, one := strings.Cut(query, "/")
	for _, p := range b.Policies {
		if !strings.EqualFold(p.ID, id) && !strings.EqualFold(p.Name, id) {
			continue
		}
		if !one {
			return []Topic{b.policyTopic(p)}
		}
		for _, r := range p.Rules {
			if strings.EqualFold(r.ID, rule) {
				return []Topic{b.policyRuleTopic(p, r)}
			}
		}
	}
	return nil
}

func (b *Book) policyTopic(p assess.Policy) Topic {
	own := p.In(b.Words.Language())
	t := Topic{Kind: KindPolicy, ID: p.ID, Name: own.Name}
	t.add(b.say("section.what"), plain(strings.TrimSpace(own.Text)))
	var all []Statement
	for _, r := range p.Rules {
		text := b.say("policy.rule", r.ID, b.conditionText(r.When), b.severity(r.Severity), b.byHand(r))
		all = append(all, plain(text, "policy/"+p.ID+"/"+r.ID))
	}
	t.add(b.say("section.flags"), all...)
	return t
}

// severity is the word for a severity.
func (b *Book) severity(s model.Severity) string { return b.Words.Word("severity", string(s)) }

func (b *Book) byHand(r assess.Rule) string {
	if r.ByHand {
		return b.say("grave.by_hand")
	}
	return ""
}

func (b *Book) policyRuleTopic(p assess.Policy, r assess.Rule) Topic {
	t := Topic{Kind: KindCheck, ID: "policy/" + p.ID + "/" + r.ID, Name: b.say("name.policy_rule", r.ID, p.ID)}
	own := r.In(b.Words.Language())
	t.add(b.say("section.means"), plain(b.spoken(own.Title)+"."), plain(b.conditionText(r.When), conditionRefs(r.When)...))
	t.add(b.say("section.grave"), plain(b.say("grave.rule", b.severity(r.Severity), b.byHand(r))))
	t.add(b.say("section.next"), plain(own.Next))
	t.add(b.say("section.references"), b.references(r.References)...)
	t.add(b.say("section.policy"), plain(strings.TrimSpace(p.In(b.Words.Language()).Text), p.ID))
	return t
}

// conditionText says in words what a condition means.
func (b *Book) conditionText(w assess.When) string {
	var parts []string
	if len(w.Companies) > 0 {
		names := make([]string, len(w.Companies))
		for i, id := range w.Companies {
			names[i] = b.KB.MakerName(id)
		}
		parts = append(parts, b.say("when.companies", b.either(names), b.holder(len(names))))
	}
	if len(w.Control) > 0 {
		parts = append(parts, b.say("when.control", b.either(b.countryNames(w.Control))))
	}
	if len(w.Lists) > 0 {
		var titles []string
		for _, id := range w.Lists {
			l, _ := b.KB.List(id)
			titles = append(titles, b.text(l).Title)
		}
		parts = append(parts, b.say("when.lists", b.either(titles)))
	}
	if len(w.Kinds) > 0 {
		var kinds []string
		for _, k := range w.Kinds {
			kinds = append(kinds, b.Words.Word("kind", string(k)))
		}
		parts = append(parts, b.say("when.kinds", b.either(kinds)))
	}
	if len(w.Sites) > 0 {
		parts = append(parts, b.say("when.sites", b.either(w.Sites)))
	}
	if len(w.Networks) > 0 {
		parts = append(parts, b.say("when.networks", b.either(w.Networks)))
	}
	switch {
	case slices.Contains(w.Exposed, assess.ExposedToKnown):
		parts = append(parts, b.say("when.vulnerable"))
	case slices.Contains(w.Exposed, assess.ExposedToExploited):
		parts = append(parts, b.say("when.exploited"))
	}
	return upperFirst(strings.Join(parts, "; ") + ".")
}

func (b *Book) countryNames(codes []string) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = b.Words.CountryOr(code)
	}
	return names
}

func (b *Book) holder(companies int) string {
	if companies == 1 {
		return b.say("when.it")
	}
	return b.say("when.them")
}

func conditionRefs(w assess.When) []string {
	return append(append(append([]string(nil), w.Companies...), w.Control...), w.Lists...)
}

// policyUse is what a rule of a policy looks at.
type policyUse = assess.When

// policiesUsing lists the rules of policies whose condition passes.
func (b *Book) policiesUsing(pass func(policyUse) bool) []Statement {
	var out []Statement
	for _, p := range b.Policies {
		for _, r := range p.Rules {
			if pass(r.When) {
				name := p.ID + "/" + r.ID
				out = append(out, plain(b.say("policy.use", name, p.In(b.Words.Language()).Name, b.severity(r.Severity), b.byHand(r)), "policy/"+name))
			}
		}
	}
	return out
}

// Policy explains a policy, whether it is in the book or not.
func (b *Book) Policy(p assess.Policy) Topic {
	t := b.policyTopic(p)
	b.finish(&t)
	return t
}
