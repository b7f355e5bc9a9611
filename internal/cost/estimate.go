package cost

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"camorigin/internal/model"
)

// lineKey is what the devices of a line have in common.
type lineKey struct {
	site, maker, policy string
	kind                model.Kind
}

// Estimate returns what replacing the flagged devices costs, with a plan; nil
// when none is flagged. The plan is judged for the given day.
func Estimate(devices []model.Device, p Prices, asOf time.Time) *model.Costs {
	var counted []model.Device
	cleared := 0
	for _, d := range devices {
		switch {
		case !counts(d):
		case clearedByHand(d):
			cleared++
		default:
			counted = append(counted, d)
		}
	}
	if len(counted) == 0 {
		return nil
	}
	costs := &model.Costs{Currency: p.Currency, Lines: lines(counted, p)}
	for _, l := range costs.Lines {
		costs.Total += l.Total
		costs.High += cmp.Or(l.High, l.Total)
	}
	costs.High = higher(costs.High, costs.Total)
	costs.Plan = plan(counted, p, asOf)
	costs.Assumptions = assumptions(counted, p, cleared)
	return costs
}

// counts reports whether a policy flags the device on strong evidence that is
// not contradicted.
func counts(d model.Device) bool {
	if !d.Surveillance || d.Maker != nil && d.Maker.Verdict == model.VerdictConflict {
		return false
	}
	return slices.ContainsFunc(d.Flagged, func(f model.Flag) bool { return f.Verdict.Sure() })
}

// clearedByHand reports whether somebody found the device to be something else.
func clearedByHand(d model.Device) bool {
	return d.Decision != nil && !d.Decision.Expired && d.Decision.Choice == model.ChoiceFalsePositive
}

func lines(devices []model.Device, p Prices) []model.CostLine {
	byKey := map[lineKey]model.CostLine{}
	for _, d := range devices {
		key := lineKey{d.Site, maker(d), d.Flagged[0].Policy, d.Kind}
		line := byKey[key]
		line.Site, line.Maker, line.Policy, line.Kind = key.site, key.maker, key.policy, key.kind
		line.Devices++
		byKey[key] = line
	}
	for key, line := range byKey {
		price, _ := p.of(key.kind)
		line.Price = whole(price.Price)
		line.Total = whole(price.Price * float64(line.Devices))
		line.High = higher(whole(price.High*float64(line.Devices)), line.Total)
		byKey[key] = line
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b model.CostLine) int {
		return cmp.Or(strings.Compare(a.Site, b.Site), strings.Compare(a.Maker, b.Maker), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Policy, b.Policy))
	})
}

// maker names whom the device is flagged for: its maker, or its brand where that
// alone is sure.
func maker(d model.Device) string {
	switch {
	case d.Maker != nil && d.Maker.Verdict.Sure():
		return d.Maker.Name
	case d.Brand != nil && d.Brand.Verdict.Sure():
		return d.Brand.Name
	}
	return ""
}

// whole rounds an amount: no estimate is better than that.
func whole(amount float64) float64 { return math.Round(amount) }

// higher is the upper end of a range, or 0 where it is no range.
func higher(high, total float64) float64 {
	if high <= total {
		return 0
	}
	return high
}

// assumptions says what the estimate rests on.
func assumptions(devices []model.Device, p Prices, cleared int) []string {
	var out []string
	kinds := map[model.Kind]int{}
	for _, d := range devices {
		kinds[d.Kind]++
	}
	for _, kind := range model.Kinds() {
		price, known := p.of(kind)
		switch {
		case kinds[kind] == 0:
		case known:
			out = append(out, priced(price, p.Currency))
		default:
			out = append(out, fmt.Sprintf("No price is known for the kind %s (%d here): it is not in the total. Give one with --prices.", kind, kinds[kind]))
		}
	}
	if p.converted != "" {
		out = append(out, p.converted)
	}
	if l := p.Life; l.High > 0 {
		out = append(out, fmt.Sprintf("A device is used for %d to %d years: %s", l.Low, l.High, sourced(l.Source, l.URL, l.Date)))
	}
	out = append(out, "Only devices that the policy flags on confirmed or likely evidence are counted; those to check by hand and those whose answers conflict are not. Cameras behind recorders that the scan did not see are not counted either.")
	if cleared > 0 {
		out = append(out, fmt.Sprintf("Not counted because a decision calls them false positives: %d.", cleared))
	}
	return append(out, "Ages are known only where a list says when a device was bought; a build date of firmware and the beginning of a certificate are hints, and the device may be older or younger.")
}

func priced(price Price, currency string) string {
	amount := fmt.Sprintf("%.0f", price.Price)
	if price.High > price.Price {
		amount += fmt.Sprintf(" to %.0f", price.High)
	}
	return fmt.Sprintf("Replacing one %s: %s %s. %s", price.Kind, currency, amount, sourced(price.Source, price.URL, price.Date))
}

func sourced(source, url, date string) string {
	text := source
	var where []string
	for _, part := range []string{url, date} {
		if part != "" {
			where = append(where, part)
		}
	}
	if len(where) > 0 {
		text += " (" + strings.Join(where, ", ") + ")"
	}
	return text
}
