package html

import (
	"strconv"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// barsShown is how many bars a chart has before the rest becomes one.
const barsShown = 10

// chart is a bar chart; its numbers stand beside the bars as text.
type chart struct {
	Bars []bar
	Note string
}

// bar is one row of a chart. Widths are percentages of the longest bar.
type bar struct {
	Name    string
	Detail  string
	Number  string
	Flagged string // how many of them are flagged, in words; empty when none
	All     string
	Part    string
}

func (b *builder) makerChart() chart {
	return b.chart(b.result.Summary.Makers, func(c model.Count) (string, string) {
		return safetext.Line(c.Name), view.CountryName(b.words, c.Country)
	})
}

func (b *builder) countryChart() chart {
	return b.chart(b.result.Summary.Countries, func(c model.Count) (string, string) {
		name := view.CountryName(b.words, c.ID)
		if name == safetext.Limit(c.ID, 24) && c.Name != "" {
			name = safetext.Line(c.Name)
		}
		return name, safetext.Limit(c.ID, 24)
	})
}

func (b *builder) chart(counts []model.Count, label func(model.Count) (name, detail string)) chart {
	longest := 1
	shown := counts[:min(len(counts), barsShown)]
	rest := model.Count{}
	for _, c := range counts[len(shown):] {
		rest.Devices += c.Devices
		rest.Flagged += c.Flagged
	}
	for _, c := range append(shown[:len(shown):len(shown)], rest) {
		longest = max(longest, c.Devices)
	}
	result := chart{}
	for _, c := range shown {
		name, detail := label(c)
		result.Bars = append(result.Bars, b.bar(name, detail, c, longest))
	}
	if more := len(counts) - len(shown); more > 0 {
		result.Bars = append(result.Bars, b.bar(b.count("chart.more", more), "", rest, longest))
	}
	if n := b.result.Summary.Unknown; n > 0 {
		result.Note = b.count("chart.unknown", n)
	}
	return result
}

func (b *builder) bar(name, detail string, c model.Count, longest int) bar {
	flagged := ""
	if c.Flagged > 0 {
		flagged = b.count("chart.flagged", c.Flagged)
	}
	return bar{
		Name: name, Detail: detail, Number: b.number(c.Devices), Flagged: flagged,
		All: percent(c.Devices, longest), Part: percent(min(c.Flagged, c.Devices), longest),
	}
}

func percent(n, of int) string {
	return strconv.FormatFloat(100*float64(max(0, n))/float64(of), 'f', 1, 64) + "%"
}
