package cli

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/inventory"
	"camorigin/internal/model"
)

// threshold is what --fail-on asks for. The zero value never fails.
type threshold struct {
	severity model.Severity
	baseline *model.Result // nil: every finding counts
}

// newPrefix asks for findings that are not in the baseline.
const newPrefix = "new:"

// threshold reads the flags, and the baseline where it is needed.
func (f *outputFlags) threshold() (threshold, error) {
	if f.failOn == "" {
		return threshold{}, nil
	}
	text, onlyNew := strings.CutPrefix(f.failOn, newPrefix)
	t := threshold{severity: model.Severity(text)}
	if t.severity.Rank() < 0 {
		return threshold{}, fmt.Errorf("--fail-on %q is no severity; known are info, low, medium, high, critical, each also as new:SEVERITY", f.failOn)
	}
	if !onlyNew {
		return t, nil
	}
	if f.baseline == "" {
		return threshold{}, fmt.Errorf("--fail-on %s: no baseline; name an earlier result with --baseline OLD.json", f.failOn)
	}
	baseline, err := openResult(f.baseline)
	if err != nil {
		return threshold{}, fmt.Errorf("--baseline: %w", err)
	}
	t.baseline = &baseline
	return t, nil
}

// check is the error of a result with findings that the user wants to hear of.
func (t threshold) check(result model.Result) error {
	if t.severity == "" {
		return nil
	}
	findings := allFindings(result)
	if t.baseline != nil {
		findings = inventory.NewFindings(*t.baseline, result)
	}
	if n := reaching(findings, t.severity); n > 0 {
		return failOn{count: n, severity: string(t.severity), fresh: t.baseline != nil}
	}
	return nil
}

// reaching counts the findings of at least that severity; those to check by
// hand and those about which a decision is in force never count.
func reaching(findings []model.Finding, severity model.Severity) int {
	n := 0
	for _, f := range findings {
		if f.Open() && f.Severity.Rank() >= severity.Rank() {
			n++
		}
	}
	return n
}

func allFindings(result model.Result) []model.Finding {
	all := slices.Clone(result.Findings)
	for _, d := range slices.Concat(result.Devices, result.Others) {
		all = append(all, d.Findings...)
	}
	return all
}
