package report

import (
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// wideTable is from how many columns on countries are written out.
const wideTable = 110

// countryTail is the width of a country code in brackets: " (CN)".
const countryTail = 5

// tableColumn is a column of the terminal table.
type tableColumn struct {
	title  string
	least  int // it is left out rather than made narrower than this
	most   int
	order  int // of leaving out: the highest goes first, zero never
	tail   int // how wide an end in brackets is kept when the cell is shortened
	cell   func(model.Device) string
	colour func(model.Device) string
}

func newTableColumns(w words.Words, r model.Result, o Options) []tableColumn {
	wide := o.Width >= wideTable
	columns := []tableColumn{
		{title: w.T("column.host"), least: 15, most: 39, cell: func(d model.Device) string { return d.Host }},
		{title: w.T("column.site"), least: 6, most: 20, order: 3, cell: func(d model.Device) string { return d.Site }},
		{title: w.T("column.kind"), least: 8, most: 10, order: 4, cell: func(d model.Device) string { return view.Term(w, "kind", string(d.Kind)) }},
		{title: w.T("column.brand"), least: 9, most: 20, order: 1, cell: func(d model.Device) string { return view.Statement(w, d.Brand) }},
		{title: w.T("column.maker"), least: 14, most: 36, tail: countryTail, cell: func(d model.Device) string { return makerCell(w, d.Maker, wide) }},
		{title: w.T("column.model"), least: 9, most: 24, order: 2, cell: func(d model.Device) string { return d.Model }},
		{title: w.T("column.firmware"), least: 12, most: 24, order: 5, cell: func(d model.Device) string { return d.Firmware }},
		{title: w.T("column.verdict"), least: verdictWidth(w), most: 12, cell: func(d model.Device) string { return view.Term(w, "verdict", string(view.Verdict(d))) }},
		{title: w.T("column.flag"), least: 8, most: 14, cell: func(d model.Device) string { return flagCell(w, d) }, colour: flagColour},
	}
	if !anySite(r.Devices) {
		columns = slices.Delete(columns, 1, 2)
	}
	for i := range columns {
		if columns[i].colour == nil {
			columns[i].colour = func(model.Device) string { return "" }
		}
	}
	return columns
}

// verdictWidth is how wide the longest word for a verdict is.
func verdictWidth(w words.Words) int {
	width := 0
	for _, v := range model.Verdicts() {
		width = max(width, text.StringWidth(view.Term(w, "verdict", string(v))))
	}
	return width
}

func anySite(devices []model.Device) bool {
	return slices.ContainsFunc(devices, func(d model.Device) bool { return d.Site != "" })
}

// makerCell names the maker and, in brackets, its country.
func makerCell(w words.Words, m *model.Maker, wide bool) string {
	name := view.Maker(w, m)
	if !view.Shown(m) || m.Country == "" {
		return name
	}
	if wide {
		return name + " (" + view.Country(w, m) + ")"
	}
	return name + " (" + safetext.Limit(m.Country, 24) + ")"
}

func flagCell(w words.Words, d model.Device) string {
	if worst := view.Worst(d); worst != "" {
		return strings.ToUpper(view.Term(w, "severity", string(worst)))
	}
	if len(d.CheckByHand) > 0 {
		return w.T("flag.by_hand")
	}
	return ""
}

func flagColour(d model.Device) string {
	switch worst := view.Worst(d); {
	case worst.Rank() >= model.SeverityHigh.Rank():
		return boldRed
	case worst != "":
		return yellow
	case len(d.CheckByHand) > 0:
		return cyan
	}
	return ""
}

// fitColumns returns how wide each column is to be so that all fit into total,
// 0 for one that is left out. Wanted is how wide each would like to be.
func fitColumns(columns []tableColumn, wanted []int, total int) []int {
	widths := make([]int, len(columns))
	for i, column := range columns {
		wanted[i] = min(wanted[i], column.most)
		widths[i] = min(wanted[i], column.least)
	}
	for tableWidth(widths) > total {
		i := nextToDrop(columns, widths)
		if i < 0 {
			break
		}
		widths[i] = 0
	}
	widen(widths, wanted, total-tableWidth(widths))
	return widths
}

func tableWidth(widths []int) int {
	width := -gap
	for _, w := range widths {
		if w > 0 {
			width += w + gap
		}
	}
	return width
}

func nextToDrop(columns []tableColumn, widths []int) int {
	next := -1
	for i, column := range columns {
		if widths[i] > 0 && column.order > 0 && (next < 0 || column.order > columns[next].order) {
			next = i
		}
	}
	return next
}

// widen gives what is left over to the columns that want more, evenly.
func widen(widths, wanted []int, left int) {
	for given := true; given && left > 0; {
		given = false
		for i := range widths {
			if left > 0 && widths[i] > 0 && widths[i] < wanted[i] {
				widths[i]++
				left--
				given = true
			}
		}
	}
}

// shorten fits s into a width, and keeps an end in brackets when it is no
// wider than tail.
func shorten(s string, width, tail int) string {
	at := strings.LastIndex(s, " (")
	if text.StringWidth(s) <= width || at < 0 || text.StringWidth(s[at:]) > tail {
		return fit(s, width)
	}
	return fit(s[:at], width-text.StringWidth(s[at:])) + s[at:]
}

// fit shortens s to a width on the screen, where a Chinese character takes two
// columns.
func fit(s string, width int) string {
	if text.StringWidth(s) <= width {
		return s
	}
	var b strings.Builder
	used := 0
	for _, r := range s {
		if used += text.RuneWidth(r); used > width-1 {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ") + "…"
}
