package calibrate

import (
	"strings"
	"time"
	"unicode"

	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// label is what a case's vendor and brand mean in the terms of the knowledge.
type label struct {
	kb        *origin.KB
	texts     []string // as the label has them
	companies map[string]bool
	brands    map[string]bool
	branded   bool // the label names a brand
}

// newLabel resolves the names of a label: by identifier, name or alias, and from
// a brand to its owner and to those known to make what is sold under it.
func newLabel(kb *origin.KB, e Expect, at time.Time) label {
	l := label{kb: kb, companies: map[string]bool{}, brands: map[string]bool{}, branded: e.Brand != ""}
	for _, text := range []string{e.Vendor, e.Brand} {
		if text == "" {
			continue
		}
		l.texts = append(l.texts, text)
		for _, resolve := range []func(string) (string, bool){kb.CompanyID, kb.MakerID} {
			if id, ok := resolve(text); ok {
				l.companies[id] = true
			}
		}
		if id, ok := kb.BrandID(text); ok {
			l.addBrand(id, at)
		}
	}
	return l
}

func (l label) addBrand(id string, at time.Time) {
	l.brands[id] = true
	if brand, ok := l.kb.Brand(id); ok {
		l.companies[brand.Owner] = true
	}
	for _, supplier := range l.kb.Suppliers(id, at) {
		l.companies[supplier.Company] = true
	}
}

// fits reports whether everything that is said about the device goes with the
// label.
func (l label) fits(d model.Device) bool {
	return (said(makerOf(d)) == "" || l.fitsMaker(d.Maker.Statement)) && (said(d.Brand) == "" || l.fitsBrand(*d.Brand))
}

func (l label) fitsMaker(s model.Statement) bool {
	return l.companies[s.ID] || l.named(s)
}

// fitsBrand accepts any brand of the labelled company where the label itself
// names none.
func (l label) fitsBrand(s model.Statement) bool {
	brand, known := l.kb.Brand(s.ID)
	return l.brands[s.ID] || l.named(s) || known && !l.branded && l.companies[brand.Owner]
}

// named compares the letters and digits of the names, for labels that the
// knowledge does not have: "Arecont" and "Arecont Vision" are the same.
func (l label) named(s model.Statement) bool {
	const enough = 4
	for _, text := range l.texts {
		for _, name := range []string{s.ID, s.Name} {
			a, b := plain(text), plain(name)
			short := min(len(a), len(b))
			if a == b || short >= enough && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) {
				return true
			}
		}
	}
	return false
}

func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// makerOf is the statement about the maker, nil for none.
func makerOf(d model.Device) *model.Statement {
	if d.Maker == nil {
		return nil
	}
	return &d.Maker.Statement
}

// said is the identifier that a statement names; a conflict names none.
func said(s *model.Statement) string {
	if s == nil {
		return ""
	}
	return s.ID
}
