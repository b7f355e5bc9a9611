package vuln

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"camorigin/fingerprints"
	"camorigin/internal/firmware"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

type data struct {
	kb *origin.KB
	db *DB
}

// loaded is read once: it does not change.
var loaded = sync.OnceValues(func() (data, error) {
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		return data{}, err
	}
	db, err := Load(fingerprints.FS, kb)
	return data{kb, db}, err
})

func load(t testing.TB) data {
	t.Helper()
	d, err := loaded()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return d
}

func statusOf(db *DB, id string, s Subject) Status {
	for _, v := range db.Evaluate(s) {
		if v.ID == id {
			return v.Status
		}
	}
	return NotApplicable
}

func TestAffectedNeedsEverything(t *testing.T) {
	db := load(t).db
	for _, v := range db.All() {
		for _, s := range []Subject{
			{Makers: v.Makers, Kind: model.KindCamera}, {Makers: v.Makers, Kind: model.KindRecorder},
			{Makers: v.Makers, Kind: model.KindCamera, Brand: "lts", Owner: "lts", Model: "X-1000", Firmware: "1.0"},
		} {
			for _, got := range db.Evaluate(s) {
				if got.Status == Affected {
					t.Errorf("%s is said to affect %+v", got.ID, s)
				}
				if got.Status == CannotBeExcluded && len(got.Missing) == 0 {
					t.Errorf("%s cannot be excluded for %+v, without saying why", got.ID, s)
				}
			}
		}
	}
}

func TestUnconfirmedHasNoEffect(t *testing.T) {
	v := Vulnerability{Affected: []Range{{}}, Claims: []origin.Claim{{ID: "a"}, {ID: "b"}}}
	if v.Confirmed() {
		t.Error("confirmed without a confirmed claim")
	}
	v.Claims[1].Confirmed = true
	if !v.Confirmed() {
		t.Error("not confirmed with a confirmed claim")
	}
	v.Affected = nil
	if v.Confirmed() {
		t.Error("has an effect without saying what is affected")
	}
}

func TestSeverity(t *testing.T) {
	for _, c := range []struct {
		cvss float64
		kev  origin.Date
		want model.Severity
	}{
		{9.8, "", model.SeverityCritical}, {8.9, "", model.SeverityHigh}, {6.3, "", model.SeverityMedium}, {3.7, "", model.SeverityLow},
		{0, "", model.SeverityMedium}, {5.9, "2025-12-22", model.SeverityHigh}, {7.2, "2024-12-18", model.SeverityCritical}, {0, "2024-12-18", model.SeverityCritical},
	} {
		if got := (Vulnerability{CVSS: c.cvss, KEV: c.kev}).Severity(); got != c.want {
			t.Errorf("severity of %v, exploited %q: got %s, want %s", c.cvss, c.kev, got, c.want)
		}
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"DS-2CD2??2F-I*", "ds-2cd2032f-iws", true}, {"DS-2CD2??2F-I*", "DS-2CD2032-I", false},
		{"*IPC-H@3???*", "DH-IPC-HDBW3441E-AS", true}, {"*IPC-H@3???*", "IPC-HFW1300S", false}, {"*IPC-H@3???*", "IPC-H3441", false},
		{"DS-76##NI-M#*", "DS-7616NI-M2/16P", true}, {"DS-76##NI-M#*", "DS-76XXNI-M2", false},
		{"*", "", true}, {"", "", true}, {"A", "", false}, {"*A*", "bab", true}, {"?", "-", false}, {"?", "é", true}, {"C1*", " C1 V3 ", true},
	} {
		if got := newGlob(c.pattern).matches(c.name); got != c.want {
			t.Errorf("%q on %q: got %v, want %v", c.pattern, c.name, got, c.want)
		}
	}
}

func FuzzGlob(f *testing.F) {
	f.Add("*IPC-H@3???*", "DH-IPC-HDBW3441E-AS")
	f.Add("***@@@###???", strings.Repeat("a1", 60))
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if len(pattern) > 256 {
			return
		}
		matched := newGlob(pattern).matches(name)
		if matched && len(name) > maxModel {
			t.Errorf("a name of %d bytes matches", len(name))
		}
		if !matched && len(name) <= maxModel && newGlob("*").matches(name) != true {
			t.Errorf("* does not match %q", name)
		}
	})
}

func FuzzEvaluate(f *testing.F) {
	f.Add("hikvision", "DS-2CD2032F-I", "V5.3.0 build 150513")
	f.Add("amcrest", "", "2.420.AC00.18.R")
	f.Fuzz(func(t *testing.T, maker, name, version string) {
		for _, v := range load(t).db.Evaluate(Subject{Makers: []string{maker}, Kind: model.KindCamera, Model: name, Firmware: version}) {
			if v.Status == CannotBeExcluded && len(v.Missing) == 0 {
				t.Errorf("%s: cannot be excluded without a reason", v.ID)
			}
		}
	})
}

func TestLintRefuses(t *testing.T) {
	kb := load(t).kb
	const claim = `
    claims: [{id: c, text: t, source: {url: "https://example.org/", publisher: p, date: "2020"}, checked: "2026-11-24", confirmed: true}]`
	row := func(rest string) string {
		return "vulnerabilities:\n  - id: CVE-2020-1234\n    title: t\n" + rest
	}
	for name, c := range map[string]struct{ text, want string }{
		"bad_id":            {"vulnerabilities:\n  - id: CVE-20-1\n    title: t\n    makers: [axis]" + claim, "CVE-YYYY-NNNN"},
		"nobody":            {row("    cvss: 5" + claim), "needs makers or brands"},
		"unknown_company":   {row("    makers: [nobody]" + claim), `company "nobody"`},
		"unknown_brand":     {row("    brands: [nobody]" + claim), `brand "nobody"`},
		"foreign_version":   {row("    makers: [axis]\n    affected: [{before: V5.5.82 build 200603}]" + claim), "no form that axis writes"},
		"empty_range":       {row("    makers: [hikvision]\n    affected: [{from: V5.4.0 build 160530, through: V5.2.0 build 140721}]" + claim), "is empty"},
		"greedy_pattern":    {row("    makers: [axis]\n    affected: [{models: ['*?1*']}]" + claim), "means too much"},
		"half_date":         {row("    makers: [axis]\n    affected: [{built_before: \"2020-05\"}]" + claim), "whole date"},
		"score":             {row("    makers: [axis]\n    cvss: 11" + claim), "cvss"},
		"claim_of_others":   {row("    makers: [axis]\n    claims: [{id: hikvision-hq, text: t, source: {publisher: p}, checked: \"2026-11-24\", confirmed: false}]"), "id of its own"},
		"confirmed_no_link": {row("    makers: [axis]\n    claims: [{id: c, text: t, source: {publisher: p, date: \"2020\"}, checked: \"2026-11-24\", confirmed: true}]"), "https"},
		"unknown_key":       {row("    maker: axis" + claim), "unknown key"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{fileName: {Data: []byte(c.text)}}, kb)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), fileName+":") {
				t.Errorf("got error %v, want one with %q and a line", err, c.want)
			}
		})
	}
}

// TestBoundsKeepTheirForm holds that the versions of the data can be compared
// with those that devices state.
func TestBoundsKeepTheirForm(t *testing.T) {
	for _, v := range load(t).db.All() {
		for _, r := range v.Affected {
			if r.From == "" {
				continue
			}
			if got := newSpan(r, v.scheme()).has(firmware.Parse(v.scheme(), r.From)); got == no {
				t.Errorf("%s: the first version %s lies outside of its own range", v.ID, r.From)
			}
		}
	}
}
