// Package junit renders a result as test results for pipelines: a test suite
// for each subnet, a test case for each device.
//
// A device fails for its open findings: those that are not to be checked by
// hand and about which no decision is in force. A device with nothing but
// findings to check by hand, or of unknown origin, is skipped: nobody can say
// that it passes. A run that is incomplete is an error of its own.
package junit

import (
	"encoding/xml"
	"io"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// Options says how to render.
type Options struct {
	Lang  string      // language of the text; empty means English
	Words words.Words // of a language, where they are loaded already
}

// noTime stands where the format wants to know how long a test took.
const noTime = "0"

// timestamp is a time as the format knows it: UTC, without a zone.
const timestamp = "2006-01-02T15:04:05"

// maxText is how many runes are kept of a text.
const maxText = 2000

// Render writes the test results as one XML document.
func Render(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := words.Chosen(o.Words, o.Lang)
	if err != nil {
		return err
	}
	data, err := xml.MarshalIndent(newSuites(vocabulary, r), "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(data)+"\n")
	return err
}

func newSuites(w words.Words, r model.Result) suites {
	all := suites{Name: "camorigin"}
	started := ""
	if !r.Run.Started.IsZero() {
		started = r.Run.Started.UTC().Format(timestamp)
	}
	all.add(networkSuite(w, r, started))
	for _, group := range bySubnet(r) {
		s := &suite{Name: clean(group.name), Time: noTime, Timestamp: started}
		if s.Name == "" {
			s.Name = w.T("costs.no_site")
		}
		for _, d := range group.devices {
			s.add(deviceCase(w, d))
		}
		all.add(s)
	}
	return all
}

// networkSuite holds what belongs to no single device, a case for each check,
// after a case for the run itself.
func networkSuite(w words.Words, r model.Result, started string) *suite {
	s := &suite{Name: w.T("findings.network"), Time: noTime, Timestamp: started}
	run := testcase{Name: w.T("junit.run")}
	if r.Run.Incomplete {
		run.Error = &notice{Message: w.T("warning.incomplete"), Type: "incomplete", Text: reasons(w, r.Run.Reasons)}
	}
	s.add(run)
	var checks []string
	byCheck := map[string][]model.Finding{}
	for _, f := range r.Findings {
		if byCheck[f.Check] == nil {
			checks = append(checks, f.Check)
		}
		byCheck[f.Check] = append(byCheck[f.Check], f)
	}
	for _, check := range checks {
		c := judged(w, byCheck[check])
		c.Name = clean(check)
		s.add(c)
	}
	return s
}

func reasons(w words.Words, reasons []string) string {
	told := make([]string, len(reasons))
	for i, reason := range reasons {
		told[i] = w.Retold(reason)
	}
	return lines(told)
}

// clean returns one line that neither XML nor the log of a pipeline obeys.
func clean(s string) string { return safetext.CI(safetext.Line(s)) }

// lines returns clean lines, with a line end around them where there are any.
func lines(texts []string) string {
	var b strings.Builder
	for _, s := range texts {
		if s = safetext.CI(safetext.Limit(s, maxText)); s != "" {
			b.WriteString("\n" + s)
		}
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// deviceCase is the test of a device.
func deviceCase(w words.Words, d model.Device) testcase {
	c := judged(w, d.Findings, describe(w, d))
	c.Name = clean(d.Host)
	if c.Failure == nil && c.Skipped == nil && !view.Attributed(d) {
		c.Skipped = &notice{Message: w.T("junit.unknown"), Type: clean(string(view.Verdict(d)))}
	}
	return c
}
