package html

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// planShown is how many devices of a phase the page names.
const planShown = 100

// costs is the replacement estimate.
type costs struct {
	Currency    string // in words
	Rows        []costRow
	Total       string // with its currency
	ByMaker     []pair // shown where there are several
	BySite      []pair
	Phases      []phase
	Assumptions []string
}

type costRow struct{ Maker, Kind, Site, Devices, Price, Total string }

// phase is what is to be replaced at one time.
type phase struct {
	Title string
	Total string // devices and amount
	Rows  []phaseRow
	More  string
}

type phaseRow struct {
	Host        link
	Maker, Kind string
	Why         []string
	Since, Due  string
}

func (b *builder) costs() *costs {
	c := b.result.Costs
	if c == nil {
		return nil
	}
	result := &costs{Currency: b.words.Currency(safetext.Limit(c.Currency, 12)), Total: view.Sum(b.words, c.Currency, c.Total, c.High), Assumptions: cleanAll(c.Assumptions)}
	for _, line := range c.Lines {
		result.Rows = append(result.Rows, costRow{
			Maker: safetext.Line(line.Maker), Kind: view.Term(b.words, "kind", string(line.Kind)), Site: safetext.Line(line.Site),
			Devices: b.number(line.Devices), Price: view.LinePrice(b.words, line), Total: view.LineAmount(b.words, line),
		})
	}
	result.ByMaker = b.subtotals(c.Lines, func(l model.CostLine) string { return l.Maker })
	result.BySite = b.subtotals(c.Lines, func(l model.CostLine) string {
		if l.Site == "" {
			return b.words.T("costs.no_site")
		}
		return l.Site
	})
	for _, p := range c.Plan {
		result.Phases = append(result.Phases, b.phase(p, c.Currency))
	}
	return result
}

// subtotals says what lines of one name come to, where there are several names.
func (b *builder) subtotals(lines []model.CostLine, name func(model.CostLine) string) []pair {
	sums := view.Subtotals(lines, name)
	if len(sums) < 2 {
		return nil
	}
	var pairs []pair
	for _, s := range sums {
		pairs = append(pairs, pair{s.Name, b.count("devices", s.Devices) + ": " + view.Amount(b.words, s.Total, s.High)})
	}
	return pairs
}

func (b *builder) phase(p model.PlanPhase, currency string) phase {
	result := phase{
		Title: view.Term(b.words, "phase", string(p.Phase)),
		Total: b.count("devices", len(p.Devices)) + ", " + view.Sum(b.words, currency, p.Total, p.High),
	}
	for _, d := range p.Devices[:min(len(p.Devices), planShown)] {
		result.Rows = append(result.Rows, phaseRow{
			Host: b.hostLink(d.Host, d.Site), Maker: safetext.Line(d.Maker), Kind: view.Term(b.words, "kind", string(d.Kind)),
			Why: cleanAll(d.Why), Since: b.since(d), Due: view.Day(b.words, d.Due),
		})
	}
	if more := len(p.Devices) - planShown; more > 0 {
		result.More = b.count("plan.more", more)
	}
	return result
}

// since says how old a device is and what that rests on.
func (b *builder) since(d model.PlanDevice) string {
	if d.Since == "" {
		return ""
	}
	return strings.TrimSpace(view.Day(b.words, d.Since) + " (" + view.Term(b.words, "hint", d.Hint) + ")")
}
