package explain

import (
	"slices"
	"strings"

	"camorigin/internal/origin"
)

// companyTopic explains a company with all of its brands.
func (b *Book) companyTopic(id string) Topic {
	c, _ := b.KB.Company(id)
	t := Topic{Kind: KindCompany, ID: id, Name: c.Name}
	t.add(b.say("section.what"), b.describe(c)...)
	t.add(b.say("section.controls"), b.control(c)...)
	t.add(b.say("section.brands"), b.brands(c)...)
	for _, brand := range c.Brands {
		brand.Owner = id // the list in the company does not say so
		t.add(b.say("section.makes", brand.Name), b.suppliers(brand)...)
	}
	t.add(b.say("section.supplies"), b.supplied(id)...)
	t.add(b.say("section.holds"), b.held(id)...)
	b.addSuppliersControl(&t, c.Brands)
	b.addLists(&t, c, c.Brands)
	t.add(b.say("section.vulnerabilities"), b.vulnerabilitiesOf(id, c.Brands)...)
	t.add(b.say("section.recognized"), b.rulesNaming(id, c.Brands)...)
	t.add(b.say("section.remarks"), Statement{Text: c.Notes})
	return t
}

// brandTopic explains one brand and the company that it belongs to.
func (b *Book) brandTopic(brand origin.Brand) Topic {
	c, _ := b.KB.Company(brand.Owner)
	t := Topic{Kind: KindBrand, ID: brand.ID, Name: brand.Name}
	t.add(b.say("section.what"), b.ofCompany(brand, c))
	t.add(b.say("section.makes", brand.Name), b.suppliers(brand)...)
	t.add(b.say("section.company", c.Name), b.describe(c)...)
	t.add(b.say("section.controls_named", c.Name), b.control(c)...)
	b.addSuppliersControl(&t, []origin.Brand{brand})
	b.addLists(&t, c, []origin.Brand{brand})
	t.add(b.say("section.vulnerabilities"), b.vulnerabilitiesOf(c.ID, []origin.Brand{brand})...)
	t.add(b.say("section.recognized"), b.rulesNaming(c.ID, []origin.Brand{brand})...)
	return t
}

// describe says what a company does and from where it is run.
func (b *Book) describe(c origin.Company) []Statement {
	does := map[origin.Role]string{
		origin.RoleMaker:  "company.maker",
		origin.RoleSeller: "company.seller",
		origin.RoleOwner:  "company.owner",
	}[c.Role]
	out := []Statement{plain(b.say(does, c.Name))}
	if c.LegalName != "" {
		out = append(out, plain(b.say("company.legal", strings.TrimSuffix(c.LegalName, "."))))
	}
	if len(c.Aliases) > 0 {
		out = append(out, plain(b.say("company.aliases", b.listed(c.Aliases))))
	}
	if hq := c.Headquarters; hq != nil {
		out = append(out, Statement{
			Text: b.say("company.run", b.countryText(hq.Country)), Status: b.supported(hq.Claims), Refs: []string{hq.Country}, Claims: hq.Claims,
		})
	} else {
		out = append(out, plain(b.say("company.run_unknown")))
	}
	return append(out, b.registrants(c)...)
}

// registrants tells by which names a company holds MAC prefixes, and what these
// can tell.
func (b *Book) registrants(c origin.Company) []Statement {
	var out []Statement
	for _, class := range []origin.Class{origin.ClassDedicated, origin.ClassMixed} {
		var names []string
		for _, r := range c.Registrants {
			if r.Class == class {
				names = append(names, strings.TrimSuffix(r.Name, "."))
			}
		}
		if len(names) > 0 {
			out = append(out, plain(b.say("company.registrant", strings.Join(names, "; "), string(class))))
		}
	}
	return out
}

// countryText is the name of a country with its code.
func (b *Book) countryText(code string) string {
	name := b.Words.Country(code)
	if name == "" {
		return code
	}
	if within, ok := b.Words.Term("country_in", code); ok {
		name = within
	}
	return name + " (" + code + ")"
}

func (b *Book) countriesText(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = b.countryText(code)
	}
	return b.listed(names)
}

// supported is the status of what rests on claims.
func (b *Book) supported(claims []string) origin.Status {
	if b.KB.Confirmed(claims) {
		return origin.StatusSourced
	}
	return origin.StatusUnconfirmed
}

// brands lists the brands of a company.
func (b *Book) brands(c origin.Company) []Statement {
	var out []Statement
	for _, brand := range c.Brands {
		s := b.ofCompany(brand, c)
		s.Text = brand.Name
		if len(brand.Aliases) > 0 {
			s.Text = b.say("brand.aliases", s.Text, b.listed(brand.Aliases))
		}
		s.Text += b.span(brand.Since, brand.Until) + "."
		out = append(out, s)
	}
	return out
}

// ofCompany says that a brand belongs to a company.
func (b *Book) ofCompany(brand origin.Brand, c origin.Company) Statement {
	text := b.say("brand.of", brand.Name, c.Name, b.span(brand.Since, brand.Until))
	return Statement{Text: text, Status: b.supported(brand.Claims), Since: brand.Since, Until: brand.Until, Refs: []string{c.ID}, Claims: brand.Claims}
}

// span says from when until when, with a comma in front.
func (b *Book) span(since, until origin.Date) string {
	switch {
	case since != "" && until != "":
		return b.say("span.both", b.date(since), b.date(until))
	case since != "":
		return b.say("span.since", b.date(since))
	case until != "":
		return b.say("span.until", b.date(until))
	}
	return ""
}

// suppliers says who makes what is sold under a brand.
func (b *Book) suppliers(brand origin.Brand) []Statement {
	owner, _ := b.KB.Company(brand.Owner)
	var out []Statement
	if owner.Role == origin.RoleMaker {
		out = append(out, plain(b.say("makes.itself", owner.Name)))
	}
	for _, s := range brand.Suppliers {
		out = append(out, Statement{
			Text: b.supplyText(s) + b.span(s.Since, s.Until) + ".", Status: b.supported(s.Claims),
			Since: s.Since, Until: s.Until, Refs: []string{s.Maker}, Claims: s.Claims,
		})
	}
	switch {
	case len(out) == 0:
		out = append(out, plain(b.say("makes.unknown")))
	case !b.settles(owner, brand):
		out = append(out, plain(b.say("makes.which")))
	}
	return out
}

// others are the makers that supply brands of a company, each once with the
// relation in words.
func (b *Book) others(company string, brands []origin.Brand) []supplier {
	var out []supplier
	for _, brand := range brands {
		for _, s := range brand.Suppliers {
			known := slices.ContainsFunc(out, func(o supplier) bool { return o.ID == s.Maker })
			if c, ok := b.KB.Company(s.Maker); ok && !known && s.Maker != company {
				out = append(out, supplier{Company: c, brand: brand.Name, supply: s, ended: s.Until.Over(b.AsOf) || s.Relation == origin.RelationHistorical})
			}
		}
	}
	return out
}

// supplier is a maker of what others sell.
type supplier struct {
	origin.Company
	brand  string
	supply origin.Supply
	ended  bool
}

// addSuppliersControl tells who controls those who supply the brands today.
func (b *Book) addSuppliersControl(t *Topic, brands []origin.Brand) {
	for _, s := range b.others("", brands) {
		if !s.ended && t.lacks(b.say("section.controls_named", s.Name)) {
			t.add(b.say("section.controls_named", s.Name), b.control(s.Company)...)
		}
	}
}

// supplyText says how a maker is tied to a brand. A supply that is over is told
// in the past.
func (b *Book) supplyText(s origin.Supply) string {
	relation := s.Relation
	if s.Until.Over(b.AsOf) {
		relation = origin.RelationHistorical
	}
	key := map[origin.Relation]string{
		origin.RelationSubsidiary: "makes.subsidiary",
		origin.RelationAll:        "makes.all",
		origin.RelationSome:       "makes.some",
		origin.RelationHistorical: "makes.historical",
	}[relation]
	return b.say(key, b.KB.MakerName(s.Maker))
}

// settles reports whether the brand on a device alone tells who made it.
func (b *Book) settles(owner origin.Company, brand origin.Brand) bool {
	others := slices.DeleteFunc(slices.Clone(brand.Suppliers), func(s origin.Supply) bool { return s.Relation.Decides() })
	return len(others) == 0 && (owner.Role == origin.RoleMaker || len(brand.Suppliers) > 0)
}

// supplied lists the brands of others that a company makes equipment for.
func (b *Book) supplied(maker string) []Statement {
	var out []Statement
	for _, brand := range b.KB.Brands() {
		for _, s := range brand.Suppliers {
			if s.Maker != maker {
				continue
			}
			text := brand.Name + ": " + b.relationText(s) + b.span(s.Since, s.Until) + "."
			out = append(out, Statement{Text: text, Status: b.supported(s.Claims), Since: s.Since, Until: s.Until, Refs: []string{brand.ID}, Claims: s.Claims})
		}
	}
	return out
}

func (b *Book) relationText(s origin.Supply) string {
	if s.Until.Over(b.AsOf) {
		return b.say("relation.historical")
	}
	return b.say(map[origin.Relation]string{
		origin.RelationSubsidiary: "relation.subsidiary",
		origin.RelationAll:        "relation.all",
		origin.RelationSome:       "relation.some",
		origin.RelationHistorical: "relation.historical",
	}[s.Relation])
}

// held lists the companies that a company has a hold over.
func (b *Book) held(by string) []Statement {
	var out []Statement
	for _, c := range b.KB.Companies() {
		for _, e := range c.Control {
			if e.By == by {
				s := b.edge(c.Name, e)
				s.Refs = []string{c.ID}
				out = append(out, s)
			}
		}
	}
	return out
}
