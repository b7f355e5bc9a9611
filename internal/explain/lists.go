package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/origin"
)

// addLists tells which lists touch a company, and which those who supply its
// brands, and whom each of them binds.
func (b *Book) addLists(t *Topic, c origin.Company, brands []origin.Brand) {
	own := b.listsNaming(c.ID)
	if len(own) == 0 {
		own = []Statement{plain("None of the lists in the data names " + c.Name + ". Lists change: see the source of the one that binds you.")}
	}
	t.add("Lists that touch "+c.Name, own...)
	for _, s := range b.others(c.ID, brands) {
		tie := Statement{Text: fmt.Sprintf("What is sold as %s: %s%s.", s.brand, lowerFirst(b.supplyText(s.supply), s.Name), span(s.supply.Since, s.supply.Until)), Status: b.supported(s.supply.Claims), Claims: s.supply.Claims}
		found := b.listsNaming(s.ID)
		if len(found) > 0 && s.ended {
			found = []Statement{plain(fmt.Sprintf("It stands on lists, or lists are about companies of its country: camorigin explain %s names them.", s.ID), s.ID)}
		}
		if len(found) > 0 {
			t.add("Lists that touch "+s.Name, append([]Statement{tie}, found...)...)
		}
	}
}

// lowerFirst begins a clause in lower case, unless it begins with a name.
func lowerFirst(s, name string) string {
	if s == "" || strings.HasPrefix(s, name) {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
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
		all = append(all, found{l.List, Statement{Text: sentence(b.naming(l, company), standing(l.List), binds(l.List)), Status: status, Refs: []string{l.List.ID}, Claims: l.Claims}})
	}
	control := b.KB.ControlOf(company, b.AsOf)
	for _, list := range b.KB.Lists() {
		for _, country := range list.Countries {
			if status := control.In(country); status != "" {
				text := fmt.Sprintf("The %s (%s) is about companies of %s, and names none.", list.Title, list.Jurisdiction, origin.CountryName(country))
				all = append(all, found{list, Statement{Text: sentence(text, standing(list), binds(list)), Status: status, Refs: []string{list.ID}, Claims: slices.Concat(list.Claims, control.Claims)}})
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
		return fmt.Sprintf("%s is named by the %s (%s).", name, l.List.Title, l.List.Jurisdiction)
	}
	return fmt.Sprintf("%s is held in whole or in part by %s, which is named by the %s (%s) together with its affiliates.",
		b.KB.MakerName(company), name, l.List.Title, l.List.Jurisdiction)
}

// standing says what force a list has, where it is not simply in force.
func standing(l origin.List) string {
	switch l.Status {
	case origin.ListProposed:
		return "It is a proposal."
	case origin.ListHistorical:
		return "It is no longer in force."
	case origin.ListPractice:
		return "It is no law."
	}
	return ""
}

// binds says whom a list binds; no list is mentioned without it.
func binds(l origin.List) string { return "It binds " + strings.TrimSuffix(l.Binds, ".") + "." }

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
	t := Topic{Kind: KindList, ID: l.ID, Name: l.Title}
	status := b.supported(l.Claims)
	t.add("What it is",
		Statement{Text: fmt.Sprintf("A %s of %s about %s.", l.Kind, jurisdiction(l.Jurisdiction), l.Scope), Status: status, Claims: l.Claims},
		plain(force(l)), plain("Its reference is "+l.LegalRef+"."), plain(linked(l.URL)))
	t.add("Whom it binds", Statement{Text: binds(l), Status: status, Claims: l.Claims})
	var dates []Statement
	for _, d := range l.Dates {
		dates = append(dates, Statement{Text: string(d.Date) + ": " + d.What + ".", Since: d.Date})
	}
	t.add("Dates", dates...)
	t.add("Whom it names", b.entities(l)...)
	t.add("Policies that use it", b.policiesUsing(func(w policyUse) bool { return slices.Contains(w.Lists, l.ID) })...)
	t.add("Remarks", Statement{Text: l.Notes})
	return t
}

func linked(url string) string {
	if url == "" {
		return ""
	}
	return "See " + url
}

// jurisdiction is the name of whose list it is.
func jurisdiction(code string) string {
	country, part, divided := strings.Cut(code, "-")
	switch {
	case code == "EU":
		return "the European Union"
	case divided:
		return fmt.Sprintf("%s (%s)", countryText(country), part)
	}
	return countryText(code)
}

// force says whether a list binds anybody today.
func force(l origin.List) string {
	if text := standing(l); text != "" {
		return text
	}
	return "It is in force."
}

// entities lists whom a list means, by name, by country and through owners.
func (b *Book) entities(l origin.List) []Statement {
	var out []Statement
	entities := l.Entities
	if base, ok := b.KB.List(l.SameAs); ok {
		entities = base.Entities
		out = append(out, plain("The companies of the "+base.Title+".", base.ID))
	}
	for _, e := range entities {
		text := b.KB.MakerName(e.Company)
		if e.Name != "" {
			text += " (as " + strings.TrimSuffix(e.Name, ".") + ")"
		}
		out = append(out, Statement{Text: text + span(e.Since, e.Until) + ".", Status: b.supported(e.Claims), Since: e.Since, Until: e.Until, Refs: []string{e.Company}, Claims: e.Claims})
	}
	for _, country := range l.Countries {
		out = append(out, Statement{Text: "Companies of " + countryText(country) + ", without naming any.", Status: b.supported(l.Claims), Refs: []string{country}, Claims: l.Claims})
	}
	if l.Affiliates {
		out = append(out, b.affiliates(l)...)
	}
	if len(out) == 0 {
		out = append(out, plain("Nobody: it names no company and no country."))
	}
	return out
}

// affiliates lists the companies of the data that a list means through those
// who hold them.
func (b *Book) affiliates(l origin.List) []Statement {
	out := []Statement{plain("Their subsidiaries and affiliates are meant, too.")}
	for _, c := range b.KB.Companies() {
		for _, listing := range b.KB.Listings(c.ID, b.AsOf) {
			if listing.List.ID != l.ID || listing.Entity == c.ID {
				continue
			}
			status := origin.StatusUnconfirmed
			if listing.Sure {
				status = origin.StatusSourced
			}
			text := fmt.Sprintf("%s, through %s.", c.Name, b.KB.MakerName(listing.Entity))
			out = append(out, Statement{Text: text, Status: status, Refs: []string{c.ID}, Claims: listing.Claims})
		}
	}
	return out
}
