package assess

import (
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// The bases of a flag: by which statement a company is tied to a device.
const (
	basisMaker    = "maker"
	basisBrand    = "brand"
	basisSupplier = "supplier"
	basisPlatform = "platform"
	basisMAC      = "mac"
)

// subject is a company tied to the device, and how firmly.
type subject struct {
	basis   string
	company string // identifier
	verdict model.Verdict
	firm    bool   // the tie itself allows a severity
	how     string // the tie, in a sentence
	claims  []string
	answers []int
}

// subjects lists the companies that are tied to the device, the firmest ties
// first. Once its own answers show the maker, brand and platform say nothing
// more about who made it.
func (a *assessment) subjects() []subject {
	makers := a.makers()
	out := append(makers, a.brandOwner()...)
	if len(makers) > 0 && makers[0].firm {
		return out
	}
	out = append(out, a.suppliers()...)
	out = append(out, a.platform()...)
	return append(out, a.macPrefix()...)
}

// sure reports whether a verdict is strong enough on this device: on one whose
// kind is not known, nothing is.
func (a *assessment) sure(v model.Verdict) bool { return v.Sure() && a.dev.Surveillance }

func (a *assessment) makers() []subject {
	m := a.dev.Maker
	if m == nil {
		return nil
	}
	if m.ID != "" {
		how := a.say("tie.maker", m.Name, a.verdict(m.Verdict))
		return []subject{{basis: basisMaker, company: m.ID, verdict: m.Verdict, firm: a.sure(m.Verdict), how: how, answers: a.because("maker")}}
	}
	return a.conflicting(basisMaker, func(id string) string { return id })
}

// conflicting lists the companies between which the answers do not decide.
func (a *assessment) conflicting(about string, company func(id string) string) []subject {
	var out []subject
	for _, c := range a.dev.Conflicts {
		if c.About != about {
			continue
		}
		for _, s := range c.Claims {
			how := a.say("tie.conflict", a.in.Words.Word("about", about), s.Name)
			out = append(out, subject{basis: about, company: company(s.ID), verdict: model.VerdictConflict, how: how, answers: a.because(about)})
		}
	}
	return out
}

// brandOwner is the company that the brand belongs to.
func (a *assessment) brandOwner() []subject {
	s := a.dev.Brand
	if s == nil {
		return nil
	}
	ownerOf := func(id string) string { b, _ := a.in.KB.Brand(id); return b.Owner }
	if s.ID == "" {
		return a.conflicting(basisBrand, ownerOf)
	}
	b, ok := a.in.KB.Brand(s.ID)
	if !ok {
		return nil
	}
	how := a.say("tie.brand", s.Name, a.verdict(s.Verdict))
	if name := a.in.KB.MakerName(b.Owner); name != s.Name {
		how = a.say("tie.brand_of", s.Name, a.verdict(s.Verdict), name)
	}
	firm := a.sure(s.Verdict) && a.in.KB.Confirmed(b.Claims)
	return []subject{{basis: basisBrand, company: b.Owner, verdict: s.Verdict, firm: firm, how: how, claims: b.Claims, answers: a.because("brand")}}
}

// suppliers are the companies known to make what is sold under the brand.
func (a *assessment) suppliers() []subject {
	s := a.dev.Brand
	if s == nil || s.ID == "" {
		return nil
	}
	var out []subject
	for _, known := range a.in.KB.Suppliers(s.ID, a.in.AsOf) {
		if known.Relation == origin.RelationOwn {
			continue
		}
		firm := known.Relation.Decides() && known.Sure && a.sure(s.Verdict)
		basis := basisSupplier
		if firm {
			basis = basisBrand
		}
		how := a.say("tie.supplier", s.Name, a.verdict(s.Verdict), a.supplied(known))
		out = append(out, subject{basis: basis, company: known.Company, verdict: s.Verdict, firm: firm, how: how, claims: known.Claims, answers: a.because("brand")})
	}
	return out
}

// supplied says what is known of a brand's supplier.
func (a *assessment) supplied(s origin.Supplier) string {
	key := map[origin.Relation]string{
		origin.RelationSubsidiary: "supply.subsidiary",
		origin.RelationAll:        "supply.all",
		origin.RelationSome:       "supply.some",
		origin.RelationHistorical: "supply.historical",
	}[s.Relation]
	text := a.say(key, a.in.KB.MakerName(s.Company))
	if !s.Sure {
		return a.say("supply.doubted", text)
	}
	return text
}

// platform is the company whose software the device runs.
func (a *assessment) platform() []subject {
	s := a.dev.Platform
	if s == nil || s.ID == "" {
		return nil
	}
	p, ok := a.in.KB.Platform(s.ID)
	if !ok || p.Maker == "" {
		return nil
	}
	how := a.say("tie.platform", s.Name, a.verdict(s.Verdict), a.in.KB.MakerName(p.Maker))
	return []subject{{basis: basisPlatform, company: p.Maker, verdict: s.Verdict, how: how, claims: p.Claims, answers: a.because("platform")}}
}

// macPrefix is the company that the prefix of the MAC address was assigned to,
// where it makes surveillance equipment and little else.
func (a *assessment) macPrefix() []subject {
	assignee, ok := a.in.KB.MakerByRegistrant(a.dev.MACCompany)
	if !ok || assignee.Class != origin.ClassDedicated {
		return nil
	}
	how := a.say("tie.mac", a.in.KB.MakerName(assignee.Company))
	return []subject{{basis: basisMAC, company: assignee.Company, verdict: model.VerdictPossible, how: how, answers: a.because("mac")}}
}
