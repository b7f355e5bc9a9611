package identify

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// describe fills in model, firmware, serial number and MAC address, from the
// matches that go with what is said about maker, brand and kind.
func describe(d *model.Device, in Input, v verdicts) {
	t := tidier{names: v.namesToStrip()}
	agreeing := slices.DeleteFunc(slices.Clone(in.Matches), func(m model.Match) bool { return !v.agrees(m, d.Kind) })
	d.Model = choose(agreeing, func(s model.Says) string { return t.model(s.Model) })
	d.Firmware = choose(agreeing, func(s model.Says) string { return t.firmware(s.Firmware) })
	d.Serial = choose(agreeing, func(s model.Says) string { return t.serial(s.Serial) })
	d.MAC = cmp.Or(linkAddress(in.Answers), choose(agreeing, func(s model.Says) string { return MAC(s.MAC) }), onlyAddress(in.Answers))
	d.MACCompany = companyOf(in.Answers, d.MAC)
}

// agrees reports whether a match goes with what is said: one that names another
// maker or brand, or another sort of equipment, speaks of something else.
func (v verdicts) agrees(m model.Match, kind model.Kind) bool {
	if !v.maker.accepts(m.Says.Maker) || !v.brand.accepts(m.Says.Brand) {
		return false
	}
	said := model.Kind(kindOf(m.Says))
	return said == "" || kind == model.KindUnknown || said.Surveillance() == kind.Surveillance()
}

// namesToStrip is what is no part of a model, though devices put it before it.
func (v verdicts) namesToStrip() []string {
	var names []string
	for _, o := range []outcome{v.brand, v.maker} {
		if o.statement != nil && o.statement.ID != "" {
			names = append(names, o.statement.Name, o.statement.ID)
		}
	}
	return names
}

// candidate is one value for an attribute.
type candidate struct {
	value     string
	certainty float64
	families  map[model.Family]bool
	answer    int
}

// choose returns the value that is said with the greatest certainty; then by the
// most families, then by the earliest answer.
func choose(matches []model.Match, get func(model.Says) string) string {
	byValue := map[string]*candidate{}
	for _, m := range matches {
		value := get(m.Says)
		if value == "" {
			continue
		}
		key := strings.ToLower(value)
		c := byValue[key]
		if c == nil {
			c = &candidate{value: value, families: map[model.Family]bool{}, answer: m.Answer}
			byValue[key] = c
		}
		c.certainty = max(c.certainty, m.Certainty)
		c.families[m.Family] = true
		c.answer = min(c.answer, m.Answer)
	}
	best := candidate{}
	for _, c := range byValue {
		if best.value == "" || preferred(*c, best) {
			best = *c
		}
	}
	return best.value
}

func preferred(a, b candidate) bool {
	return cmp.Or(-cmp.Compare(a.certainty, b.certainty), len(b.families)-len(a.families), a.answer-b.answer, strings.Compare(a.value, b.value)) < 0
}

// linkAddress is the MAC address that was seen on the link: of the device
// itself, not of something it speaks of.
func linkAddress(answers []model.Answer) string {
	for _, a := range answers {
		if a.Family != model.FamilyMAC {
			continue
		}
		for _, value := range a.Values("mac.address") {
			if mac := MAC(value); mac != "" {
				return mac
			}
		}
	}
	return ""
}

// onlyAddress is the MAC address that the device's ONVIF service or its
// discovery answers speak of, when all speak of one.
func onlyAddress(answers []model.Answer) string {
	only := ""
	for _, a := range answers {
		if a.Family != model.FamilyONVIF && a.Family != model.FamilyDiscovery {
			continue
		}
		for _, value := range a.Values("mac.inside") {
			switch mac := MAC(value); {
			case mac == "" || mac == only:
			case only != "":
				return ""
			default:
				only = mac
			}
		}
	}
	return only
}

// companyOf is the registrant of the prefix of the address, from an answer that
// speaks of that address alone.
func companyOf(answers []model.Answer, mac string) string {
	for _, a := range answers {
		addresses, companies := slices.Concat(a.Values("mac.address"), a.Values("mac.inside")), a.Values("mac.company")
		if mac != "" && len(addresses) == 1 && len(companies) == 1 && MAC(addresses[0]) == mac {
			return printable(companies[0])
		}
	}
	return ""
}
