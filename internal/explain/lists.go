package explain

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"camorigin/internal/origin"
)

// addLists tells which lists touch a company, and which those who supply its
// brands, and whom each of them binds.
func (b *Book) addLists(t *Topic, c origin.Company, brands []origin.Brand) {
	own := b.listsNaming(c.ID)
	if len(own) == 0 {
		own = []Statement{plain(b.say("list.none", c.Name))}
	}
	t.add(b.say("section.lists", c.Name), own...)
	for _, s := range b.others(c.ID, brands) {
		tie := Statement{Text: b.say("list.sold_as", s.brand, lowerFirst(b.supplyText(s.supply), s.Name), b.span(s.supply.Since, s.supply.Until)), Status: b.supported(s.supply.Claims), Claims: s.supply.Claims}
		found := b.listsNaming(s.ID)
		if len(found) > 0 && s.ended {
			found = []Statement{plain(b.say("list.elsewhere", s.ID), s.ID)}
		}
		if len(found) > 0 {
			t.add(b.say("section.lists", s.Name), append([]Statement{tie}, found...)...)
		}
	}
}

// lowerFirst begins a clause in lower case, unless it begins with a name.
func lowerFirst(s, name string) string {
	if s == "" || strings.HasPrefix(s, name) {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

// listsNaming tells of the lists that mean a company, those in force first.
func (b *Book) listsNaming(company string) []Statement {
	type found struct {
		list      origin.List
		statement Statement
	}
	var all []found
	for _, l := range b.KB.Listings(company, b.AsOf) {
		status := origin.StatusUnconfirmed
		if l.Sure {
			status = origin.StatusSourced
		}
		all = append(all, found{l.List, Statement{Text: sentence(b.naming(l, company), b.standing(l.List), b.binds(l.List)), Status: status, Refs: []string{l.List.ID}, Claims: l.Claims}})
	}
	control := b.KB.ControlOf(company, b.AsOf)
	for _, list := range b.KB.Lists() {
		for _, country := range list.Countries {
			if status := control.In(country); status != "" {
				text := b.say("list.about_country", b.text(list).Title, list.Jurisdiction, b.Words.CountryOr(country))
				all = append(all, found{list, Statement{Text: sentence(text, b.standing(list), b.binds(list)), Status: status, Refs: []string{list.ID}, Claims: slices.Concat(list.Claims, control.Claims)}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(forceRank(a.list)-forceRank(b.list), supportRank(a.statement.Status)-supportRank(b.statement.Status))
	})
	var out []Statement
	for _, f := range all {
		out = append(out, f.statement)
	}
	return out
}

// forceRank puts what binds somebody before what does not.
func forceRank(l origin.List) int {
	return slices.Index([]origin.ListStatus{origin.ListInForce, origin.ListProposed, origin.ListPractice, origin.ListHistorical}, l.Status)
}

func supportRank(s origin.Status) int {
	return slices.Index([]origin.Status{origin.StatusSourced, origin.StatusDisputed, origin.StatusUnconfirmed}, s)
}

// naming says how a list means a company.
func (b *Book) naming(l origin.Listing, company string) string {
	name := b.KB.MakerName(l.Entity)
	if l.Entity == company {
		return b.say("list.named", name, b.text(l.List).Title, l.List.Jurisdiction)
	}
	return b.say("list.affiliate", b.KB.MakerName(company), name, b.text(l.List).Title, l.List.Jurisdiction)
}

// standing says what force a list has, where it is not simply in force.
func (b *Book) standing(l origin.List) string {
	switch l.Status {
	case origin.ListProposed:
		return b.say("list.proposed")
	case origin.ListHistorical:
		return b.say("list.historical")
	case origin.ListPractice:
		return b.say("list.practice")
	}
	return ""
}

// binds says whom a list binds; no list is mentioned without it.
func (b *Book) binds(l origin.List) string {
	return b.say("meets.binds", strings.TrimSuffix(b.text(l).Binds, "."))
}

// text is what a list is called and whom it binds.
func (b *Book) text(l origin.List) origin.ListText { return l.In(b.Words.Language()) }

// list explains a list, by its identifier or title.
func (b *Book) list(query string) []Topic {
	var out []Topic
	for _, l := range b.KB.Lists() {
		if strings.EqualFold(l.ID, query) || strings.EqualFold(l.Title, query) {
			out = append(out, b.listTopic(l))
		}
	}
	return out
}

func (b *Book) listTopic(l origin.List) Topic {
	t := Topic{Kind: KindList, ID: l.ID, Name: upperFirst(b.text(l).Title)}
	status := b.supported(l.Claims)
	t.add(b.say("section.what"),
		Statement{Text: b.say("list.what", b.valued("list_kind", l.Kind), b.jurisdiction(l.Jurisdiction), b.valued("list_scope", l.Scope)), Status: status, Claims: l.Claims},
		plain(b.force(l)), plain(b.say("list.reference", l.LegalRef)), plain(b.linked(l.URL)))
	t.add(b.say("section.binds"), Statement{Text: b.binds(l), Status: status, Claims: l.Claims})
	var dates []Statement
	for _, d := range l.Dates {
		dates = append(dates, Statement{Text: b.date(d.Date) + ": " + d.What + ".", Since: d.Date})
	}
	t.add(b.say("section.dates"), dates...)
	t.add(b.say("section.names"), b.entities(l)...)
	t.add(b.say("section.policies_use"), b.policiesUsing(func(w policyUse) bool { return slices.Contains(w.Lists, l.ID) })...)
	t.add(b.say("section.remarks"), Statement{Text: l.Notes})
	return t
}

func (b *Book) linked(url string) string {
	if url == "" {
		return ""
	}
	return b.say("list.see", url)
}

// valued is the word for a value of a list, or the value where there is none.
func (b *Book) valued(vocabulary, value string) string {
	if text, ok := b.Words.Term(vocabulary, strings.ReplaceAll(value, " ", "_")); ok {
		return text
	}
	return value
}

// jurisdiction is the name of whose list it is.
func (b *Book) jurisdiction(code string) string {
	country, part, divided := strings.Cut(code, "-")
	switch {
	case code == "EU":
		return b.Words.Word("country_in", code)
	case divided:
		return b.countryText(country) + " (" + part + ")"
	}
	return b.countryText(code)
}

// force says whether a list binds anybody today.
func (b *Book) force(l origin.List) string {
	if text := b.standing(l); text != "" {
		return text
	}
	return b.say("list.in_force")
}

// entities lists whom a list means, by name, by country and through owners.
func (b *Book) entities(l origin.List) []Statement {
	var out []Statement
	entities := l.Entities
	if base, ok := b.KB.List(l.SameAs); ok {
		entities = base.Entities
		out = append(out, plain(b.say("list.same", b.text(base).Title), base.ID))
	}
	for _, e := range entities {
		text := b.KB.MakerName(e.Company)
		if e.Name != "" {
			text = b.say("list.as", text, strings.TrimSuffix(e.Name, "."))
		}
		out = append(out, Statement{Text: text + b.span(e.Since, e.Until) + ".", Status: b.supported(e.Claims), Since: e.Since, Until: e.Until, Refs: []string{e.Company}, Claims: e.Claims})
	}
	for _, country := range l.Countries {
		out = append(out, Statement{Text: b.say("list.of_country", b.countryText(country)), Status: b.supported(l.Claims), Refs: []string{country}, Claims: l.Claims})
	}
	if l.Affiliates {
		out = append(out, b.affiliates(l)...)
	}
	if len(out) == 0 {
		out = append(out, plain(b.say("list.nobody")))
	}
	return out
}

// affiliates lists the companies of the data that a list means through those
// who hold them.
func (b *Book) affiliates(l origin.List) []Statement {
	out := []Statement{plain(b.say("list.affiliates"))}
	for _, c := range b.KB.Companies() {
		for _, listing := range b.KB.Listings(c.ID, b.AsOf) {
			if listing.List.ID != l.ID || listing.Entity == c.ID {
				continue
			}
			status := origin.StatusUnconfirmed
			if listing.Sure {
				status = origin.StatusSourced
			}
			text := b.say("list.through", c.Name, b.KB.MakerName(listing.Entity))
			out = append(out, Statement{Text: text, Status: status, Refs: []string{c.ID}, Claims: listing.Claims})
		}
	}
	return out
}
