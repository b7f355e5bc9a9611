package origin

import (
	"cmp"
	"time"
)

// ListStatus says whether a list binds anybody today.
type ListStatus string

// The statuses of a list.
const (
	ListInForce    ListStatus = "in-force"
	ListProposed   ListStatus = "proposed"
	ListHistorical ListStatus = "historical"
	ListPractice   ListStatus = "practice" // what bodies decided for themselves: binds nobody else
)

// List is a law, an official list or a policy that touches camera makers. It
// is never mentioned without whom it binds.
type List struct {
	ID           string     `yaml:"id"`
	Title        string     `yaml:"title"`
	Jurisdiction string     `yaml:"jurisdiction"` // ISO 3166-1 alpha-2, EU, or a subdivision such as US-TX
	Kind         string     `yaml:"kind"`         // statute, regulation, policy, advisory ...
	Scope        string     `yaml:"scope"`        // what it governs: procurement, market access ...
	Status       ListStatus `yaml:"status"`
	Binds        string     `yaml:"binds"` // whom, in words that finish "it binds ..."
	LegalRef     string     `yaml:"legal_ref"`
	URL          string     `yaml:"url"`
	Dates        []ListDate `yaml:"dates,omitempty"`
	Affiliates   bool       `yaml:"affiliates,omitempty"` // subsidiaries and affiliates of the entities are meant too
	Entities     []Entity   `yaml:"entities,omitempty"`
	Countries    []string   `yaml:"countries,omitempty"` // where the list goes by country and not by name
	SameAs       string     `yaml:"same_as,omitempty"`   // the list whose entities it takes over
	Notes        string     `yaml:"notes,omitempty"`
	Claims       []string   `yaml:"claims"`
	DA           ListText   `yaml:"da,omitempty"` // in Danish, where that is given
}

// ListText is how a list is called and whom it binds, in one language.
type ListText struct {
	Title string `yaml:"title"`
	Binds string `yaml:"binds"` // whom, in words that finish "it binds ..."
}

// In returns the texts in a language, or as they were written where there are
// none in it.
func (l List) In(language string) ListText {
	text := ListText{Title: l.Title, Binds: l.Binds}
	if language == "da" {
		text.Title, text.Binds = cmp.Or(l.DA.Title, text.Title), cmp.Or(l.DA.Binds, text.Binds)
	}
	return text
}

// ListDate is a day on which something about a list took effect.
type ListDate struct {
	Date Date   `yaml:"date"`
	What string `yaml:"what"`
}

// Entity is a company named by a list.
type Entity struct {
	Company string   `yaml:"company"`
	Name    string   `yaml:"name,omitempty"` // as the list spells it
	Since   Date     `yaml:"since,omitempty"`
	Until   Date     `yaml:"until,omitempty"`
	Claims  []string `yaml:"claims"`
}

// listFile is the form of lists.yaml.
type listFile struct {
	Lists  []List  `yaml:"lists"`
	Claims []Claim `yaml:"claims"`
}

// Listing is a company's place on a list.
type Listing struct {
	List   List
	Entity string // the company that the list names: the company itself or one that controls it
	Sure   bool   // named by a confirmed claim, itself or through sourced control
	Claims []string
}

// Listings tells on which lists a company stands at the given time, itself or,
// where a list includes affiliates, through a company that controls it.
func (kb *KB) Listings(company string, at time.Time) []Listing {
	var out []Listing
	for _, list := range kb.lists {
		if l, ok := kb.listing(list, company, at); ok {
			out = append(out, l)
		}
	}
	return out
}

func (kb *KB) listing(list List, company string, at time.Time) (Listing, bool) {
	if l, ok := kb.named(list, company, at); ok {
		return l, true
	}
	if !list.Affiliates {
		return Listing{}, false
	}
	for _, owner := range kb.owners(company, at) {
		if l, ok := kb.named(list, owner.id, at); ok {
			l.Sure = l.Sure && owner.status == StatusSourced
			l.Claims = append(l.Claims, owner.claims...)
			return l, true
		}
	}
	return Listing{}, false
}

// named looks a company up among the entities of a list itself.
func (kb *KB) named(list List, company string, at time.Time) (Listing, bool) {
	entities := list.Entities
	if base, ok := kb.List(list.SameAs); ok {
		entities = base.Entities
	}
	for _, e := range entities {
		if e.Company != company || !current(e.Since, e.Until, at) {
			continue
		}
		claims := append(append([]string(nil), e.Claims...), list.Claims...)
		return Listing{List: list, Entity: company, Sure: kb.Confirmed(e.Claims) && kb.Confirmed(list.Claims), Claims: claims}, true
	}
	return Listing{}, false
}
