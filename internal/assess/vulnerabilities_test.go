package assess_test

import (
	"slices"
	"strings"
	"testing"

	"camorigin/internal/assess"
	"camorigin/internal/model"
)

func withVersion(d model.Device, name, firmware string) model.Device {
	d.Model, d.Firmware = name, firmware
	return d
}

func findingsOf(d model.Device, check string) []model.Finding {
	return slices.DeleteFunc(slices.Clone(d.Findings), func(f model.Finding) bool { return f.Check != check })
}

func TestVulnerabilityFindings(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		name     string
		device   model.Device
		affected string // identifiers, in order
		severity model.Severity
		open     string // one that cannot be excluded
		missing  string
	}{
		{"affected", withVersion(camera("hikvision", "", "", model.VerdictConfirmed), "DS-2CD2032F-I", "V5.3.0 build 150513"), "CVE-2017-7921,CVE-2017-7923", model.SeverityCritical, "CVE-2021-36260 (exploited)", "the maker’s notice"},
		{"likely_is_enough", withVersion(camera("dahua", "", "", model.VerdictLikely), "IPC-HDW3441TM-AS", "2.800.0000000.16.R,2020-03-05"), "CVE-2021-33044,CVE-2021-33045", model.SeverityCritical, "", ""},
		{"brand_alone", withVersion(camera("", "annke", "", model.VerdictLikely), "N48PBB", "V3.4.99 build 180717"), "CVE-2021-32941", model.SeverityCritical, "", ""},
		{"new_firmware", withVersion(camera("hikvision", "", "", model.VerdictConfirmed), "DS-2CD2143G2-I", "V5.7.3 build 220315"), "", "", "", ""},
		{"nothing_but_the_maker", camera("hikvision", "", "", model.VerdictConfirmed), "", "", "CVE-2017-7921 (exploited)", "the firmware is not known"},
		{"possible_is_not_enough", withVersion(camera("hikvision", "", "", model.VerdictPossible), "DS-2CD2032F-I", "V5.3.0 build 150513"), "", "", "", ""},
		{"conflict_is_not_enough", withVersion(camera("", "", "", model.VerdictConflict), "DS-2CD2032F-I", "V5.3.0 build 150513"), "", "", "", ""},
		{"platform_is_not_enough", withVersion(camera("", "", "hikvision-isapi", model.VerdictConfirmed), "DS-2CD2032F-I", "V5.3.0 build 150513"), "", "", "", ""},
		{"supplier_of_some_is_not_enough", withVersion(camera("", "lts", "", model.VerdictConfirmed), "DS-2CD2032F-I", "V5.3.0 build 150513"), "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := assess.Device(c.device, nil, in)
			var ids []string
			for _, f := range findingsOf(d, "known-vulnerability") {
				id, _, _ := strings.Cut(f.Title, ":")
				ids = append(ids, id)
				if f.ByHand || len(f.Claims) == 0 || f.Next == "" || !strings.Contains(f.Text, c.device.Model) {
					t.Errorf("finding %+v is not whole", f)
				}
			}
			slices.Sort(ids)
			if got := strings.Join(ids, ","); got != c.affected {
				t.Errorf("affected by %q, want %q", got, c.affected)
			}
			if c.severity != "" && findingsOf(d, "known-vulnerability")[0].Severity != c.severity {
				t.Errorf("severity %s, want %s", findingsOf(d, "known-vulnerability")[0].Severity, c.severity)
			}
			checkOpen(t, findingsOf(d, "vulnerability-not-excluded"), c.open, c.missing)
		})
	}
}

func checkOpen(t *testing.T, open []model.Finding, id, missing string) {
	t.Helper()
	if id == "" {
		if len(open) > 0 {
			t.Errorf("not excluded: %q, want none", open[0].Text)
		}
		return
	}
	if len(open) != 1 {
		t.Fatalf("%d findings of what cannot be excluded, want one", len(open))
	}
	f := open[0]
	if !f.ByHand || f.Severity.Rank() > model.SeverityLow.Rank() || !strings.Contains(f.Text, id) || !strings.Contains(f.Text, missing) || len(f.Claims) == 0 {
		t.Errorf("got %+v, want a weak finding by hand that names %s and %q", f, id, missing)
	}
}

func TestVulnerabilityFingerprintsDiffer(t *testing.T) {
	d := assess.Device(withVersion(camera("hikvision", "", "", model.VerdictConfirmed), "DS-2CD2032F-I", "V5.3.0 build 150513"), nil, input(t, "default"))
	seen := map[string]bool{}
	for _, f := range d.Findings {
		if seen[f.Fingerprint] {
			t.Errorf("two findings share the fingerprint of %s", f.Title)
		}
		seen[f.Fingerprint] = true
	}
}

func TestNoVulnerabilitiesWithoutData(t *testing.T) {
	in := input(t, "default")
	in.Vulnerabilities = nil
	d := assess.Device(camera("hikvision", "", "", model.VerdictConfirmed), nil, in)
	if len(findingsOf(d, "known-vulnerability"))+len(findingsOf(d, "vulnerability-not-excluded")) > 0 {
		t.Error("findings without data")
	}
}
