package assess_test

import (
	"strings"
	"testing"

	"camorigin/internal/assess"
)

func TestCheckPolicyNamesEveryProblem(t *testing.T) {
	kb, err := knowledge()
	if err != nil {
		t.Fatal(err)
	}
	const text = `id: Our Policy
name: Ours
rules:
  - id: first
    when: {companies: [hikvison, hilook], control: [China, XQ], lists: [us-ndaa-88]}
    severity: grave
    title: "{company}"
  - id: first
    when: {kinds: [cam]}
    severity: high
    title: t
`
	policy, problems := assess.CheckPolicy("ours.yaml", []byte(text), kb)
	want := []string{
		`ours.yaml:1: id "Our Policy"`,
		`ours.yaml:4: rule "first": unknown severity "grave"`,
		`ours.yaml:4: rule "first": company "hikvison" does not exist, did you mean "hikvision"?`,
		`ours.yaml:4: rule "first": company "hilook" does not exist, but is a brand of the company "hikvision"`,
		`ours.yaml:4: rule "first": country "China" does not exist, did you mean "CN"?`,
		`ours.yaml:4: rule "first": country "XQ" does not exist, write its two-letter code`,
		`ours.yaml:4: rule "first": list "us-ndaa-88" does not exist, did you mean "us-ndaa-889"?`,
		`ours.yaml:8: rule "first": stands twice`,
		`ours.yaml:8: rule "first": when needs companies, control or lists`,
		`ours.yaml:8: rule "first": kind "cam" does not exist`,
	}
	if len(problems) != len(want) {
		t.Fatalf("got %d problems %v, want %d", len(problems), problems, len(want))
	}
	for i, w := range want {
		if !strings.HasPrefix(problems[i].Error(), w) {
			t.Errorf("problem %d: got %q, want %q", i, problems[i], w)
		}
	}
	if policy.ID != "Our Policy" {
		t.Errorf("the policy is not returned: %+v", policy)
	}
	if _, err := assess.ReadPolicy("ours.yaml", []byte(text), kb); err == nil || !strings.HasPrefix(err.Error(), want[0]) {
		t.Errorf("ReadPolicy: got %v, want the first problem", err)
	}
}

func TestCheckPolicyOfWrongForm(t *testing.T) {
	kb, err := knowledge()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"no_yaml": "id: [", "unknown_key": "id: a\nname: b\nrulez: []\n", "number_for_text": "id: 0x1f\n", "too_long": strings.Repeat("#", 2<<20),
	} {
		if _, problems := assess.CheckPolicy("p.yaml", []byte(text), kb); len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), "p.yaml:") {
			t.Errorf("%s: got %v, want one problem with its line", name, problems)
		}
	}
}

func FuzzCheckPolicy(f *testing.F) {
	kb, err := knowledge()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("id: a\nname: b\nrules: [{id: c, when: {control: [CN]}, severity: high, title: t}]\n")
	f.Add("rules: [{when: {companies: ['']}}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, problems := assess.CheckPolicy("p.yaml", []byte(text), kb)
		for _, p := range problems {
			if !strings.HasPrefix(p.Error(), "p.yaml:") {
				t.Errorf("problem %q has no place", p)
			}
		}
	})
}
