package html

import "camorigin/internal/report/words"

// titledChart is a chart with its heading.
type titledChart struct {
	Title string
	Flags bool // some bar has a flagged part
	Bars  []bar
}

// filter is a choice by which the device table can be narrowed.
type filter struct {
	ID     string
	Label  string
	Values []string
}

// chartOf gives a chart its heading.
func chartOf(w words.Words) func(key string, c chart) titledChart {
	return func(key string, c chart) titledChart {
		titled := titledChart{Title: w.T(key), Bars: c.Bars}
		for _, bar := range c.Bars {
			titled.Flags = titled.Flags || bar.Flagged != ""
		}
		return titled
	}
}

// filterOf gives a choice its label.
func filterOf(w words.Words) func(id, key string, values []string) filter {
	return func(id, key string, values []string) filter {
		return filter{ID: id, Label: w.T(key), Values: values}
	}
}
