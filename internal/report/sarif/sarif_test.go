package sarif_test

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
	"camorigin/internal/report/sarif"
)

// document is what the tests read of a report.
type document struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID               string
					ShortDescription struct{ Text string }
					Help             struct{ Text, Markdown string }
					Properties       map[string]any
				}
			}
		}
		Invocations []struct {
			ExecutionSuccessful        bool
			ToolExecutionNotifications []struct {
				Message struct{ Text string }
			}
		}
		Results []result
	}
}

type result struct {
	RuleID    string
	RuleIndex int
	Level     string
	Message   struct{ Text string }
	Locations []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct{ StartLine int }
		}
		LogicalLocations []struct{ Name, FullyQualifiedName string }
	}
	PartialFingerprints map[string]string
	Suppressions        []struct{ Status, Justification string }
	Properties          struct {
		ByHand bool
		Host   string
	}
}

func parse(t *testing.T, r model.Result) document {
	t.Helper()
	var d document
	if err := json.Unmarshal(render(t, r, "en"), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func one(f model.Finding, evidence ...model.Evidence) model.Result {
	return model.Result{Findings: []model.Finding{f}, Evidence: evidence}
}

func many(n int) model.Result {
	var r model.Result
	for i := range n {
		r.Findings = append(r.Findings, model.Finding{Check: "c", Severity: model.SeverityLow, Title: "T", Host: fmt.Sprintf("10.0.%d.%d", i/250, i%250), Fingerprint: fmt.Sprint(i)})
	}
	return r
}

func TestLevels(t *testing.T) {
	tests := map[string]struct {
		finding model.Finding
		want    string
	}{
		"critical": {model.Finding{Severity: model.SeverityCritical}, "error"},
		"high":     {model.Finding{Severity: model.SeverityHigh}, "error"},
		"medium":   {model.Finding{Severity: model.SeverityMedium}, "warning"},
		"low":      {model.Finding{Severity: model.SeverityLow}, "note"},
		"info":     {model.Finding{Severity: model.SeverityInfo}, "note"},
		"unknown":  {model.Finding{Severity: "strange"}, "note"},
		"by_hand":  {model.Finding{Severity: model.SeverityCritical, ByHand: true}, "note"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := parse(t, one(tt.finding)).Runs[0].Results[0]
			if got.Level != tt.want || got.Properties.ByHand != tt.finding.ByHand {
				t.Errorf("got level %s, by hand %v, want %s, %v", got.Level, got.Properties.ByHand, tt.want, tt.finding.ByHand)
			}
		})
	}
}

func TestLocations(t *testing.T) {
	tests := map[string]struct {
		host, site string
		ports      []int
		uri        string
		logical    []string
	}{
		"ipv4":          {"10.0.0.7", "", []int{80}, "scan/10.0.0.7", []string{"10.0.0.7:80"}},
		"ipv6":          {"fd00::7", "", []int{443}, "scan/fd00%3A%3A7", []string{"[fd00::7]:443"}},
		"zone":          {"fe80::1%eth0", "", nil, "scan/fe80%3A%3A1", []string{"fe80::1%eth0"}},
		"site":          {"10.0.0.7", "school", []int{554, 80, 80, 0}, "scan/10.0.0.7", []string{"school/10.0.0.7:80", "school/10.0.0.7:554"}},
		"network":       {"", "school", nil, "scan/network", nil},
		"name":          {"camera", "", nil, "scan/host-????????????????", []string{"camera"}},
		"path_for_host": {"../../etc/passwd", "", nil, "scan/host-????????????????", []string{"../../etc/passwd"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := model.Finding{Check: "c", Host: tt.host, Site: tt.site, Evidence: []int{-1, 99}}
			var evidence []model.Evidence
			for i, port := range tt.ports {
				f.Evidence = append(f.Evidence, i)
				evidence = append(evidence, model.Evidence{Host: tt.host, Site: tt.site, Port: port})
			}
			got := parse(t, one(f, evidence...)).Runs[0].Results[0].Locations[0]
			var logical []string
			for _, l := range got.LogicalLocations {
				logical = append(logical, l.FullyQualifiedName)
			}
			uri := got.PhysicalLocation.ArtifactLocation.URI
			if fits, err := path.Match(tt.uri, uri); err != nil || !fits || !slices.Equal(logical, tt.logical) {
				t.Errorf("got %s, %q, want %s, %q", uri, logical, tt.uri, tt.logical)
			}
		})
	}
}

// uri is the one form in which platforms take a location.
var uri = regexp.MustCompile(`^scan/[A-Za-z0-9.%-]+$`)

func TestEveryResultHasWhatPlatformsWant(t *testing.T) {
	for name, r := range map[string]model.Result{"full": reporttest.Result(), "hostile": hostile()} {
		t.Run(name, func(t *testing.T) {
			run := parse(t, r).Runs[0]
			rules := run.Tool.Driver.Rules
			for _, got := range run.Results {
				if len(got.Locations) != 1 || got.Locations[0].PhysicalLocation.Region.StartLine != 1 {
					t.Fatalf("got locations %+v, want one in line 1", got.Locations)
				}
				if u := got.Locations[0].PhysicalLocation.ArtifactLocation.URI; !uri.MatchString(u) {
					t.Errorf("got the URI %q", u)
				}
				if got.RuleIndex < 0 || got.RuleIndex >= len(rules) || rules[got.RuleIndex].ID != got.RuleID {
					t.Errorf("got index %d for the rule %s", got.RuleIndex, got.RuleID)
				}
				if got.Message.Text == "" || got.PartialFingerprints["primaryLocationLineHash"] == "" || strings.Contains(got.Message.Text, "](") {
					t.Errorf("got message %q and fingerprints %v", got.Message.Text, got.PartialFingerprints)
				}
			}
			for _, rule := range rules {
				if rule.ShortDescription.Text == "" || rule.Help.Text == "" || rule.Help.Markdown == "" || rule.Properties["security-severity"] == nil {
					t.Errorf("got rule %+v, want help", rule)
				}
			}
		})
	}
}

func TestFingerprintsStay(t *testing.T) {
	f := model.Finding{Check: "c", Fingerprint: "abc", Host: "10.0.0.7", Text: "one"}
	first := parse(t, one(f)).Runs[0].Results[0].PartialFingerprints
	f.Text, f.Severity, f.ID = "two", model.SeverityHigh, "F0099"
	second := parse(t, one(f)).Runs[0].Results[0].PartialFingerprints
	if first["camorigin/v1"] != "abc" || second["camorigin/v1"] != "abc" {
		t.Errorf("got %v and %v, want abc in both", first, second)
	}
	f.Fingerprint = ""
	if got := parse(t, one(f)).Runs[0].Results[0].PartialFingerprints["camorigin/v1"]; len(got) != 64 {
		t.Errorf("got %q for a finding without a fingerprint, want a digest", got)
	}
}

func TestRulesExplainChecks(t *testing.T) {
	r := one(model.Finding{Check: "certificate-expired", Severity: model.SeverityLow, Title: "Certificate expired", Host: "10.0.0.7", Claims: []string{"a"}})
	r.Claims = []model.Claim{{ID: "a", Publisher: "Authority", URL: "https://example.org/a", Date: "2020"}, {ID: "b", Publisher: "Nobody"}}
	rule := parse(t, r).Runs[0].Tool.Driver.Rules[0]
	if rule.ShortDescription.Text != "Certificate expired" || rule.Properties["security-severity"] != "3.0" {
		t.Errorf("got %+v", rule)
	}
	for _, want := range []string{"was no longer valid", "Give the device a new certificate.", "Authority, 2020: https://example.org/a"} {
		if !strings.Contains(rule.Help.Text, want) {
			t.Errorf("got help %q, want %q in it", rule.Help.Text, want)
		}
	}
	if strings.Contains(rule.Help.Text, "Nobody") {
		t.Errorf("got help %q, want only the cited source", rule.Help.Text)
	}
}

func TestRulesNameNoCompany(t *testing.T) {
	for title, want := range map[string]string{
		"Acme: run or controlled from China": "Run or controlled from China", "Check by hand: Acme: on a list": "On a list",
		"Certificate expired": "Certificate expired", "élan": "Élan", "": "policy/a/b", "Acme: ": "Acme:",
	} {
		r := one(model.Finding{Check: "policy/a/b", Title: title, Host: "10.0.0.7"})
		if got := parse(t, r).Runs[0].Tool.Driver.Rules[0].ShortDescription.Text; got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestAtMostSoManyResults(t *testing.T) {
	r := many(sarif.MaxResults + 2)
	r.Findings[len(r.Findings)-1].Severity = model.SeverityCritical
	r.Findings[0].ByHand = true
	run := parse(t, r).Runs[0]
	if len(run.Results) != sarif.MaxResults || run.Results[0].Level != "error" {
		t.Errorf("got %d results, the first %s, want %d, the gravest first", len(run.Results), run.Results[0].Level, sarif.MaxResults)
	}
	if n := run.Invocations[0].ToolExecutionNotifications; len(n) != 1 || !strings.HasPrefix(n[0].Message.Text, "2 more findings") {
		t.Errorf("got notifications %v, want one that names 2 findings", n)
	}
}

func TestDecisionsSuppress(t *testing.T) {
	decision := model.Decision{Choice: model.ChoiceAccept, Reason: "Stands apart.", Review: "2027-06-30"}
	got := parse(t, one(model.Finding{Check: "c", Decision: &decision})).Runs[0].Results[0].Suppressions
	if len(got) != 1 || got[0].Status != "accepted" || !strings.Contains(got[0].Justification, "Stands apart.") {
		t.Errorf("got %+v, want the decision", got)
	}
	decision.Expired = true
	if got := parse(t, one(model.Finding{Check: "c", Decision: &decision})).Runs[0].Results[0].Suppressions; len(got) != 0 {
		t.Errorf("got %+v for an expired decision, want none", got)
	}
}

func TestIncompleteRunIsNoSuccess(t *testing.T) {
	got := parse(t, reporttest.Result()).Runs[0].Invocations[0]
	if got.ExecutionSuccessful || len(got.ToolExecutionNotifications) != 2 {
		t.Errorf("got %+v, want no success, and why", got)
	}
}
