package view

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// Money writes an amount in whole units.
func Money(w words.Words, amount float64) string {
	if !(amount > 0 && amount < 1e15) {
		return "0"
	}
	return w.Number(uint64(amount + 0.5))
}

// Amount writes an amount, or the range that it begins.
func Amount(w words.Words, total, high float64) string {
	if high > total {
		return w.T("costs.range", Money(w, total), Money(w, high))
	}
	return Money(w, total)
}

// LinePrice writes the price of one device of a line, or the range that it
// begins.
func LinePrice(w words.Words, l model.CostLine) string {
	return Amount(w, l.Price, l.High/float64(max(1, l.Devices)))
}

// LineAmount writes the total of a line, or that no price is known.
func LineAmount(w words.Words, l model.CostLine) string {
	if l.Price == 0 && l.Total == 0 {
		return w.T("costs.unpriced")
	}
	return Amount(w, l.Total, l.High)
}

// Sum writes an amount, or a range, with its currency.
func Sum(w words.Words, currency string, total, high float64) string {
	return w.Money(safetext.Limit(currency, 12), Amount(w, total, high))
}

// CostSentence says what replacing costs by a text that takes the sum; empty where nothing is to be replaced or nothing has a price.
func CostSentence(w words.Words, key string, c *model.Costs) string {
	if c == nil || c.Total <= 0 {
		return ""
	}
	return w.T(key, Sum(w, c.Currency, c.Total, c.High))
}

// Subtotal is what the lines of a cost estimate that share a name come to.
type Subtotal struct {
	Name        string
	Devices     int
	Total, High float64
}

// Subtotals joins lines by a name, the costliest first.
func Subtotals(lines []model.CostLine, name func(model.CostLine) string) []Subtotal {
	var sums []Subtotal
	for _, l := range lines {
		n := safetext.Line(name(l))
		i := slices.IndexFunc(sums, func(s Subtotal) bool { return s.Name == n })
		if i < 0 {
			i = len(sums)
			sums = append(sums, Subtotal{Name: n})
		}
		sums[i].Devices += l.Devices
		sums[i].Total += l.Total
		sums[i].High += max(l.High, l.Total)
	}
	slices.SortStableFunc(sums, func(a, b Subtotal) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), strings.Compare(a.Name, b.Name))
	})
	return sums
}

// AppendixSentence says how many other hosts belong to companies that the
// policy concerns; empty when there are none.
func AppendixSentence(w words.Words, kin []model.Kin) string {
	n := 0
	for _, k := range kin {
		n += max(0, k.Devices)
	}
	if n == 0 {
		return ""
	}
	return w.Count("summary.appendix", uint64(n))
}
