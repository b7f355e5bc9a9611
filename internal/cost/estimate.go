package cost

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

// lineKey is what the devices of a line have in common.
type lineKey struct {
	site, maker, policy string
	kind                model.Kind
}

// Estimate returns what replacing the flagged devices costs, with a plan; nil
// when none is flagged. The plan is judged for the given day; both
// speak the language of words.
func Estimate(devices []model.Device, p Prices, asOf time.Time, words *i18n.Localizer) *model.Costs {
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
	costs.Plan = plan(counted, p, asOf, words)
	costs.Assumptions = assumptions(counted, p, cleared, words)
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
func assumptions(devices []model.Device, p Prices, cleared int, words *i18n.Localizer) []string {
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
			out = append(out, priced(price, p.Currency, words))
		default:
			out = append(out, words.T("assume.no_price", words.Word("kind", string(kind)), words.Number(uint64(kinds[kind]))))
		}
	}
	if c := p.converted; c != nil {
		rate := strings.Replace(fmt.Sprint(c.rate.Rate), ".", words.DecimalSign(), 1)
		out = append(out, words.T("assume.converted", c.from, rate, c.from, c.rate.Currency, c.rate.in(words)))
	}
	if l := p.Life; l.High > 0 {
		out = append(out, words.T("assume.life", strconv.Itoa(l.Low), strconv.Itoa(l.High), sourced(l.in(words), l.URL, l.Date)))
	}
	out = append(out, words.T("assume.counted"))
	if cleared > 0 {
		out = append(out, words.T("assume.cleared", words.Number(uint64(cleared))))
	}
	return append(out, words.T("assume.ages"))
}

func priced(price Price, currency string, words *i18n.Localizer) string {
	amount := words.Number(uint64(whole(price.Price)))
	if price.High > price.Price {
		amount = words.T("costs.range", amount, words.Number(uint64(whole(price.High))))
	}
	return words.T("assume.price", words.Word("kind", string(price.Kind)), words.Money(currency, amount), sourced(price.in(words), price.URL, price.Date))
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
