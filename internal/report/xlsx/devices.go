package xlsx

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
)

// deviceColumn is a column of the sheet of devices, and what it holds of one.
type deviceColumn struct {
	column
	value func(words.Words, model.Device) any
}

// deviceSheet has a row for each host that answered.
func deviceSheet(w words.Words, r model.Result) sheet {
	own := deviceColumns(w)
	columns := make([]column, len(own))
	for i, c := range own {
		columns[i] = c.column
	}
	return sheet{name: w.T("xlsx.devices"), columns: columns, rows: func(yield func([]any) bool) {
		for _, d := range view.Sorted(r.Devices, r.Others) {
			row := make([]any, len(own))
			for i, c := range own {
				row[i] = c.value(w, d)
			}
			if !yield(row) {
				return
			}
		}
	}}
}

func deviceColumns(w words.Words) []deviceColumn {
	return []deviceColumn{
		{column{w.T("column.host"), 18}, func(_ words.Words, d model.Device) any { return d.Host }},
		{column{w.T("column.site"), 18}, func(_ words.Words, d model.Device) any { return d.Site }},
		{column{w.T("xlsx.hostname"), 20}, func(_ words.Words, d model.Device) any { return d.Hostname }},
		{column{w.T("xlsx.surveillance"), 14}, surveillance},
		{column{w.T("column.kind"), 12}, func(w words.Words, d model.Device) any { return view.Term(w, "kind", string(d.Kind)) }},
		{column{w.T("column.brand"), 18}, func(w words.Words, d model.Device) any { return view.Statement(w, d.Brand) }},
		{column{w.T("xlsx.brand_verdict"), 14}, func(w words.Words, d model.Device) any { return verdict(w, d.Brand) }},
		{column{w.T("column.maker"), 24}, func(w words.Words, d model.Device) any { return view.Maker(w, d.Maker) }},
		{column{w.T("xlsx.maker_verdict"), 14}, func(w words.Words, d model.Device) any { return verdict(w, makerOf(d)) }},
		{column{w.T("xlsx.confidence"), 12}, confidence},
		{column{w.T("column.country"), 16}, func(w words.Words, d model.Device) any { return view.Country(w, d.Maker) }},
		{column{w.T("xlsx.control"), 20}, control},
		{column{w.T("details.platform"), 18}, func(w words.Words, d model.Device) any { return known(w, d.Platform) }},
		{column{w.T("column.model"), 22}, func(_ words.Words, d model.Device) any { return d.Model }},
		{column{w.T("column.firmware"), 22}, func(_ words.Words, d model.Device) any { return d.Firmware }},
		{column{w.T("details.serial"), 26}, func(_ words.Words, d model.Device) any { return d.Serial }},
		{column{w.T("details.mac"), 20}, func(_ words.Words, d model.Device) any { return d.MAC }},
		{column{w.T("column.company"), 28}, func(_ words.Words, d model.Device) any { return d.MACCompany }},
		{column{w.T("details.channels"), 10}, func(_ words.Words, d model.Device) any { return number(d.Channels) }},
		{column{w.T("column.ports"), 28}, func(_ words.Words, d model.Device) any { return view.Ports(d) }},
		{column{w.T("column.flag"), 12}, func(w words.Words, d model.Device) any { return view.Term(w, "severity", string(view.Worst(d))) }},
		{column{w.T("xlsx.flagged_why"), 40}, func(w words.Words, d model.Device) any { return reasons(w, d.Flagged) }},
		{column{w.T("by_hand.title"), 40}, func(w words.Words, d model.Device) any { return reasons(w, d.CheckByHand) }},
		{column{w.T("xlsx.findings_open"), 10}, func(_ words.Words, d model.Device) any { return open(d) }},
		{column{w.T("details.listed"), 22}, func(w words.Words, d model.Device) any { return view.Listed(w, d.Listed) }},
		{column{w.T("xlsx.switch"), 14}, func(_ words.Words, d model.Device) any { return location(d).Switch }},
		{column{w.T("details.location"), 14}, func(_ words.Words, d model.Device) any { return location(d).Port }},
		{column{w.T("xlsx.vlan"), 8}, func(_ words.Words, d model.Device) any { return number(location(d).VLAN) }},
		{column{w.T("xlsx.notes"), 40}, notes},
		{column{w.T("column.decision"), 30}, func(w words.Words, d model.Device) any { return view.Decision(w, d.Decision) }},
		{column{w.T("column.owner"), 18}, func(_ words.Words, d model.Device) any { return decision(d.Decision).Owner }},
		{column{w.T("column.reason"), 30}, func(_ words.Words, d model.Device) any { return decision(d.Decision).Reason }},
		{column{w.T("xlsx.review"), 12}, func(_ words.Words, d model.Device) any { return dayOf(decision(d.Decision).Review) }},
	}
}

// surveillance never says no of a device whose kind is not known.
func surveillance(w words.Words, d model.Device) any {
	switch {
	case d.Surveillance:
		return w.T("xlsx.yes")
	case d.Kind == model.KindOther:
		return w.T("xlsx.no")
	}
	return w.T("verdict.unknown")
}

func makerOf(d model.Device) *model.Statement {
	if d.Maker == nil {
		return nil
	}
	return &d.Maker.Statement
}

func verdict(w words.Words, s *model.Statement) string {
	if s == nil || s.Verdict == "" {
		return w.T("verdict.unknown")
	}
	return view.Term(w, "verdict", string(s.Verdict))
}

// known is a statement, or nothing where none is made.
func known(w words.Words, s *model.Statement) string {
	if s == nil {
		return ""
	}
	return view.Statement(w, s)
}

func confidence(_ words.Words, d model.Device) any {
	if !view.Shown(d.Maker) {
		return nil
	}
	return d.Maker.Confidence
}

func control(w words.Words, d model.Device) any {
	if !view.Shown(d.Maker) {
		return nil
	}
	names := make([]string, len(d.Maker.Control))
	for i, code := range d.Maker.Control {
		names[i] = view.CountryName(w, code)
	}
	text := strings.Join(names, ", ")
	if status := d.Maker.ControlStatus; text != "" && status != "" {
		text += " (" + view.Term(w, "control", status) + ")"
	}
	return text
}

func reasons(w words.Words, flags []model.Flag) string {
	told := make([]string, len(flags))
	for i, f := range flags {
		told[i] = f.Reason
		if f.Reason == "" {
			told[i] = w.T("reason.detail", f.Policy, view.Term(w, "basis", f.Basis), view.Term(w, "verdict", string(f.Verdict)))
		}
	}
	return strings.Join(told, " | ")
}

func open(d model.Device) int {
	n := 0
	for _, f := range d.Findings {
		if f.Open() {
			n++
		}
	}
	return n
}

func location(d model.Device) model.Location {
	if d.Location == nil {
		return model.Location{}
	}
	return *d.Location
}

// notes joins what the reader must know of how the device was judged.
func notes(w words.Words, d model.Device) any {
	var all []string
	for _, conflict := range d.Conflicts {
		names := make([]string, len(conflict.Claims))
		for i, claim := range conflict.Claims {
			names[i] = claim.Name
		}
		all = append(all, w.T("details.conflict", view.Term(w, "says", conflict.About), strings.Join(names, ", ")))
	}
	for _, note := range d.Notes {
		all = append(all, w.Retold(note))
	}
	if d.Distress != "" {
		all = append(all, w.T("details.distress")+": "+w.Retold(d.Distress))
	}
	return strings.Join(all, " | ")
}

func decision(d *model.Decision) model.Decision {
	if d == nil {
		return model.Decision{}
	}
	return *d
}
