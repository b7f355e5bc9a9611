package explain

import (
	"fmt"
	"strings"

	"camorigin/internal/assess"
	"camorigin/internal/origin"
)

// check explains a check by its identifier, as findings bear it.
func (b *Book) check(query string) []Topic {
	for _, c := range assess.Checks(b.Words) {
		if !strings.EqualFold(c.ID, query) && !strings.HasPrefix(query, c.ID+"-") {
			continue
		}
		t := Topic{Kind: KindCheck, ID: c.ID, Name: "Check " + c.ID}
		t.add("What it means", plain(spoken(c.Title)+"."), plain(c.Text))
		t.add("How grave it is", plain(fmt.Sprintf("Its severity is %s.", c.Severity)))
		t.add("What to do", plain(c.Next))
		t.add("References", references(c.References)...)
		return []Topic{t}
	}
	return nil
}

// spoken puts words in the places that a title keeps for a device's own.
func spoken(title string) string {
	text := strings.NewReplacer("{cve}: {title}", "a published vulnerability affects the device", "{company}", "a company", "{about}", "maker or the brand").Replace(title)
	return upperFirst(text)
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func references(urls []string) []Statement {
	var out []Statement
	for _, url := range urls {
		out = append(out, plain("See "+url))
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
	t := Topic{Kind: KindPolicy, ID: p.ID, Name: p.Name}
	t.add("What it is", plain(strings.TrimSpace(p.Text)))
	var all []Statement
	for _, r := range p.Rules {
		text := fmt.Sprintf("%s: %s Severity %s%s.", r.ID, b.conditionText(r.When), r.Severity, byHand(r))
		all = append(all, plain(text, "policy/"+p.ID+"/"+r.ID))
	}
	t.add("What it flags", all...)
	return t
}

func byHand(r assess.Rule) string {
	if r.ByHand {
		return ", left to a check by hand"
	}
	return ""
}

func (b *Book) policyRuleTopic(p assess.Policy, r assess.Rule) Topic {
	t := Topic{Kind: KindCheck, ID: "policy/" + p.ID + "/" + r.ID, Name: "Rule " + r.ID + " of the policy " + p.ID}
	t.add("What it means", plain(spoken(r.Title)+"."), plain(b.conditionText(r.When), conditionRefs(r.When)...))
	t.add("How grave it is", plain(fmt.Sprintf("Its severity is %s%s. Only a maker or brand that is confirmed or likely, and sources that settle the matter, give a device that severity; everything else is left to a check by hand.", r.Severity, byHand(r))))
	t.add("What to do", plain(r.Next))
	t.add("References", references(r.References)...)
	t.add("The policy", plain(strings.TrimSpace(p.Text), p.ID))
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
		parts = append(parts, "equipment of "+either(names)+", or of a company held by "+held(len(names)))
	}
	if len(w.Control) > 0 {
		parts = append(parts, "equipment of companies run or controlled from "+either(countryNames(w.Control)))
	}
	if len(w.Lists) > 0 {
		var titles []string
		for _, id := range w.Lists {
			l, _ := b.KB.List(id)
			titles = append(titles, l.Title)
		}
		parts = append(parts, "equipment of companies that stand on the "+either(titles))
	}
	if len(w.Kinds) > 0 {
		var kinds []string
		for _, k := range w.Kinds {
			kinds = append(kinds, string(k))
		}
		parts = append(parts, "of the kind "+either(kinds))
	}
	if len(w.Sites) > 0 {
		parts = append(parts, "at "+either(w.Sites))
	}
	return upperFirst(strings.Join(parts, "; ") + ".")
}

func countryNames(codes []string) []string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = origin.CountryName(code)
	}
	return names
}

func held(by int) string {
	if by == 1 {
		return "it"
	}
	return "one of them"
}

func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
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
				out = append(out, plain(fmt.Sprintf("%s (%s): severity %s%s.", name, p.Name, r.Severity, byHand(r)), "policy/"+name))
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
