package xlsx

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
)

// findingSheet has a row for each finding, the gravest first, those to check
// by hand last.
func findingSheet(w words.Words, r model.Result) sheet {
	return sheet{
		name: w.T("xlsx.findings"),
		columns: []column{
			{w.T("column.severity"), 12}, {w.T("column.finding"), 40}, {w.T("column.host"), 18}, {w.T("column.site"), 18}, {w.T("xlsx.by_hand"), 10},
			{w.T("xlsx.text"), 70}, {w.T("column.next"), 50}, {w.T("column.decision"), 30}, {w.T("column.owner"), 18}, {w.T("xlsx.review"), 12},
			{w.T("xlsx.check"), 30}, {w.T("xlsx.sources"), 30}, {w.T("xlsx.fingerprint"), 20},
		},
		rows: func(yield func([]any) bool) {
			for _, f := range gravestFirst(view.AllFindings(r)) {
				if !yield(findingRow(w, f)) {
					return
				}
			}
		},
	}
}

func findingRow(w words.Words, f model.Finding) []any {
	host, byHand := f.Host, w.T("xlsx.no")
	if host == "" {
		host = w.T("findings.network")
	}
	if f.ByHand {
		byHand = w.T("xlsx.yes")
	}
	return []any{
		view.Term(w, "severity", string(f.Severity)), f.Title, host, f.Site, byHand, f.Text, f.Next,
		view.Decision(w, f.Decision), decision(f.Decision).Owner, dayOf(decision(f.Decision).Review),
		f.Check, strings.Join(f.Claims, " "), f.Fingerprint,
	}
}

func gravestFirst(findings []model.Finding) []model.Finding {
	slices.SortStableFunc(findings, func(a, b model.Finding) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(b.Severity.Rank(), a.Severity.Rank()))
	})
	return findings
}

func last(f model.Finding) int {
	if f.ByHand {
		return 1
	}
	return 0
}

// evidenceSheet has a row for each reason of each device: what is said, by
// which rule, and the answer that it rests on.
func evidenceSheet(w words.Words, r model.Result) sheet {
	return sheet{
		name: w.T("xlsx.evidence"),
		columns: []column{
			{w.T("column.host"), 18}, {w.T("column.site"), 18}, {w.T("column.says"), 20}, {w.T("column.field"), 20}, {w.T("column.value"), 60},
			{w.T("column.rule"), 34}, {w.T("xlsx.protocol"), 12}, {w.T("xlsx.port"), 8}, {w.T("xlsx.request"), 34}, {w.T("xlsx.time"), 17},
		},
		rows: func(yield func([]any) bool) {
			for _, d := range view.Sorted(r.Devices, r.Others) {
				for _, b := range d.Because {
					e := answer(r.Evidence, b.Answer)
					if !yield([]any{d.Host, d.Site, says(w, b.Says), b.Field, b.Value, b.Rule, e.Protocol, number(e.Port), e.Request, moment(e.At)}) {
						return
					}
				}
			}
		},
	}
}

// answer returns the answer that a reason rests on, or an empty one where the
// result does not carry it.
func answer(evidence []model.Evidence, i int) model.Evidence {
	if i < 0 || i >= len(evidence) {
		return model.Evidence{}
	}
	return evidence[i]
}

func says(w words.Words, list string) string {
	names := strings.Split(list, ",")
	for i, name := range names {
		names[i] = view.Term(w, "says", name)
	}
	return strings.Join(names, ", ")
}
