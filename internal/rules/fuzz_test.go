package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"camorigin/internal/model"
)

func FuzzLoad(f *testing.F) {
	f.Add(pageRules)
	f.Add(ruleWith("match: '(a?){1000}b'"))
	f.Add(ruleWith("says: {model: $1}"))
	f.Add("- &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{"rules/a.yaml": {Data: []byte(text)}}
		set, err := Load(fsys, vocabulary())
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fingerprints/rules/a.yaml:") {
				t.Errorf("got error %q, want one with file and line", err)
			}
			return
		}
		for _, p := range set.Lint() {
			if p.Line < 1 {
				t.Errorf("got problem %v, want one with a line", p)
			}
		}
	})
}

func FuzzMatch(f *testing.F) {
	set := load(f, map[string]string{"page.yaml": pageRules})
	f.Add("http.body", `<a href="/doc/acme/login.asp">`, "web")
	f.Add("http.realm", "Acme Corp camera AB-12", "\xff\xfe")
	f.Fuzz(func(t *testing.T, field, value, server string) {
		a := answer(0, model.FamilyHTTP, field, value, "http.server", server)
		agree(t, set, a)
		for _, m := range set.Match(a) {
			if len(m.Value) > 3*excerptLength {
				t.Errorf("got a value of %d bytes, want a short one", len(m.Value))
			}
		}
		set.Explain(a)
	})
}

func FuzzPattern(f *testing.F) {
	for _, source := range randomPatterns(50, 9) {
		f.Add(source, "a camera of acme")
	}
	f.Fuzz(func(t *testing.T, source, value string) {
		p, err := newPattern(source)
		if err != nil || !p.matches(value) || len(p.literals) == 0 {
			return
		}
		for _, text := range p.literals {
			if strings.Contains(fold(value), text) {
				return
			}
		}
		t.Errorf("%q matches %q without any of its literals %q", source, value, p.literals)
	})
}
