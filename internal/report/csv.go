package report

import (
	"io"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// csvColumn is one column: its permanent name and what it holds of a device.
type csvColumn struct {
	name string
	cell func(words.Words, model.Device) string
}

// renderCSV writes RFC 4180: a header and a row for each host, every cell
// quoted, lines ended by CR LF. Column names are part of the format and are in
// English in every language.
func renderCSV(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := o.vocabulary()
	if err != nil {
		return err
	}
	columns := csvColumns()
	header := make([]string, len(columns))
	for i, column := range columns {
		header[i] = column.name
	}
	if err := writeCSVRow(w, header); err != nil {
		return err
	}
	for _, device := range view.Sorted(r.Devices, r.Others) {
		row := make([]string, len(columns))
		for i, column := range columns {
			row[i] = safetext.CSV(column.cell(vocabulary, device))
		}
		if err := writeCSVRow(w, row); err != nil {
			return err
		}
	}
	return nil
}

func writeCSVRow(w io.Writer, row []string) error {
	quoted := make([]string, len(row))
	for i, cell := range row {
		quoted[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	_, err := io.WriteString(w, strings.Join(quoted, ",")+"\r\n")
	return err
}

func csvColumns() []csvColumn {
	return []csvColumn{
		{"host", func(_ words.Words, d model.Device) string { return d.Host }},
		{"site", func(_ words.Words, d model.Device) string { return d.Site }},
		{"hostname", func(_ words.Words, d model.Device) string { return d.Hostname }},
		{"surveillance", csvSurveillance},
		{"kind", func(_ words.Words, d model.Device) string { return string(d.Kind) }},
		{"brand", func(w words.Words, d model.Device) string { return view.Statement(w, d.Brand) }},
		{"brand_verdict", func(_ words.Words, d model.Device) string { return csvVerdict(d.Brand) }},
		{"maker", func(w words.Words, d model.Device) string { return view.Maker(w, d.Maker) }},
		{"maker_verdict", func(_ words.Words, d model.Device) string { return csvVerdict(makerStatement(d)) }},
		{"maker_confidence", csvConfidence},
		{"country", func(w words.Words, d model.Device) string { return view.Country(w, d.Maker) }},
		{"country_code", func(_ words.Words, d model.Device) string { return shownMaker(d).Country }},
		{"control", func(_ words.Words, d model.Device) string { return strings.Join(shownMaker(d).Control, " ") }},
		{"control_status", func(_ words.Words, d model.Device) string { return shownMaker(d).ControlStatus }},
		{"platform", func(w words.Words, d model.Device) string { return view.Statement(w, d.Platform) }},
		{"model", func(_ words.Words, d model.Device) string { return d.Model }},
		{"firmware", func(_ words.Words, d model.Device) string { return d.Firmware }},
		{"serial", func(_ words.Words, d model.Device) string { return d.Serial }},
		{"mac", func(_ words.Words, d model.Device) string { return d.MAC }},
		{"mac_company", func(_ words.Words, d model.Device) string { return d.MACCompany }},
		{"channels", func(_ words.Words, d model.Device) string { return csvNumber(d.Channels) }},
		{"ports", csvPorts},
		{"flagged", func(_ words.Words, d model.Device) string { return string(view.Worst(d)) }},
		{"flagged_why", func(_ words.Words, d model.Device) string { return csvReasons(d.Flagged) }},
		{"check_by_hand", func(_ words.Words, d model.Device) string { return csvReasons(d.CheckByHand) }},
		{"listed", func(w words.Words, d model.Device) string { return view.Listed(w, d.Listed) }},
		{"findings", func(_ words.Words, d model.Device) string { return strconv.Itoa(csvFindings(d)) }},
		{"evidence", csvEvidence},
		{"switch", func(_ words.Words, d model.Device) string { return csvLocation(d).Switch }},
		{"switch_port", func(_ words.Words, d model.Device) string { return csvLocation(d).Port }},
		{"vlan", func(_ words.Words, d model.Device) string { return csvNumber(csvLocation(d).VLAN) }},
		{"notes", csvNotes},
		{"distress", func(_ words.Words, d model.Device) string { return d.Distress }},
		{"decision", func(_ words.Words, d model.Device) string { return string(csvDecision(d).Choice) }},
		{"decision_status", csvDecisionStatus},
		{"decision_owner", func(_ words.Words, d model.Device) string { return csvDecision(d).Owner }},
		{"decision_reason", func(_ words.Words, d model.Device) string { return csvDecision(d).Reason }},
		{"decision_review", func(_ words.Words, d model.Device) string { return csvDecision(d).Review }},
		{"decision_analysis", func(_ words.Words, d model.Device) string { return csvDecision(d).Analysis }},
	}
}
