package report

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// The colours of the terminal table, as SGR parameters.
const (
	bold    = "1"
	boldRed = "1;31"
	yellow  = "33"
	cyan    = "36"
)

// summaryMakers is how many makers the summary names.
const summaryMakers = 12

// summaryLine is one line below the table, before it is wrapped.
type summaryLine struct {
	text   string
	colour string
}

func summaryLines(w words.Words, r model.Result) []summaryLine {
	s := r.Summary
	lines := []summaryLine{{text: view.DeviceSentence(w, r) + " " + view.OthersSentence(w, r), colour: bold}}
	if makers := makersLine(w, s); makers != "" {
		lines = append(lines, summaryLine{text: w.T("summary.makers", makers)})
	}
	lines = append(lines, summaryLine{text: w.T("summary.flags", w.Number(uint64(max(0, s.Flagged))), w.Number(uint64(max(0, s.ByHand))))})
	if findings := view.SeverityList(w, s.BySeverity); findings != "" {
		lines = append(lines, summaryLine{text: w.T("summary.findings", findings)})
	}
	for _, text := range []string{
		view.DecisionsSentence(w, r.Decisions), view.CostSentence(w, "summary.costs", r.Costs), view.AppendixSentence(w, r.Appendix),
	} {
		if text != "" {
			lines = append(lines, summaryLine{text: text})
		}
	}
	lines = append(lines, summaryLine{text: view.CoverageSentence(w, r.Coverage)})
	if r.Run.Incomplete {
		lines = append(lines, summaryLine{text: w.T("summary.incomplete", joined(w, r.Run.Reasons)), colour: boldRed})
	}
	for _, note := range r.Run.Notes {
		lines = append(lines, summaryLine{text: w.T("summary.note", safetext.Line(w.Retold(note)))})
	}
	if r.Run.DataAgeDays > view.OldDataDays {
		lines = append(lines, summaryLine{text: w.T("summary.old_data", w.Number(uint64(r.Run.DataAgeDays))), colour: yellow})
	}
	return lines
}

func makersLine(w words.Words, s model.Summary) string {
	var parts []string
	for i, maker := range s.Makers {
		if i == summaryMakers {
			parts = append(parts, w.Count("summary.more_makers", uint64(len(s.Makers)-i)))
			break
		}
		name := safetext.Line(maker.Name)
		if country := view.CountryName(w, maker.Country); country != "" {
			name += " (" + country + ")"
		}
		parts = append(parts, name+" "+w.Number(uint64(max(0, maker.Devices))))
	}
	if s.Unknown > 0 {
		parts = append(parts, w.T("verdict.unknown")+" "+w.Number(uint64(s.Unknown)))
	}
	return strings.Join(parts, ", ")
}

func joined(w words.Words, texts []string) string {
	clean := make([]string, len(texts))
	for i, t := range texts {
		clean[i] = safetext.Line(w.Retold(t))
	}
	return strings.Join(clean, "; ")
}

// wrap breaks text between words into lines of at most width columns; what
// follows the first is indented. A word that is too long for a line is cut.
func wrap(s string, width int) []string {
	const indent = "  "
	lines := []string{}
	line := ""
	for word := range strings.FieldsSeq(s) {
		word = fit(word, width-len(indent))
		switch {
		case line == "":
			line = word
		case text.StringWidth(line)+1+text.StringWidth(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = indent + word
		}
	}
	return append(lines, line)
}

// paint colours s by SGR parameters, where there is colour.
func paint(s, colour string, on bool) string {
	if !on || colour == "" || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}
