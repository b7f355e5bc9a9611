package assess_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/vuln"
)

var asOf = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// knowledge is loaded once: it does not change.
var knowledge = sync.OnceValues(func() (*origin.KB, error) { return origin.Load(fingerprints.FS) })

var vulnerabilities = sync.OnceValues(func() (*vuln.DB, error) {
	kb, err := knowledge()
	if err != nil {
		return nil, err
	}
	return vuln.Load(fingerprints.FS, kb)
})

func input(t *testing.T, policy string) assess.Input {
	t.Helper()
	kb, err := knowledge()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	p, err := assess.LoadPolicy(fingerprints.FS, policy, kb)
	if err != nil {
		t.Fatalf("LoadPolicy: %v", err)
	}
	known, err := vulnerabilities()
	if err != nil {
		t.Fatalf("vuln.Load: %v", err)
	}
	return assess.Input{KB: kb, Policy: p, AsOf: asOf, Vulnerabilities: known, Words: english(t)}
}

func camera(maker, brand, platform string, verdict model.Verdict) model.Device {
	d := model.Device{Host: "10.0.0.7", Surveillance: true, Kind: model.KindCamera}
	statement := func(id string) model.Statement {
		return model.Statement{ID: id, Name: id, Confidence: 0.9, Verdict: verdict}
	}
	if maker != "" {
		d.Maker = &model.Maker{Statement: statement(maker)}
		d.Because = append(d.Because, model.Because{Rule: "r", Says: "kind,maker", Answer: 2})
	}
	if brand != "" {
		s := statement(brand)
		d.Brand = &s
	}
	if platform != "" {
		s := statement(platform)
		d.Platform = &s
	}
	return d
}

func TestFlagsNeedStrongEvidenceAndSourcedKnowledge(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		name                   string
		maker, brand, platform string
		verdict                model.Verdict
		flagged, byHand        string // bases
	}{
		{"maker_confirmed", "hikvision", "", "", model.VerdictConfirmed, "maker", ""},
		{"maker_likely", "dahua", "", "", model.VerdictLikely, "maker", ""},
		{"maker_possible", "hikvision", "", "", model.VerdictPossible, "", "maker"},
		{"maker_of_sweden", "axis", "axis", "axis-vapix", model.VerdictConfirmed, "", ""},
		{"maker_of_korea", "hanwha", "hanwha", "", model.VerdictConfirmed, "", ""},
		{"control_disputed", "tp-link", "", "", model.VerdictConfirmed, "", "maker"},
		{"company_in_hong_kong_disputed", "reolink", "reolink", "", model.VerdictConfirmed, "", "maker maker"},
		{"subsidiary_brand_without_maker", "", "ezviz", "", model.VerdictLikely, "brand", ""},
		{"own_brand_without_maker", "", "hilook", "", model.VerdictLikely, "brand", ""},
		{"own_brand_unconfirmed", "", "easy4ip", "", model.VerdictLikely, "", "brand"},
		{"own_brand_possible", "", "hilook", "", model.VerdictPossible, "", "brand"},
		{"prior_only", "", "amcrest", "", model.VerdictConfirmed, "", "supplier"},
		{"historical_prior_only", "", "indigovision", "", model.VerdictConfirmed, "", "supplier"},
		{"oem_all_unconfirmed", "", "x-security", "", model.VerdictConfirmed, "", "supplier"},
		{"rebrand_of_hong_kong_with_maker_shown", "hikvision", "annke", "", model.VerdictLikely, "maker", "brand"},
		{"rebrand_with_maker_shown", "hikvision", "lts", "", model.VerdictLikely, "maker", ""},
		{"prior_is_moot_when_maker_is_shown", "vivotek", "honeywell", "", model.VerdictConfirmed, "", ""},
		{"platform_only", "", "", "xiongmai-netip", model.VerdictConfirmed, "", "platform"},
		{"shared_platform", "", "", "live555", model.VerdictConfirmed, "", ""},
		{"nothing", "", "", "", "", "", ""},
		{"unknown_identifier", "nobody-knows", "", "", model.VerdictConfirmed, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := assess.Device(camera(c.maker, c.brand, c.platform, c.verdict), nil, in)
			if b := bases(got.Flagged); b != c.flagged {
				t.Errorf("flagged by %q, want %q", b, c.flagged)
			}
			if b := bases(got.CheckByHand); b != c.byHand {
				t.Errorf("to check by hand by %q, want %q", b, c.byHand)
			}
			for _, f := range got.CheckByHand {
				if f.Severity != "" {
					t.Errorf("a flag to check by hand has severity %q, want none", f.Severity)
				}
			}
		})
	}
}

func bases(flags []model.Flag) string {
	var out []string
	for _, f := range flags {
		out = append(out, f.Basis)
	}
	return strings.Join(out, " ")
}

func TestMakerIsDescribed(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		maker, country, control, status string
	}{
		{"hikvision", "CN", "CN", "sourced"},
		{"axis", "SE", "JP", "sourced"},
		{"tp-link", "US", "CN", "disputed"},
		{"kedacom", "", "CN", "unconfirmed"},
		{"tbk", "", "", ""},
	} {
		got := assess.Device(camera(c.maker, "", "", model.VerdictLikely), nil, in).Maker
		if got.Country != c.country || strings.Join(got.Control, ",") != c.control || got.ControlStatus != c.status {
			t.Errorf("%s: country %q control %v %q, want %q %q %q", c.maker, got.Country, got.Control, got.ControlStatus, c.country, c.control, c.status)
		}
	}
}

func TestNoFlagOnOtherEquipment(t *testing.T) {
	in := input(t, "default")
	router := camera("tp-link-technologies", "", "", model.VerdictConfirmed)
	router.Kind, router.Surveillance = model.KindOther, false
	if got := assess.Device(router, nil, in); len(got.Flagged)+len(got.CheckByHand)+len(got.Findings) != 0 {
		t.Errorf("a router got flags %v, %v and findings %v, want none", got.Flagged, got.CheckByHand, got.Findings)
	}
	unknown := camera("hikvision", "", "", model.VerdictConfirmed)
	unknown.Kind, unknown.Surveillance = model.KindUnknown, false
	if got := assess.Device(unknown, nil, in); len(got.Flagged) != 0 || bases(got.CheckByHand) != "maker" {
		t.Errorf("a device of unknown kind is flagged %v, by hand %v, want only by hand", got.Flagged, got.CheckByHand)
	}
}

func TestMACPrefixAloneAsksForALook(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct{ company, want string }{
		{"Hangzhou Hikvision Digital Technology Co.,Ltd.", "mac"},
		{"Espressif Inc.", ""},
		{"HUAWEI TECHNOLOGIES CO.,LTD", ""},
		{"", ""},
	} {
		d := camera("", "", "", "")
		d.MACCompany = c.company
		got := assess.Device(d, nil, in)
		if len(got.Flagged) != 0 || bases(got.CheckByHand) != c.want {
			t.Errorf("%q: flagged %v, by hand %q, want by hand %q", c.company, got.Flagged, bases(got.CheckByHand), c.want)
		}
	}
}

func TestConflictIsNeverAFlag(t *testing.T) {
	in := input(t, "default")
	d := camera("", "", "", "")
	d.Maker = &model.Maker{Statement: model.Statement{Verdict: model.VerdictConflict}}
	d.Conflicts = []model.Conflict{{About: "maker", Claims: []model.Statement{{ID: "hikvision", Name: "Hikvision"}, {ID: "axis", Name: "Axis"}}}}
	got := assess.Device(d, nil, in)
	if len(got.Flagged) != 0 || bases(got.CheckByHand) != "maker" {
		t.Errorf("flagged %v, by hand %v, want only by hand", got.Flagged, got.CheckByHand)
	}
	if !slices.ContainsFunc(got.Findings, func(f model.Finding) bool { return f.Check == "origin-conflict-maker" && f.ByHand }) {
		t.Errorf("findings %v, want origin-conflict-maker by hand", checks(got.Findings))
	}
}

func TestOriginFindingSaysWhyWithClaimsAndEvidence(t *testing.T) {
	in := input(t, "default")
	got := assess.Device(camera("hikvision", "", "", model.VerdictConfirmed), nil, in)
	i := slices.IndexFunc(got.Findings, func(f model.Finding) bool { return f.Check == "policy/default/chinese-control" })
	if i < 0 {
		t.Fatalf("findings %v, want policy/default/chinese-control", checks(got.Findings))
	}
	f := got.Findings[i]
	if f.Severity != model.SeverityHigh || f.ByHand || !slices.Equal(f.Evidence, []int{2}) || len(f.Fingerprint) != 64 || f.Next == "" {
		t.Errorf("got %+v, want high, with evidence 2, next step and fingerprint", f)
	}
	if !slices.Contains(f.Claims, "hikvision-cetc") {
		t.Errorf("claims %v, want hikvision-cetc among them", f.Claims)
	}
	again := assess.Device(camera("hikvision", "", "", model.VerdictLikely), nil, in)
	if again.Findings[i].Fingerprint != f.Fingerprint {
		t.Errorf("the fingerprint changed from run to run")
	}
}

func checks(findings []model.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Check)
	}
	return out
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
