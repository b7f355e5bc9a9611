package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"

	"github.com/google/go-cmp/cmp"
)

func TestMatch(t *testing.T) {
	set := load(t, map[string]string{"page.yaml": pageRules})
	page := `<a href="/doc/acme/login.asp">`
	tests := map[string]struct {
		answer model.Answer
		want   []model.Match
	}{
		"holds": {answer(3, model.FamilyHTTP, "http.body", page, "http.server", "other", "http.server", "Webs"),
			[]model.Match{{Rule: "acme-login-page", Answer: 3, Family: model.FamilyHTTP, Field: "http.body", Value: page,
				Says: model.Says{Maker: "acme", Kind: "camera"}, Certainty: 0.8}}},
		"absent_field_does_not_hold_in_with": {answer(0, model.FamilyHTTP, "http.body", page), nil},
		"unless":                             {answer(0, model.FamilyHTTP, "http.body", page+"Globex", "http.server", "web"), nil},
		"unless_in_another_value":            {answer(0, model.FamilyHTTP, "http.body", page, "http.body", "Globex", "http.server", "web"), nil},
		"other_case":                         {answer(0, model.FamilyHTTP, "http.body", strings.ToUpper(page), "http.server", "web"), nil},
		"list_is_no_evidence":                {answer(0, model.FamilyList, "http.body", page, "http.server", "web"), nil},
		"captures": {answer(1, model.FamilyHTTP, "http.realm", "other", "http.realm", "Globex camera 12", "http.realm", "Acme Corp camera AB-1"),
			[]model.Match{{Rule: "realm-model", Answer: 1, Family: model.FamilyHTTP, Field: "http.realm", Value: "Globex camera 12",
				Says: model.Says{Maker: "globex", Brand: "globex", Model: "12", Firmware: "V12"}, Certainty: 0.9}}},
		"empty_capture_says_nothing": {answer(1, model.FamilyHTTP, "http.realm", "Globex camera "),
			[]model.Match{{Rule: "realm-model", Answer: 1, Family: model.FamilyHTTP, Field: "http.realm", Value: "Globex camera",
				Says: model.Says{Maker: "globex", Brand: "globex"}, Certainty: 0.9}}},
		"unknown_name_says_nothing": {answer(1, model.FamilyHTTP, "http.realm", "Hooli camera "), nil},
		"long_value_gives_what_matches": {answer(0, model.FamilyHTTP, "http.body", strings.Repeat("é", 1000)+page, "http.server", "web"),
			[]model.Match{{Rule: "acme-login-page", Family: model.FamilyHTTP, Field: "http.body", Value: "/doc/acme/login.asp",
				Says: model.Says{Maker: "acme", Kind: "camera"}, Certainty: 0.8}}},
		"beyond_the_window": {answer(0, model.FamilyHTTP, "http.body", strings.Repeat("é", window/2)+page, "http.server", "web"), nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, set.Match(test.answer)); diff != "" {
				t.Errorf("got (+) and want (-) differ:\n%s", diff)
			}
		})
	}
}

func TestMatchGivesWay(t *testing.T) {
	set := load(t, map[string]string{"a.yaml": `
- {id: general, field: http.title, match: 'network camera', says: {maker: acme}, certainty: 0.8, source: "2024", shadowed_by: special}
- {id: special, field: http.title, match: 'globex network', says: {maker: globex}, certainty: 0.8, source: "2024"}
`})
	for title, want := range map[string][]string{"a network camera": {"general"}, "globex network camera": {"special"}} {
		var got []string
		for _, m := range set.Match(answer(0, model.FamilyHTTP, "http.title", title)) {
			got = append(got, m.Rule)
		}
		if !slices.Equal(got, want) {
			t.Errorf("Match(%q): got %v, want %v", title, got, want)
		}
	}
}

func TestMatchLeavesOutUnknownConstants(t *testing.T) {
	set := load(t, map[string]string{"a.yaml": `
- {id: a, field: http.title, match: 'camera', says: {maker: nobody, kind: camera}, certainty: 0.8, source: "2024"}
`})
	matches := set.Match(answer(0, model.FamilyHTTP, "http.title", "camera"))
	if len(matches) != 1 || matches[0].Says != (model.Says{Kind: "camera"}) {
		t.Errorf("got %+v, want only the kind to be said", matches)
	}
}

func TestMatchDeviceEndsWithTheBudget(t *testing.T) {
	set := load(t, map[string]string{"page.yaml": pageRules})
	answers := []model.Answer{
		answer(0, model.FamilyHTTP, "http.realm", "Globex camera 12"),
		answer(1, model.FamilyHTTP, "http.realm", "Globex camera 13"),
	}
	now := time.Unix(0, 0)
	ticking := func() time.Time { now = now.Add(time.Second); return now }
	tests := map[string]struct {
		budget    Budget
		matches   int
		truncated bool
	}{
		"none":       {Budget{}, 2, false},
		"default":    {DefaultBudget(nil), 2, false},
		"little":     {Budget{Work: 16 * set.rules[1].match.instructions}, 1, true},
		"no_time":    {Budget{Time: time.Second / 2, Now: ticking}, 0, true},
		"short_time": {Budget{Time: 3 * time.Second / 2, Now: ticking}, 1, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			matches, truncated := set.MatchDevice(answers, test.budget)
			if len(matches) != test.matches || truncated != test.truncated {
				t.Errorf("got %d matches, truncated %t, want %d, %t", len(matches), truncated, test.matches, test.truncated)
			}
		})
	}
}

// Hostile answers hold every literal, so that everything has to be confirmed.
func TestMatchDeviceBoundsHostileAnswers(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	var list, page strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&list, "- {id: r%d, field: http.body, match: '[a-z]{2,8}(x|y.{0,9})+zz%04d$', says: {maker: acme}, certainty: 0.5, source: '2024'}\n", i, i)
		fmt.Fprintf(&page, "zz%04d", i)
	}
	page.WriteString(strings.Repeat("yabcdefgx", 6000))
	set := load(t, map[string]string{"a.yaml": list.String()})
	body := page.String()
	answers := []model.Answer{answer(0, model.FamilyHTTP, "http.body", body), answer(1, model.FamilyHTTP, "http.body", body)}
	begin := time.Now()
	_, truncated := set.MatchDevice(answers, DefaultBudget(time.Now))
	if took := time.Since(begin); !truncated || took > 5*time.Second {
		t.Errorf("got truncated %t after %s, want true within 250 ms and one pattern", truncated, took)
	} else {
		t.Logf("ended after %s", took)
	}
}

func TestExplain(t *testing.T) {
	set := load(t, map[string]string{"page.yaml": pageRules})
	page := `<a href="/doc/acme/login.asp">`
	tests := map[string]struct {
		answer model.Answer
		held   bool
		why    string
	}{
		"held":       {answer(0, "", "http.body", page, "http.server", "web"), true, ""},
		"with":       {answer(0, "", "http.body", page), false, "with http.server does not match ^(web|Webs)$"},
		"unless":     {answer(0, "", "http.body", page+" Globex", "http.server", "web"), false, "unless http.body matches Globex"},
		"literal":    {answer(0, "", "http.body", "/doc/acme/Login.asp"), false, `has "/doc/acme/login.asp", but does not match`},
		"no_capture": {answer(0, "", "http.realm", "Hooli camera "), false, "captures nothing"},
		"list":       {answer(0, model.FamilyList, "http.realm", "Globex camera 1"), false, "no evidence"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := set.Explain(test.answer)
			if len(got) != 1 || got[0].Held != test.held || !strings.HasPrefix(got[0].Why, test.why) && !strings.Contains(got[0].Why, test.why) {
				t.Errorf("got %+v, want held %t and why %q", got, test.held, test.why)
			}
		})
	}
	if got := set.Explain(answer(0, "", "http.body", "nothing here")); len(got) != 0 {
		t.Errorf("got %+v for an answer that has nothing, want nothing", got)
	}
}
