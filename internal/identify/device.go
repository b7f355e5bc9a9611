package identify

import (
	"slices"

	"camorigin/internal/model"
)

// Device returns what the input says about the device. Flags, findings and what
// is known about companies are not its business.
func Device(in Input) model.Device {
	in.Matches = evidenceOnly(in)
	v := verdicts{
		maker:    settle("maker", in.Matches, func(s model.Says) string { return s.Maker }, makerName(in.Names)),
		brand:    settle("brand", in.Matches, func(s model.Says) string { return s.Brand }, brandName(in.Names)),
		platform: settle("platform", in.Matches, func(s model.Says) string { return s.Platform }, platformName(in.Names)),
	}
	v.maker.suspectHoneypot()
	v.kind, v.kinds = settleKind(in.Matches)

	d := model.Device{Host: in.Host, Site: in.Site, Kind: v.kind, Surveillance: v.kind.Surveillance()}
	d.Brand, d.Platform = v.brand.statement, v.platform.statement
	if v.maker.statement != nil {
		d.Maker = &model.Maker{Statement: *v.maker.statement}
	}
	for _, o := range []outcome{v.brand, v.kinds, v.maker, v.platform} {
		if o.conflict != nil {
			d.Conflicts = append(d.Conflicts, *o.conflict)
		}
	}
	describe(&d, in, v)
	addFacts(&d, in.Answers)
	d.Because = because(d, in.Matches, v)
	return d
}

// verdicts is what has been settled about a device.
type verdicts struct {
	maker, brand, platform, kinds outcome
	kind                          model.Kind
}

// evidenceOnly drops what a list said, and gives every match the family of its
// answer. The result is in a fixed order.
func evidenceOnly(in Input) []model.Match {
	families := make(map[int]model.Family, len(in.Answers))
	for _, a := range in.Answers {
		families[a.Index] = a.Family
	}
	var matches []model.Match
	for _, m := range in.Matches {
		if family, known := families[m.Answer]; known {
			m.Family = family
		}
		if m.Family != model.FamilyList && m.Certainty > 0 {
			m.Certainty = min(m.Certainty, maxConfidence)
			matches = append(matches, m)
		}
	}
	slices.SortFunc(matches, compareMatches)
	return matches
}

func makerName(names Names) func(string) string {
	if names == nil {
		return unnamed
	}
	return names.MakerName
}

func brandName(names Names) func(string) string {
	if names == nil {
		return unnamed
	}
	return names.BrandName
}

func platformName(names Names) func(string) string {
	if names == nil {
		return unnamed
	}
	return names.PlatformName
}

func unnamed(string) string { return "" }
