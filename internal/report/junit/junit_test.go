package junit

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
)

func parse(t *testing.T, r model.Result, lang string) suites {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, r, Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	var read suites
	decoder := xml.NewDecoder(&b)
	decoder.Strict = true
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	return read
}

// outcome is the one outcome of a test case.
func outcome(t *testing.T, c testcase) string {
	t.Helper()
	found := []string{}
	for name, n := range map[string]*notice{"failure": c.Failure, "error": c.Error, "skipped": c.Skipped} {
		if n != nil {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return "passed"
	case 1:
		return found[0]
	}
	t.Errorf("got %v of %s, want one outcome", found, c.Name)
	return ""
}

func TestOutcomes(t *testing.T) {
	sure := &model.Maker{Statement: model.Statement{Name: "Axis", Verdict: model.VerdictLikely}}
	finding := model.Finding{Check: "c", Severity: model.SeverityLow, Title: "T"}
	byHand, accepted, expired := finding, finding, finding
	byHand.ByHand = true
	accepted.Decision = &model.Decision{Choice: model.ChoiceAccept}
	expired.Decision = &model.Decision{Choice: model.ChoiceAccept, Expired: true}
	tests := map[string]struct {
		device model.Device
		want   string
	}{
		"nothing_found":      {model.Device{Maker: sure}, "passed"},
		"finding":            {model.Device{Maker: sure, Findings: []model.Finding{finding}}, "failure"},
		"finding_on_unknown": {model.Device{Findings: []model.Finding{finding}}, "failure"},
		"by_hand":            {model.Device{Maker: sure, Findings: []model.Finding{byHand}}, "skipped"},
		"by_hand_and_open":   {model.Device{Maker: sure, Findings: []model.Finding{byHand, finding}}, "failure"},
		"accepted":           {model.Device{Maker: sure, Findings: []model.Finding{accepted}}, "passed"},
		"expired":            {model.Device{Maker: sure, Findings: []model.Finding{expired}}, "failure"},
		"origin_unknown":     {model.Device{}, "skipped"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			read := parse(t, model.Result{Devices: []model.Device{tt.device}}, "en")
			if got := outcome(t, read.Suites[1].Cases[0]); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestSuites(t *testing.T) {
	r := model.Result{
		Coverage: model.Coverage{Subnets: []model.SubnetCoverage{{Subnet: "10.0.0.0/8"}, {Subnet: "10.0.0.0/24", Site: "a"}, {Subnet: "10.0.0.0/16"}, {Subnet: "10.9.0.0/24"}, {Subnet: "nonsense"}}},
		Devices: []model.Device{
			{Host: "10.0.0.7"}, {Host: "10.0.0.7", Site: "a"}, {Host: "10.200.0.1"}, {Host: "192.168.0.1", Site: "b"}, {Host: "camera", Site: "b"}, {Host: "camera"},
		},
		Others: []model.Device{{Host: "10.0.0.8"}, {Host: "10.0.0.9", Findings: []model.Finding{{Check: "c"}}}},
	}
	var got []string
	for _, s := range parse(t, r, "en").Suites[1:] {
		names := []string{}
		for _, c := range s.Cases {
			names = append(names, c.Name)
		}
		got = append(got, s.Name+": "+strings.Join(names, " "))
	}
	want := []string{"10.0.0.0/8: 10.200.0.1", "10.0.0.0/24 (a): 10.0.0.7", "10.0.0.0/16: 10.0.0.7 10.0.0.9", "b: 192.168.0.1 camera", "no site named: camera"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIncompleteRunIsAnError(t *testing.T) {
	run := parse(t, reporttest.Result(), "en").Suites[0].Cases[0]
	if outcome(t, run) != "error" || !strings.Contains(run.Error.Text, "no route to the network") {
		t.Errorf("got %+v, want an error that says why", run)
	}
	if run := parse(t, reporttest.Empty(), "en").Suites[0].Cases[0]; outcome(t, run) != "passed" {
		t.Errorf("got %+v, want a run that passes", run)
	}
}

func TestTotalsAgree(t *testing.T) {
	for name, r := range map[string]model.Result{"full": reporttest.Result(), "empty": reporttest.Empty(), "nothing": {}} {
		t.Run(name, func(t *testing.T) {
			read, counts := parse(t, r, "da"), map[string]int{}
			for _, s := range read.Suites {
				own := map[string]int{}
				for _, c := range s.Cases {
					own[outcome(t, c)]++
					counts[outcome(t, c)]++
					counts["all"]++
				}
				if s.Tests != len(s.Cases) || s.Failures != own["failure"] || s.Errors != own["error"] || s.Skipped != own["skipped"] {
					t.Errorf("%s: got totals %d %d %d %d, want %v", s.Name, s.Tests, s.Failures, s.Errors, s.Skipped, own)
				}
			}
			if read.Tests != counts["all"] || read.Failures != counts["failure"] || read.Errors != counts["error"] || read.Skipped != counts["skipped"] {
				t.Errorf("got totals %d %d %d %d, want %v", read.Tests, read.Failures, read.Errors, read.Skipped, counts)
			}
		})
	}
}

func TestTextsStayText(t *testing.T) {
	for _, payload := range append(reporttest.Payloads(), "]]>", "]]", "<![CDATA[x]]>]]>") {
		f := model.Finding{Check: payload, Title: payload, Text: payload + "]]", Next: ">" + payload, Severity: model.Severity(payload)}
		r := model.Result{Devices: []model.Device{{Host: payload, Site: payload, Findings: []model.Finding{f}}}}
		read := parse(t, r, "en")
		if len(read.Suites) != 2 || len(read.Suites[1].Cases) != 1 || read.Suites[1].Cases[0].Failure == nil {
			t.Errorf("%.60q: got %+v, want one failure", payload, read)
		}
		if strings.Contains(payload, "]]>") && !strings.Contains(read.Suites[1].Cases[0].Failure.Text, "]]>") {
			t.Errorf("%.60q: got %q, want the text", payload, read.Suites[1].Cases[0].Failure.Text)
		}
	}
}
