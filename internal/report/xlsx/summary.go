package xlsx

import (
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
)

// summarySheet is page one as a list: the section, the item, and its value.
func summarySheet(w words.Words, r model.Result) sheet {
	l := &list{words: w}
	l.run(r)
	l.devices(r)
	l.counts(w.T("column.maker"), r.Summary.Makers, nil)
	l.counts(w.T("column.brand"), r.Summary.Brands, nil)
	l.counts(w.T("column.country"), r.Summary.Countries, func(c model.Count) string { return view.CountryName(w, c.ID) })
	for _, severity := range view.SeveritiesDown() {
		if n := r.Summary.BySeverity[severity]; n > 0 {
			l.add(w.T("xlsx.findings"), view.Term(w, "severity", string(severity)), n)
		}
	}
	l.coverage(r.Coverage)
	if c := r.Costs; c != nil {
		l.add(w.T("xlsx.cost"), w.T("column.total")+" "+c.Currency, c.Total)
		if c.High > c.Total {
			l.add(w.T("xlsx.cost"), w.T("xlsx.high")+" "+c.Currency, c.High)
		}
	}
	return sheet{
		name:    w.T("summary.title"),
		columns: []column{{w.T("xlsx.section"), 18}, {w.T("xlsx.item"), 44}, {w.T("xlsx.number"), 44}, {w.T("xlsx.flagged"), 12}},
		rows:    slices.Values(l.rows),
	}
}

// list gathers the rows of the summary.
type list struct {
	words words.Words
	rows  [][]any
}

func (l *list) add(section, item string, values ...any) {
	l.rows = append(l.rows, append([]any{section, item}, values...))
}

func (l *list) run(r model.Result) {
	w, section := l.words, l.words.T("xlsx.run")
	if r.Run.Incomplete {
		l.add(section, w.T("warning.incomplete"), told(w, r.Run.Reasons))
	}
	l.add(section, w.T("fact.as_of"), dayOf(r.Run.AsOf))
	scope := strings.Join(r.Run.Targets, ", ")
	if scope == "" {
		scope = w.T("fact.no_targets")
	}
	l.add(section, w.T("fact.scope"), scope)
	authorised := r.Run.AuthorizedBy
	if authorised == "" {
		authorised = w.T("fact.not_stated")
	}
	l.add(section, w.T("fact.authorised"), authorised)
	l.add(section, w.T("fact.policy"), r.Run.Policy)
	l.add(section, w.T("fact.data"), dayOf(r.Run.DataVersion))
	l.add(section, w.T("fact.made"), moment(r.Run.Ended))
	l.add(section, w.T("method.program"), "camorigin "+r.Run.Version)
	if len(r.Run.Notes) > 0 {
		l.add(section, w.T("xlsx.notes"), told(w, r.Run.Notes))
	}
}

// told joins what the program said in English, in the language of the report.
func told(w words.Words, texts []string) string {
	own := make([]string, len(texts))
	for i, text := range texts {
		own[i] = w.Retold(text)
	}
	return strings.Join(own, " | ")
}

func (l *list) devices(r model.Result) {
	w, section, s := l.words, l.words.T("xlsx.devices"), r.Summary
	l.add(section, w.T("figure.devices"), s.Devices, s.Flagged)
	l.add(section, w.T("figure.by_hand"), s.ByHand)
	l.add(section, w.T("figure.unknown"), s.Unknown)
	l.add(section, w.T("others.title"), s.Others)
	for _, kind := range model.Kinds() {
		if n := s.ByKind[kind]; n > 0 {
			l.add(w.T("column.kind"), view.Term(w, "kind", string(kind)), n)
		}
	}
}

func (l *list) counts(section string, counts []model.Count, name func(model.Count) string) {
	for _, c := range counts {
		item := c.Name
		if name != nil {
			item = name(c)
		}
		l.add(section, item, c.Devices, c.Flagged)
	}
}

func (l *list) coverage(c model.Coverage) {
	w, section := l.words, l.words.T("xlsx.coverage")
	l.add(section, w.T("column.addresses"), c.Addresses)
	l.add(section, w.T("column.answered"), c.Answered)
	l.add(section, w.T("column.refused"), c.Refused)
	l.add(section, w.T("column.silent"), c.Silent)
	l.add(section, w.T("column.not_tried"), c.NotTried)
}

// coverageSheet has a row for each subnet.
func coverageSheet(w words.Words, r model.Result) sheet {
	return sheet{
		name: w.T("xlsx.coverage"),
		columns: []column{
			{w.T("column.subnet"), 24}, {w.T("column.site"), 20}, {w.T("column.addresses"), 12}, {w.T("column.answered"), 12},
			{w.T("column.refused"), 12}, {w.T("column.silent"), 14}, {w.T("column.not_tried"), 12},
		},
		rows: func(yield func([]any) bool) {
			for _, s := range r.Coverage.Subnets {
				if !yield([]any{s.Subnet, s.Site, s.Addresses, s.Answered, s.Refused, s.Silent, s.NotTried}) {
					return
				}
			}
		},
	}
}

// costSheet has a row for each line of the estimate, and one for the whole. A
// line without a price has none in any column.
func costSheet(w words.Words, r model.Result) sheet {
	return sheet{
		name: w.T("xlsx.cost"),
		columns: []column{
			{w.T("column.maker"), 24}, {w.T("column.kind"), 14}, {w.T("column.site"), 20}, {w.T("xlsx.policy"), 18}, {w.T("column.devices"), 10},
			{w.T("column.price"), 12}, {w.T("column.total"), 14}, {w.T("xlsx.high"), 14}, {w.T("xlsx.currency"), 10},
		},
		rows: func(yield func([]any) bool) {
			if r.Costs == nil {
				return
			}
			devices := 0
			for _, l := range r.Costs.Lines {
				devices += l.Devices
				if !yield([]any{l.Maker, view.Term(w, "kind", string(l.Kind)), l.Site, l.Policy, l.Devices, amount(l.Price), amount(l.Total), amount(max(l.High, l.Total)), r.Costs.Currency}) {
					return
				}
			}
			yield([]any{w.T("costs.total"), nil, nil, nil, devices, nil, r.Costs.Total, max(r.Costs.High, r.Costs.Total), r.Costs.Currency})
		},
	}
}

func amount(x float64) any {
	if x == 0 {
		return nil
	}
	return x
}
