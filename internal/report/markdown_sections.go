package report

import (
	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
)

// decidedFlag is the flag of a device with what was decided about it.
func decidedFlag(w words.Words, d model.Device) string {
	cell := flagCell(w, d)
	if decided := view.Decision(w, d.Decision); decided != "" {
		return cell + " (" + decided + ")"
	}
	return cell
}

func (m *markdown) decisions(d *model.Decisions) {
	if d == nil {
		return
	}
	m.heading(2, m.words.T("decisions.title"))
	m.item(view.DecisionsSentence(m.words, d))
	if len(d.Made) > 0 {
		m.text.WriteByte('\n')
		m.header("column.about", "column.decision", "column.owner", "column.reason", "column.concerns")
		for _, made := range d.Made {
			m.row(made.About, view.Decision(m.words, &made.Decision), made.Owner, made.Reason, view.Concerns(m.words, made, markdownHosts))
		}
	}
	if len(d.Missing) > 0 {
		m.heading(3, m.words.T("decisions.missing"))
		hosts := make([]string, len(d.Missing))
		for i, u := range d.Missing {
			hosts[i] = view.Place(u.Host, u.Site)
		}
		m.item(view.Places(m.words, hosts, markdownHosts))
	}
}

func (m *markdown) costs(c *model.Costs) {
	if c == nil {
		return
	}
	m.heading(2, m.words.T("costs.title"))
	m.header("column.site", "column.maker", "column.kind", "column.devices", "column.total")
	for _, l := range c.Lines {
		m.row(l.Site, l.Maker, view.Term(m.words, "kind", string(l.Kind)), m.words.Number(uint64(max(0, l.Devices))), view.LineAmount(m.words, l))
	}
	m.row(m.words.T("costs.total"), "", "", "", view.Sum(m.words, c.Currency, c.Total, c.High))
	for _, phase := range c.Plan {
		hosts := make([]string, len(phase.Devices))
		for i, d := range phase.Devices {
			hosts[i] = view.Place(d.Host, d.Site)
		}
		m.text.WriteByte('\n')
		m.item(view.Term(m.words, "phase", string(phase.Phase)) + ": " + view.Places(m.words, hosts, markdownHosts))
	}
	m.text.WriteByte('\n')
	for _, text := range c.Assumptions {
		m.item(text)
	}
}

func (m *markdown) appendix(kin []model.Kin) {
	if len(kin) == 0 {
		return
	}
	m.heading(2, m.words.T("appendix.title"))
	m.header("column.company_name", "column.country", "column.devices", "column.basis")
	for _, k := range kin {
		m.row(k.Name, view.CountryName(m.words, k.Country), m.words.Number(uint64(max(0, k.Devices))), view.Term(m.words, "appendix", k.Basis))
	}
}
