package report

import (
	"fmt"
	"io"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// renderMarkdown writes a short report in GitHub's Markdown, as for the
// summary page of a pipeline: counts, devices, findings, coverage.
func renderMarkdown(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := o.vocabulary()
	if err != nil {
		return err
	}
	m := &markdown{words: vocabulary}
	m.heading(1, vocabulary.T("report.title"))
	m.summary(r)
	m.devices(r)
	m.findings(r)
	m.decisions(r.Decisions)
	m.costs(r.Costs)
	m.appendix(r.Appendix)
	m.coverage(r.Coverage)
	_, err = io.WriteString(w, m.text.String())
	return err
}

// markdown builds a document. What it is given is escaped here and nowhere
// else.
type markdown struct {
	words words.Words
	text  strings.Builder
}

func (m *markdown) heading(level int, text string) {
	if m.text.Len() > 0 {
		m.text.WriteByte('\n')
	}
	fmt.Fprintf(&m.text, "%s %s\n\n", strings.Repeat("#", level), safetext.Markdown(text))
}

func (m *markdown) item(text string) {
	fmt.Fprintf(&m.text, "- %s\n", safetext.Markdown(text))
}

func (m *markdown) row(cells ...string) {
	for _, cell := range cells {
		fmt.Fprintf(&m.text, "| %s ", safetext.Markdown(cell))
	}
	m.text.WriteString("|\n")
}

func (m *markdown) header(keys ...string) {
	cells := make([]string, len(keys))
	for i, key := range keys {
		cells[i] = m.words.T(key)
	}
	m.row(cells...)
	m.text.WriteString(strings.Repeat("| --- ", len(keys)) + "|\n")
}

func (m *markdown) summary(r model.Result) {
	if r.Run.Incomplete {
		m.item(m.words.T("summary.incomplete", joined(m.words, r.Run.Reasons)))
	}
	for _, line := range summaryLines(m.words, withoutReasons(r)) {
		m.item(safetext.CI(line.text))
	}
	m.item(m.words.T("markdown.as_of", view.Day(m.words, r.Run.AsOf), safetext.Line(r.Run.Policy), view.Day(m.words, r.Run.DataVersion)))
}

// withoutReasons returns the result as if it were complete: the reader has
// been told first of all.
func withoutReasons(r model.Result) model.Result {
	r.Run.Incomplete = false
	return r
}

func (m *markdown) devices(r model.Result) {
	m.heading(2, m.words.T("devices.title"))
	if len(r.Devices) == 0 {
		m.item(m.words.T("summary.no_devices"))
		return
	}
	m.header("column.host", "column.kind", "column.brand", "column.maker", "column.model", "column.verdict", "column.flag")
	for _, d := range view.Sorted(r.Devices) {
		m.row(
			view.Place(d.Host, d.Site), view.Term(m.words, "kind", string(d.Kind)), view.Statement(m.words, d.Brand), makerCell(m.words, d.Maker, true),
			d.Model, view.Term(m.words, "verdict", string(view.Verdict(d))), decidedFlag(m.words, d),
		)
	}
}

func (m *markdown) findings(r model.Result) {
	groups := view.GroupFindings(view.AllFindings(r))
	if len(groups) == 0 {
		return
	}
	m.heading(2, m.words.T("findings.title"))
	m.header("column.severity", "column.finding", "column.where", "column.next")
	for _, g := range groups {
		severity := view.Term(m.words, "severity", string(g.Severity))
		if g.ByHand {
			severity = m.words.T("flag.by_hand")
		}
		m.row(severity, g.Title, view.Places(m.words, g.Hosts(), markdownHosts), g.Next())
	}
}

// markdownHosts is how many hosts a finding names.
const markdownHosts = 10

func (m *markdown) coverage(c model.Coverage) {
	if len(c.Subnets) == 0 {
		return
	}
	m.heading(2, m.words.T("coverage.title"))
	m.header("column.subnet", "column.addresses", "column.answered", "column.refused", "column.silent", "column.not_tried")
	for _, s := range c.Subnets {
		m.row(view.Place(s.Subnet, s.Site), m.words.Number(s.Addresses), m.words.Number(s.Answered), m.words.Number(s.Refused), m.words.Number(s.Silent), m.words.Number(s.NotTried))
	}
}
