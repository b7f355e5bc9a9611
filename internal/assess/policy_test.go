package assess_test

import (
	"strings"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

func TestEveryPolicyOfTheDataLoads(t *testing.T) {
	kb := input(t, "default").KB
	ids, err := assess.PolicyIDs(fingerprints.FS)
	if err != nil || len(ids) < 5 {
		t.Fatalf("PolicyIDs = %v, %v, want at least 5", ids, err)
	}
	for _, id := range ids {
		p, err := assess.LoadPolicy(fingerprints.FS, id, kb)
		if err != nil {
			t.Errorf("LoadPolicy(%q): %v", id, err)
		}
		if p.ID != id || p.Text == "" {
			t.Errorf("policy %q has id %q and text %q, want the same id, and a text", id, p.ID, p.Text)
		}
	}
}

func TestLoadPolicyRefuses(t *testing.T) {
	kb := input(t, "default").KB
	for _, name := range []string{"", "nothing", "../lists", "../../etc/passwd", `..\x`, "a/b"} {
		if _, err := assess.LoadPolicy(fingerprints.FS, name, kb); err == nil {
			t.Errorf("LoadPolicy(%q) gave no error", name)
		}
	}
}

func TestReadPolicyRefuses(t *testing.T) {
	kb := input(t, "default").KB
	const head = "id: p\nname: P\nrules:\n"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "needs id"},
		{"unknown_key", head + "  - {id: a, title: T, severity: high, when: {contol: [CN]}}\n", "contol"},
		{"unknown_severity", head + "  - {id: a, title: T, severity: urgent, when: {control: [CN]}}\n", "urgent"},
		{"unknown_country", head + "  - {id: a, title: T, severity: high, when: {control: [China]}}\n", "China"},
		{"unknown_company", head + "  - {id: a, title: T, severity: high, when: {companies: [hikvison]}}\n", "hikvison"},
		{"unknown_list", head + "  - {id: a, title: T, severity: high, when: {lists: [us-889]}}\n", "us-889"},
		{"unknown_kind", head + "  - {id: a, title: T, severity: high, when: {control: [CN], kinds: [robot]}}\n", "robot"},
		{"no_condition", head + "  - {id: a, title: T, severity: high, when: {kinds: [camera]}}\n", "companies, control or lists"},
		{"rule_twice", head + "  - {id: a, title: T, severity: high, when: {control: [CN]}}\n  - {id: a, title: T, severity: high, when: {control: [CN]}}\n", "twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := assess.ReadPolicy("p.yaml", []byte(c.text), kb)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("ReadPolicy = %v, want an error with %q", err, c.want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "p.yaml:") {
				t.Errorf("error %q does not begin with file and line", err)
			}
		})
	}
}

func TestPolicyBySection889(t *testing.T) {
	in := input(t, "us-federal-889")
	for _, c := range []struct {
		maker, brand    string
		flagged, byHand string
	}{
		{"hikvision", "", "maker maker maker", ""},
		{"ezviz", "", "maker maker", ""}, // an affiliate: Section 889 and the Covered List, not 1260H
		{"prama", "", "", "maker maker"}, // whether Hikvision still holds it is not confirmed
		{"uniview", "", "", ""},          // on the Entity List only
		{"tp-link", "", "", ""},          // the list names the other company
		{"tp-link-technologies", "", "maker", ""},
		{"axis", "axis", "", ""},
		{"costar", "", "", ""}, // not the Costar of the Section 1260H list of 2021
	} {
		got := assess.Device(camera(c.maker, c.brand, "", model.VerdictConfirmed), nil, in)
		if bases(got.Flagged) != c.flagged || bases(got.CheckByHand) != c.byHand {
			t.Errorf("%s: flagged %q, by hand %q, want %q, %q", c.maker, bases(got.Flagged), bases(got.CheckByHand), c.flagged, c.byHand)
		}
		for _, f := range got.Flagged {
			if !strings.Contains(f.Reason, "It binds ") {
				t.Errorf("%s: %q does not say whom the list binds", c.maker, f.Reason)
			}
		}
	}
}

func TestRulesBySiteKindAndCompany(t *testing.T) {
	in := input(t, "default")
	p, err := assess.ReadPolicy("p.yaml", []byte(`
id: p
name: P
rules:
  - {id: school, title: T, severity: medium, when: {companies: [hikvision], kinds: [camera], sites: [school]}}
`), in.KB)
	if err != nil {
		t.Fatal(err)
	}
	in.Policy = p
	for _, c := range []struct {
		maker, site string
		kind        model.Kind
		want        string
	}{
		{"hikvision", "school", model.KindCamera, "maker"},
		{"ezviz", "school", model.KindCamera, "maker"},
		{"hikvision", "harbour", model.KindCamera, ""},
		{"hikvision", "school", model.KindRecorder, ""},
		{"dahua", "school", model.KindCamera, ""},
	} {
		d := camera(c.maker, "", "", model.VerdictLikely)
		d.Site, d.Kind = c.site, c.kind
		if got := assess.Device(d, nil, in); bases(got.Flagged) != c.want {
			t.Errorf("%s %s at %s: flagged %q, want %q", c.maker, c.kind, c.site, bases(got.Flagged), c.want)
		}
	}
}

func FuzzReadPolicy(f *testing.F) {
	f.Add([]byte("id: p\nname: P\nrules:\n  - {id: a, title: T, severity: high, when: {control: [CN]}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = assess.ReadPolicy("p.yaml", data, &origin.KB{})
	})
}

func TestRulesByNetworkAndVulnerability(t *testing.T) {
	in := input(t, "default")
	p, err := assess.ReadPolicy("p.yaml", []byte(`
id: p
name: P
rules:
  - {id: harbour, title: T, severity: medium, when: {companies: [hikvision], networks: [10.20.0.0/16, "fd00::/8"]}}
  - {id: exploited, title: T, severity: critical, when: {companies: [hikvision], exposed: [exploited]}}
`), in.KB)
	if err != nil {
		t.Fatal(err)
	}
	in.Policy = p
	old := withVersion(camera("hikvision", "", "", model.VerdictConfirmed), "DS-2CD2032F-I", "V5.3.0 build 150513")
	current := withVersion(camera("hikvision", "", "", model.VerdictConfirmed), "DS-2CD2143G2-I", "V5.7.3 build 220315")
	silent := camera("hikvision", "", "", model.VerdictConfirmed)
	for _, c := range []struct {
		name   string
		device model.Device
		host   string
		want   int
	}{
		{"in_the_network", current, "10.20.3.4", 1},
		{"in_the_second_network", current, "fd12::1", 1},
		{"elsewhere", current, "10.21.3.4", 0},
		{"no_address", current, "camera of the hall", 0},
		{"exploited", old, "10.21.3.4", 1},
		{"exploited_in_the_network", old, "10.20.3.4", 2},
		{"firmware_not_known", silent, "10.21.3.4", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.device.Host = c.host
			if got := assess.Device(c.device, nil, in); len(got.Flagged) != c.want {
				t.Errorf("flags: got %+v, want %d", got.Flagged, c.want)
			}
		})
	}
	for _, when := range []string{`{companies: [hikvision], networks: [10.20.0.0/40]}`, `{companies: [hikvision], exposed: [somewhat]}`} {
		text := "id: p\nname: P\nrules:\n  - {id: r, title: T, severity: medium, when: " + when + "}\n"
		if _, err := assess.ReadPolicy("p.yaml", []byte(text), in.KB); err == nil || !strings.HasPrefix(err.Error(), "p.yaml:4:") {
			t.Errorf("%s: got %v, want an error of line 4", when, err)
		}
	}
}
