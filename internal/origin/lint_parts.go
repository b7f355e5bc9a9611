package origin

import (
	"net/url"
	"slices"
)

// maxClaim bounds the text of a claim: one statement, not an essay.
const maxClaim = 400

func (l *linter) claim(c Claim) {
	what := "claim " + c.ID
	l.id("claim", c.ID)
	_, twice := l.claims[c.ID]
	l.check(!twice, "%s: stands twice", what)
	l.claims[c.ID] = c.Confirmed
	l.check(c.Text != "" && len(c.Text) <= maxClaim, "%s: needs a text of at most %d bytes", what, maxClaim)
	l.check(c.Source.Publisher != "", "%s: has no publisher", what)
	l.check(c.Source.Date.Valid() && (c.Source.Date != "" || !c.Confirmed), "%s: needs the date of its source", what)
	l.check(c.Checked != "" && c.Checked.Valid(), "%s: needs the date on which it was checked", what)
	u, err := url.Parse(c.Source.URL)
	l.check(!c.Confirmed || err == nil && u.Scheme == "https" && u.Host != "", "%s: a confirmed claim needs an https address", what)
}

func (l *linter) company(c Company) {
	what := "company " + c.ID
	l.id("company", c.ID)
	l.check(c.Name != "", "%s: has no name", what)
	l.check(slices.Contains([]Role{RoleMaker, RoleSeller, RoleOwner}, c.Role), "%s: role is maker, seller or owner, not %q", what, c.Role)
	l.name("company", c.ID, c.names())
	if hq := c.Headquarters; hq != nil {
		l.countries(what, []string{hq.Country})
		l.refers(what+": headquarters", hq.Claims)
	}
	for _, e := range c.Control {
		l.edge(what, e)
	}
	for _, b := range c.Brands {
		l.brand(c, b)
	}
	for _, r := range c.Registrants {
		l.name("registrant", c.ID, []string{r.Name})
		l.check(r.Class == ClassDedicated || r.Class == ClassMixed, "%s: registrant %q: class is dedicated or mixed", what, r.Name)
	}
}

func (l *linter) edge(what string, e Edge) {
	what += ": control by " + e.By + e.Owner
	l.check((e.By == "") != (e.Owner == ""), "%s: give either the id (by) or the name (owner) of who holds", what)
	if e.By != "" {
		l.known(what, e.By)
	} else {
		l.check(len(e.Countries) > 0, "%s: an owner without a file needs countries", what)
	}
	l.check(slices.Contains([]EdgeKind{EdgeOwnership, EdgeState, EdgeJointVenture, EdgeMinority, EdgeGroup}, e.Kind), "%s: unknown kind %q", what, e.Kind)
	l.check(slices.Contains([]Status{StatusSourced, StatusDisputed, StatusUnconfirmed}, e.Status), "%s: unknown status %q", what, e.Status)
	confirmed := slices.ContainsFunc(e.Claims, func(id string) bool { return l.claims[id] })
	l.check(confirmed || e.Status == StatusUnconfirmed, "%s: is %s, but rests on no confirmed claim", what, e.Status)
	l.dates(what, e.Since, e.Until)
	l.countries(what, e.Countries)
	l.refers(what, e.Claims)
}

func (l *linter) brand(c Company, b Brand) {
	what := "brand " + b.ID
	l.id("brand", b.ID)
	l.check(b.Name != "", "%s: has no name", what)
	l.name("brand", b.ID, b.names())
	l.dates(what, b.Since, b.Until)
	l.refers(what, b.Claims)
	for _, s := range b.Suppliers {
		about := what + ": supply by " + s.Maker
		l.known(about, s.Maker)
		l.check(l.companies[s.Maker] == RoleMaker && s.Maker != c.ID, "%s: a supplier is another company, and a maker", about)
		l.check(slices.Contains([]Relation{RelationSubsidiary, RelationAll, RelationSome, RelationHistorical}, s.Relation), "%s: unknown relation %q", about, s.Relation)
		l.dates(about, s.Since, s.Until)
		l.refers(about, s.Claims)
	}
}

func (l *linter) list(list List, all []List) {
	what := "list " + list.ID
	l.id("list", list.ID)
	l.check(list.Title != "" && list.LegalRef != "", "%s: needs title and legal_ref", what)
	l.check(list.Binds != "", "%s: must say whom it binds", what)
	l.check(slices.Contains([]ListStatus{ListInForce, ListProposed, ListHistorical, ListPractice}, list.Status), "%s: unknown status %q", what, list.Status)
	l.check(list.SameAs == "" || slices.ContainsFunc(all, func(o List) bool { return o.ID == list.SameAs && o.SameAs == "" }), "%s: same_as %q is no list with entities of its own", what, list.SameAs)
	l.name("list", list.ID, []string{list.ID})
	l.refers(what, list.Claims)
	l.countries(what, list.Countries)
	for _, d := range list.Dates {
		l.check(d.Date != "" && d.Date.Valid() && d.What != "", "%s: a date needs date and what", what)
	}
	for _, e := range list.Entities {
		l.known(what, e.Company)
		l.dates(what+": "+e.Company, e.Since, e.Until)
		l.refers(what+": "+e.Company, e.Claims)
	}
}

func (l *linter) platform(p Platform) {
	what := "platform " + p.ID
	l.id("platform", p.ID)
	l.check(p.Name != "" && p.What != "", "%s: needs name and what", what)
	l.name("platform", p.ID, append([]string{p.ID, p.Name}, p.Aliases...))
	if p.Maker != "" {
		l.known(what, p.Maker)
	}
	l.refers(what, p.Claims)
}
