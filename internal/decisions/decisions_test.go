package decisions_test

import (
	"strings"
	"testing"
	"time"

	"camorigin/internal/decisions"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

var asOf = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// names knows two makers and a brand.
type names struct{}

func (names) MakerID(name string) (string, bool) {
	id, ok := map[string]string{"hikvision": "hikvision", "Dahua Technology": "dahua"}[name]
	return id, ok
}

func (names) BrandID(name string) (string, bool) { return strings.ToLower(name), name == "Annke" }

const policyCheck = "policy/default/chinese-control"

// result has one flagged camera with a finding about its origin and one about
// its exposure, and a finding of the whole site.
func result() *model.Result {
	return &model.Result{
		Devices: []model.Device{{
			Host: "10.20.0.7", Site: "town hall", Hostname: "cam-7", Surveillance: true, Kind: model.KindCamera,
			Maker: &model.Maker{Statement: model.Statement{ID: "hikvision", Name: "Hikvision", Verdict: model.VerdictConfirmed}},
			Brand: &model.Statement{ID: "annke", Name: "Annke", Verdict: model.VerdictLikely},
			Model: "DS-2CD2042WD-I", Serial: "DS-2CD2042WD-I20160101AAWR1", MAC: "44:19:b6:12:34:56",
			Flagged:  []model.Flag{{Policy: "default", Verdict: model.VerdictConfirmed}},
			Findings: []model.Finding{{Check: policyCheck, Severity: model.SeverityHigh}, {Check: "tls-obsolete", Severity: model.SeverityLow}},
		}},
		Findings: []model.Finding{{Check: "several-makers", Severity: model.SeverityInfo, Site: "town hall"}},
	}
}

func read(t *testing.T, text string) *decisions.Set {
	t.Helper()
	set, err := decisions.Read("decisions.yaml", []byte(text), names{})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	return set
}

// one is a file with one decision about what is given.
func one(about string) string {
	return "decisions:\n  - {" + about + ", decision: accept, owner: Birgit, reason: stands apart, review: 2027-06-30}\n"
}

func TestWhatADecisionIsAbout(t *testing.T) {
	for _, c := range []struct {
		name, about string
		decided     string // checks of the device
	}{
		{"host", `device: {host: 10.20.0.7}`, "origin tls"},
		{"other_host", `device: {host: 10.20.0.70}`, ""},
		{"one_of_hosts", `device: {host: [10.9.9.9, 10.20.0.7]}`, "origin tls"},
		{"mapped_host", `device: {host: "::ffff:10.20.0.7"}`, "origin tls"},
		{"host_name", `device: {host: CAM-7}`, "origin tls"},
		{"mac_other_form", `device: {mac: 4419.B612.3456}`, "origin tls"},
		{"serial", `device: {serial: ds-2cd2042wd-i20160101aawr1}`, "origin tls"},
		{"site", `device: {site: Town Hall}`, "origin tls"},
		{"subnet", `device: {subnet: 10.20.0.0/24}`, "origin tls"},
		{"other_subnet", `device: {subnet: 10.21.0.0/24}`, ""},
		{"maker", `device: {maker: hikvision}`, "origin tls"},
		{"maker_by_name", `device: {maker: Dahua Technology}`, ""},
		{"brand", `device: {brand: Annke}`, "origin tls"},
		{"model", `device: {model: ds-2cd2042wd-i}`, "origin tls"},
		{"models", `device: {model: DS-2CD*}`, "origin tls"},
		{"model_prefix_without_star", `device: {model: DS-2CD}`, ""},
		{"kind", `device: {kind: recorder}`, ""},
		{"both", `device: {maker: hikvision, site: town hall}`, "origin tls"},
		{"one_does_not_fit", `device: {maker: hikvision, site: library}`, ""},
		{"check", `check: tls-obsolete`, "tls"},
		{"check_of_device", `device: {host: 10.20.0.7}, check: "policy/*"`, "origin"},
		{"several_checks", `check: [tls-obsolete, "policy/*"]`, "origin tls"},
		{"other_check", `device: {host: 10.20.0.7}, check: clock-wrong`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := result()
			read(t, one(c.about)).Apply(r, asOf, english(t))
			var got []string
			for _, f := range r.Devices[0].Findings {
				if f.Decision != nil {
					got = append(got, map[string]string{policyCheck: "origin", "tls-obsolete": "tls"}[f.Check])
				}
			}
			if strings.Join(got, " ") != c.decided {
				t.Errorf("got decided %v, want %q", got, c.decided)
			}
		})
	}
}

func TestDecisionCountsUntilTheDayOfItsReview(t *testing.T) {
	for _, c := range []struct {
		name, day string
		open      int // findings of the device that count
		missing   int
	}{
		{"long_before", "2026-11-24", 0, 0},
		{"on_the_day", "2027-06-30", 0, 0},
		{"the_day_after", "2027-07-01", 3, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, c.day)
			if err != nil {
				t.Fatal(err)
			}
			r := result()
			read(t, one("device: {host: 10.20.0.7}")).Apply(r, day, english(t))
			open := 0
			for _, f := range r.Devices[0].Findings {
				if f.Open() {
					open++
				}
			}
			if open != c.open || len(r.Decisions.Missing) != c.missing {
				t.Errorf("got %d open findings and %d analyses missing, want %d and %d", open, len(r.Decisions.Missing), c.open, c.missing)
			}
		})
	}
}

func TestExpiredDecisionIsAFinding(t *testing.T) {
	r := result()
	read(t, strings.Replace(one("device: {host: 10.20.0.7}"), "2027", "2026", 1)).Apply(r, asOf, english(t))
	d := r.Devices[0]
	var expired []model.Finding
	for _, f := range d.Findings {
		if f.Check == "decision-expired" {
			expired = append(expired, f)
		}
	}
	if len(expired) != 1 || expired[0].Severity != model.SeverityMedium || expired[0].Fingerprint == "" ||
		!strings.Contains(expired[0].Text, "2026-06-30") || !strings.Contains(expired[0].Text, "stands apart") {
		t.Fatalf("got %+v, want one finding decision-expired with day and reason", expired)
	}
	if d.Decision == nil || !d.Decision.Expired || !d.Findings[0].Decision.Expired {
		t.Errorf("got decision %+v, want it to show as expired", d.Decision)
	}
	if m := r.Decisions.Missing; len(m) != 1 || m[0].Lapsed != "2026-06-30" || m[0].Maker != "Hikvision" {
		t.Errorf("got missing %+v, want the camera with the day that its decision lapsed", m)
	}
}

func TestFirstDecisionInForceHolds(t *testing.T) {
	set := read(t, `decisions:
  - {device: {host: 10.20.0.7}, decision: accept, reason: expired, review: 2025-01-01}
  - {device: {maker: hikvision}, decision: isolate, reason: first in force, review: 2027-01-01}
  - {device: {site: town hall}, decision: false-positive, reason: second in force, review: 2028-01-01}
`)
	r := result()
	set.Apply(r, asOf, english(t))
	if got := r.Devices[0].Decision; got == nil || got.Reason != "first in force" || got.Source != "decisions.yaml:3" {
		t.Errorf("got %+v, want the first decision that is in force", got)
	}
	if got := len(r.Devices[0].Findings); got != 2 {
		t.Errorf("got %d findings, want 2: an expired decision that another one follows is none", got)
	}
	if got := r.Findings[0].Decision; got == nil || got.Reason != "second in force" {
		t.Errorf("got %+v for the finding of the site, want the decision about the site", got)
	}
	made := r.Decisions.Made
	if len(made) != 3 || made[0].Findings != 0 || made[1].Findings != 2 || made[2].Findings != 1 || !made[0].Expired {
		t.Errorf("got record %+v", made)
	}
	if made[1].About != "maker hikvision" || strings.Join(made[1].Hosts, ",") != "10.20.0.7 (town hall)" {
		t.Errorf("got about %q, hosts %v", made[1].About, made[1].Hosts)
	}
}

func TestDecisionAboutACheckLeavesTheOriginUndecided(t *testing.T) {
	r := result()
	read(t, one("check: tls-obsolete")).Apply(r, asOf, english(t))
	if r.Devices[0].Decision != nil || len(r.Decisions.Missing) != 1 {
		t.Errorf("got decision %+v and %d missing, want none and 1", r.Devices[0].Decision, len(r.Decisions.Missing))
	}
}

func TestDecisionAboutOneVulnerability(t *testing.T) {
	r := result()
	r.Devices[0].Findings = []model.Finding{
		{Check: "known-vulnerability", Severity: model.SeverityCritical, Title: "CVE-2021-36260: commands run without a password"},
		{Check: "known-vulnerability", Severity: model.SeverityHigh, Title: "CVE-2017-7921: a second one"},
	}
	read(t, one("check: CVE-2021-36260")).Apply(r, asOf, english(t))
	if f := r.Devices[0].Findings; f[0].Decision == nil || f[1].Decision != nil {
		t.Errorf("got decisions %v and %v, want one about the first alone", f[0].Decision, f[1].Decision)
	}
}

func TestNoFileNoRecord(t *testing.T) {
	r := result()
	(*decisions.Set)(nil).Apply(r, asOf, english(t))
	if r.Decisions != nil || r.Devices[0].Decision != nil {
		t.Errorf("got %+v, want the result as it was", r.Decisions)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"empty", "", "decisions.yaml:1: no decisions in it"},
		{"no_reason", "decisions:\n  - {device: {host: a}, decision: accept, review: 2027-01-01}\n", `decisions.yaml:2: key "reason" is missing`},
		{"empty_reason", "decisions:\n  - {device: {host: a}, decision: accept, reason: '', review: 2027-01-01}\n", "decisions.yaml:2: reason is empty"},
		{"no_review", "decisions:\n  - {device: {host: a}, decision: accept, reason: r}\n", `decisions.yaml:2: key "review" is missing`},
		{"review_no_day", strings.Replace(one("device: {host: a}"), "2027-06-30", "next summer", 1), `decisions.yaml:2: review "next summer" is no day`},
		{"no_such_day", strings.Replace(one("device: {host: a}"), "2027-06-30", "2027-02-30", 1), `decisions.yaml:2: review "2027-02-30" is no day`},
		{"unknown_decision", strings.Replace(one("device: {host: a}"), "accept", "ignore", 1), `decisions.yaml:2: decision "ignore" is not known`},
		{"about_everything", "decisions:\n  - {decision: accept, reason: r, review: 2027-01-01}\n", "decisions.yaml:2: is about everything"},
		{"any_check", one(`check: "*"`), "decisions.yaml:2: check is empty"},
		{"empty_host", one(`device: {host: ''}`), "decisions.yaml:2: host is empty"},
		{"mac", one(`device: {mac: 44-19}`), `decisions.yaml:2: mac "44-19" is no hardware address`},
		{"subnet", one(`device: {subnet: 10.20.0.0}`), `decisions.yaml:2: subnet "10.20.0.0" is none`},
		{"maker", one(`device: {maker: hikvison}`), `decisions.yaml:2: maker "hikvison" is not known`},
		{"brand", one(`device: {brand: annkee}`), `decisions.yaml:2: brand "annkee" is not known`},
		{"kind", one(`device: {kind: toaster}`), `decisions.yaml:2: kind "toaster" is not known`},
		{"unknown_key", one(`device: {hosts: a}`), `decisions.yaml:2: unknown key "hosts", did you mean "host"?`},
		{"two_at_once", one("device: {kind: a}") + strings.TrimPrefix(one("device: {kind: b}"), "decisions:\n"), `decisions.yaml:3: kind "b"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := decisions.Read("decisions.yaml", []byte(c.file), names{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(one("device: {host: 10.20.0.7, maker: hikvision}")))
	f.Add([]byte(one(`device: {mac: "44:19:b6:12:34:56", subnet: "fd00::/64", model: "*"}, check: ["policy/*"]`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := decisions.Read("f.yaml", data, names{})
		if err != nil {
			return
		}
		r := result()
		set.Apply(r, asOf, english(t))
		if r.Decisions == nil || len(r.Devices[0].Findings) < 2 {
			t.Errorf("got %+v", r)
		}
	})
}

// english is the language that tests compare with.
func english(t testing.TB) *i18n.Localizer {
	t.Helper()
	words, err := i18n.Load(i18n.English)
	if err != nil {
		t.Fatal(err)
	}
	return words
}
