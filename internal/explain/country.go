package explain

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/origin"
)

// country explains a country, by its name or code.
func (b *Book) country(query string) []Topic {
	code, ok := origin.CountryCode(query)
	if !ok {
		return nil
	}
	t := Topic{Kind: KindCountry, ID: code, Name: origin.CountryName(code)}
	run, controlled := b.companiesOf(code)
	t.add("Companies run from there", run...)
	t.add("Companies run from elsewhere and controlled from there", controlled...)
	t.add("Lists that are about companies of the country", b.listsWhere(func(l origin.List) bool { return slices.Contains(l.Countries, code) })...)
	t.add("Lists of the country", b.listsWhere(func(l origin.List) bool {
		country, _, _ := strings.Cut(l.Jurisdiction, "-")
		return country == code
	})...)
	t.add("Policies that mean it", b.policiesUsing(func(w policyUse) bool { return slices.Contains(w.Control, code) })...)
	if len(t.Sections) == 0 {
		t.add("What is known", plain("The data has no company that is run or controlled from there, and no list about it."))
	}
	t.add("What it can tell", plain("A country belongs to a company, never to a device: a device is judged by the maker and the brand that its own answers show."))
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
	return runFrom.statements(), controlledFrom.statements()
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

func (g groups) statements() []Statement {
	var out []Statement
	for _, status := range []origin.Status{origin.StatusSourced, origin.StatusDisputed, origin.StatusUnconfirmed} {
		if found := g[status]; found != nil {
			text := fmt.Sprintf("%s: %s.", counted(len(found.names), "company", "companies"), strings.Join(found.names, ", "))
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
			out = append(out, Statement{Text: sentence(l.Title+" ("+l.Jurisdiction+").", standing(l), binds(l)), Status: b.supported(l.Claims), Refs: []string{l.ID}, Claims: l.Claims})
		}
	}
	return out
}
