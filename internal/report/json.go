package report

import (
	"encoding/json"
	"io"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// renderJSON writes the result whole, indented. Every value is kept as it is;
// characters that could act on a terminal are written as escapes.
func renderJSON(w io.Writer, r model.Result, _ Options) error {
	data, err := json.MarshalIndent(withLists(r), "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(safetext.JSON(data), '\n'))
	return err
}

// renderJSONL writes a device line for each host, ordered by address and site.
func renderJSONL(w io.Writer, r model.Result, _ Options) error {
	for _, device := range view.Sorted(r.Devices, r.Others) {
		data, err := json.Marshal(device)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(safetext.JSON(data), '\n')); err != nil {
			return err
		}
	}
	return nil
}

// withLists gives lists and maps that the format promises but the run left
// nil, so that a reader finds [] and {}, never null.
func withLists(r model.Result) model.Result {
	if r.Schema == "" {
		r.Schema = model.SchemaResult
	}
	r.Coverage.Subnets = list(r.Coverage.Subnets)
	r.Devices, r.Others = list(r.Devices), list(r.Others)
	r.Findings, r.Evidence, r.Asked = list(r.Findings), list(r.Evidence), list(r.Asked)
	s := &r.Summary
	s.Makers, s.Brands, s.Countries = list(s.Makers), list(s.Brands), list(s.Countries)
	if s.ByKind == nil {
		s.ByKind = map[model.Kind]int{}
	}
	if s.BySeverity == nil {
		s.BySeverity = map[model.Severity]int{}
	}
	if r.Costs != nil {
		costs := *r.Costs
		costs.Lines, costs.Assumptions = list(costs.Lines), list(costs.Assumptions)
		r.Costs = &costs
	}
	if r.Decisions != nil {
		r.Decisions = &model.Decisions{Made: list(r.Decisions.Made), Missing: list(r.Decisions.Missing)}
	}
	return r
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
