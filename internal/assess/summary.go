package assess

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// Summarise counts what page one shows. By maker, brand and country only
// confirmed and likely statements count; a device to check by hand counts there
// only when nothing flags it. Findings to check by hand are not counted.
func Summarise(devices, others []model.Device, findings []model.Finding, coverage model.Coverage) model.Summary {
	s := model.Summary{
		Devices: len(devices), Others: len(others),
		ByKind: map[model.Kind]int{}, BySeverity: map[model.Severity]int{}, NotJudged: notJudged(coverage),
	}
	makers, brands, countries := tally{}, tally{}, tally{}
	for _, d := range devices {
		s.ByKind[d.Kind]++
		flagged := len(d.Flagged) > 0
		switch {
		case flagged:
			s.Flagged++
		case len(d.CheckByHand) > 0:
			s.ByHand++
		}
		maker, brand := d.Maker, d.Brand
		sureMaker := maker != nil && maker.Verdict.Sure()
		sureBrand := brand != nil && brand.Verdict.Sure()
		if sureMaker {
			makers.add(maker.ID, maker.Name, maker.Country, flagged)
			countries.add(maker.Country, origin.CountryName(maker.Country), maker.Country, flagged)
		}
		if sureBrand {
			brands.add(brand.ID, brand.Name, "", flagged)
		}
		if !sureMaker && !sureBrand {
			s.Unknown++
		}
	}
	s.Makers, s.Brands, s.Countries = makers.counts(), brands.counts(), countries.counts()
	countSeverities(s.BySeverity, findings)
	for _, d := range slices.Concat(devices, others) {
		countSeverities(s.BySeverity, d.Findings)
	}
	return s
}

func countSeverities(counts map[model.Severity]int, findings []model.Finding) {
	for _, f := range findings {
		if !f.ByHand {
			counts[f.Severity]++
		}
	}
}

// tally counts devices by identifier.
type tally map[string]model.Count

func (t tally) add(id, name, country string, flagged bool) {
	if id == "" {
		return
	}
	c := t[id]
	c.ID, c.Name, c.Country = id, name, country
	c.Devices++
	if flagged {
		c.Flagged++
	}
	t[id] = c
}

// counts lists the tally, the most frequent first.
func (t tally) counts() []model.Count {
	return append([]model.Count{}, slices.SortedFunc(maps.Values(t), func(a, b model.Count) int {
		return cmp.Or(b.Devices-a.Devices, strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})...)
}

// notJudged counts what nothing answered from: silence says nothing.
func notJudged(c model.Coverage) model.NotJudged {
	n := model.NotJudged{Addresses: c.Silent + c.NotTried}
	for _, s := range c.Subnets {
		if s.Answered == 0 && s.Refused == 0 {
			n.Subnets++
		}
	}
	return n
}
