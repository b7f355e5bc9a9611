package explain

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"camorigin/internal/model"
	"camorigin/internal/vuln"
)

// hint is why a model's name points to a company.
type hint struct {
	text  string
	rules []string
}

// model explains what looks like a model's name: by a brand that stands in front
// of it, by how makers name their models, and by the rules that know models.
func (b *Book) model(query string) []Topic {
	if !strings.ContainsFunc(query, unicode.IsDigit) || strings.HasPrefix(strings.ToUpper(query), "CVE-") {
		return nil
	}
	makers := map[string][]hint{}
	name := b.byBrand(query, makers)
	b.byNaming(name, makers)
	b.byRules(name, makers)
	if len(makers) == 0 {
		return nil
	}
	t := Topic{Kind: KindModel, ID: query, Name: b.say("name.model", query)}
	for _, id := range slices.Sorted(maps.Keys(makers)) {
		var why []Statement
		for _, h := range makers[id] {
			why = append(why, plain(h.text, append([]string{id}, h.rules...)...))
		}
		t.add(b.say("section.points", b.KB.MakerName(id)), append(why, b.short(id)...)...)
		t.add(b.say("section.model_vulnerabilities", b.KB.MakerName(id)), b.vulnerabilitiesOfModel(id, name)...)
	}
	t.add(b.say("section.tells"), plain(b.say("model.tells")))
	return []Topic{t}
}

// byBrand takes the longest beginning of the text that is a brand or a company,
// and returns the rest.
func (b *Book) byBrand(query string, makers map[string][]hint) string {
	words := strings.Fields(query)
	for n := len(words) - 1; n > 0; n-- {
		front, rest := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		id, ok := b.KB.CompanyID(front)
		if brandID, isBrand := b.KB.BrandID(front); isBrand {
			brand, _ := b.KB.Brand(brandID)
			id, ok = brand.Owner, true
		}
		if ok {
			makers[id] = append(makers[id], hint{text: b.say("model.name_of", front, b.KB.MakerName(id))})
			return rest
		}
	}
	return query
}

func (b *Book) byNaming(name string, makers map[string][]hint) {
	for _, id := range b.Vulnerabilities.NamedBy(name) {
		makers[id] = append(makers[id], hint{text: b.say("model.form", b.KB.MakerName(id))})
	}
}

// byRules asks the rules what they make of a device that gives the name as its
// model.
func (b *Book) byRules(name string, makers map[string][]hint) {
	if b.Rules == nil {
		return
	}
	var answer model.Answer
	for _, field := range []string{"onvif.model", "onvif.hardware", "upnp.model_name", "upnp.model_number", "http.title", "http.realm"} {
		answer.Facts = append(answer.Facts, model.Fact{Field: field, Value: name})
	}
	found := map[string][]string{}
	for _, m := range b.Rules.Match(answer) {
		if id := m.Says.Maker; id != "" {
			found[id] = append(found[id], m.Rule)
		}
	}
	for id, rules := range found {
		slices.Sort(rules)
		rules = slices.Compact(rules)
		makers[id] = append(makers[id], hint{text: b.say("model.rules", b.KB.MakerName(id), strings.Join(rules, ", ")), rules: rules})
	}
}

// vulnerabilitiesOfModel lists what is known of a model, whatever its firmware.
func (b *Book) vulnerabilitiesOfModel(maker, name string) []Statement {
	found := b.Vulnerabilities.Evaluate(vuln.Subject{Makers: []string{maker}, Kind: model.KindCamera, Model: name})
	slices.SortFunc(found, func(a, b vuln.Verdict) int { return cmp.Compare(0, vuln.CompareIDs(a.ID, b.ID)) })
	var out []Statement
	for _, v := range found {
		line := b.vulnerabilityLine(v.Vulnerability)
		if v.Status == vuln.CannotBeExcluded {
			missing := make([]string, len(v.Missing))
			for i, why := range v.Missing {
				missing[i] = b.Words.Retold(why)
			}
			line.Text = b.say("model.open", line.Text, strings.Join(missing, "; "))
		}
		out = append(out, line)
	}
	return out
}
