package identify

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// because lists the matches on which what is said rests, and those of conflicts,
// by answer and rule.
func because(d model.Device, matches []model.Match, v verdicts) []model.Because {
	var reasons []model.Because
	for _, m := range matches {
		if says := supported(d, m, v); len(says) > 0 {
			reasons = append(reasons, model.Because{Rule: m.Rule, Field: m.Field, Value: m.Value, Says: strings.Join(says, ","), Answer: m.Answer})
		}
	}
	return slices.Compact(reasons)
}

// supported names the statements about the device that a match supports.
func supported(d model.Device, m model.Match, v verdicts) []string {
	var says []string
	add := func(name string, holds bool) {
		if holds {
			says = append(says, name)
		}
	}
	add("maker", v.maker.mentions(m.Says.Maker))
	add("brand", v.brand.mentions(m.Says.Brand))
	add("platform", v.platform.mentions(m.Says.Platform))
	add("kind", kindOf(m.Says) != "" && (m.Says.Kind == string(d.Kind) || v.kinds.mentions(m.Says.Kind)))
	if v.agrees(m, d.Kind) {
		t := tidier{names: v.namesToStrip()}
		add("model", d.Model != "" && strings.EqualFold(t.model(m.Says.Model), d.Model))
		add("firmware", d.Firmware != "" && strings.EqualFold(t.firmware(m.Says.Firmware), d.Firmware))
		add("serial", d.Serial != "" && strings.EqualFold(t.serial(m.Says.Serial), d.Serial))
		add("mac", d.MAC != "" && MAC(m.Says.MAC) == d.MAC)
	}
	return says
}

func compareMatches(a, b model.Match) int {
	return cmp.Or(a.Answer-b.Answer, strings.Compare(a.Rule, b.Rule), strings.Compare(a.Field, b.Field), strings.Compare(a.Value, b.Value),
		cmp.Compare(a.Certainty, b.Certainty))
}
