package explain

import (
	"slices"
	"strings"

	"camorigin/internal/i18n"
	"camorigin/internal/origin"
)

// country explains a country, by its name or code.
func (b *Book) country(query string) []Topic {
	code, ok := origin.CountryCode(query)
	if !ok {
		code, ok = b.Words.CountryCode(query)
	}
	if !ok {
		return nil
	}
	t := Topic{Kind: KindCountry, ID: code, Name: b.Words.CountryOr(code)}
	run, controlled := b.companiesOf(code)
	t.add(b.say("section.run_from"), run...)
	t.add(b.say("section.controlled_from"), controlled...)
	t.add(b.say("section.lists_about"), b.listsWhere(func(l origin.List) bool { return slices.Contains(l.Countries, code) })...)
	t.add(b.say("section.lists_of"), b.listsWhere(func(l origin.List) bool {
		country, _, _ := strings.Cut(l.Jurisdiction, "-")
		return country == code
	})...)
	t.add(b.say("section.policies_mean"), b.policiesUsing(func(w policyUse) bool { return slices.Contains(w.Control, code) })...)
	if len(t.Sections) == 0 {
		t.add(b.say("section.known"), plain(b.say("country.none")))
	}
	t.add(b.say("section.tells"), plain(b.say("country.tells")))
	return []Topic{t}
}

// companiesOf gathers the companies of a country, those with the same support
// in one statement.
func (b *Book) companiesOf(code string) (run, controlled []Statement) {
	runFrom, controlledFrom := newGroups(), newGroups()
	for _, c := range b.KB.Companies() {
		if hq := c.Headquarters; hq != nil && hq.Country == code {
			runFrom.add(b.supported(hq.Claims), c, hq.Claims)
			continue
		}
		control := b.KB.ControlOf(c.ID, b.AsOf)
		if status := control.In(code); status != "" {
			controlledFrom.add(status, c, control.Claims)
		}
	}
	return runFrom.statements(b.Words), controlledFrom.statements(b.Words)
}

// groups gathers companies by how well something is supported.
type groups map[origin.Status]*group

type group struct {
	names, ids, claims []string
}

func newGroups() groups { return groups{} }

func (g groups) add(status origin.Status, c origin.Company, claims []string) {
	if g[status] == nil {
		g[status] = &group{}
	}
	g[status].names = append(g[status].names, c.Name)
	g[status].ids = append(g[status].ids, c.ID)
	g[status].claims = append(g[status].claims, claims...)
}

func (g groups) statements(words *i18n.Localizer) []Statement {
	var out []Statement
	for _, status := range []origin.Status{origin.StatusSourced, origin.StatusDisputed, origin.StatusUnconfirmed} {
		if found := g[status]; found != nil {
			text := words.Count("companies", uint64(len(found.names))) + ": " + strings.Join(found.names, ", ") + "."
			out = append(out, Statement{Text: text, Status: status, Refs: found.ids, Claims: found.claims})
		}
	}
	return out
}

// listsWhere tells of the lists that pass.
func (b *Book) listsWhere(pass func(origin.List) bool) []Statement {
	var out []Statement
	for _, l := range b.KB.Lists() {
		if pass(l) {
			out = append(out, Statement{Text: sentence(b.say("list.title", upperFirst(b.text(l).Title), l.Jurisdiction), b.standing(l), b.binds(l)), Status: b.supported(l.Claims), Refs: []string{l.ID}, Claims: l.Claims})
		}
	}
	return out
}
