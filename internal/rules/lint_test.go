package rules

import (
	"strings"
	"testing"
)

func TestLintAcceptsGoodRules(t *testing.T) {
	for name, text := range map[string]string{"page": pageRules, "plain": ruleWith("")} {
		for _, p := range Lint(vocabulary(), Embedded(filesOf(map[string]string{"a.yaml": text}))) {
			t.Errorf("%s: got %v, want nothing", name, p)
		}
	}
}

func TestLintFinds(t *testing.T) {
	second := strings.NewReplacer("a-rule", "b-rule", "acme", "globex").Replace(ruleWith(""))
	tests := map[string]struct{ text, want string }{
		"unknown_maker":        {ruleWith("says: {maker: axme}"), `a.yaml:1: a-rule: says maker "axme"`},
		"unknown_brand":        {ruleWith("says: {brand: axme}"), `says brand "axme"`},
		"unknown_platform":     {ruleWith("says: {platform: axme}"), `says platform "axme"`},
		"no_example":           {ruleWith("examples: []"), "has no example"},
		"example_differs":      {ruleWith("examples: [{http.title: a camera, want: {maker: globex}}]"), `example on line 7: says {maker: "acme"}, want {maker: "globex"}`},
		"example_not_matched":  {ruleWith("examples: [{http.title: a Camera, want: {maker: acme}}]"), `example on line 7: has "camera", but does not match`},
		"example_without":      {ruleWith("examples: [{http.body: a camera, want: {maker: acme}}]"), "has no field http.title"},
		"example_field":        {ruleWith("examples: [{http.title: camera, http.x: z, want: {maker: acme}}]"), "unknown field"},
		"not_matches":          {ruleWith("not: [{http.title: camera}]"), "not on line 8: matches and says"},
		"not_without_field":    {ruleWith("not: [{}]"), "has no field"},
		"no_literal":           {ruleWith("match: '[a-z]{6}'"), "or say why_no_literal"},
		"idle_excuse":          {ruleWith("why_no_literal: because"), "remove the key"},
		"source_without_date":  {ruleWith("source: somewhere"), "has no date"},
		"source_of_a_draft":    {ruleWith("source: '" + SourcePlaceholder + " 2026'"), "still that of a draft"},
		"unpublished_and_sure": {strings.Replace(ruleWith("source: general knowledge, 2026"), "0.5", "0.8", 1), "on general knowledge"},
		"prefix_too_certain":   {strings.Replace(ruleWith("field: mac.company"), "0.5", "0.9", 1), "MAC prefix alone"},
		"list_field":           {ruleWith("field: list.brand"), "no evidence"},
		"contradiction":        {ruleWith("") + second, "on the example of b-rule"},
		"several_files_errors": {ruleWith("id: X"), "identifier"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			problems := Lint(vocabulary(), Embedded(filesOf(map[string]string{"a.yaml": test.text})))
			for _, p := range problems {
				if strings.Contains(p.Error(), test.want) {
					return
				}
			}
			t.Errorf("got %v, want one with %q", problems, test.want)
		})
	}
}

func TestLintAcceptsShadowedContradiction(t *testing.T) {
	second := strings.NewReplacer("a-rule", "b-rule", "acme", "globex").Replace(ruleWith("shadowed_by: [a-rule]"))
	second = strings.Replace(second, "shadowed_by: [b-rule]", "shadowed_by: [a-rule]", 1)
	if problems := Lint(vocabulary(), Embedded(filesOf(map[string]string{"a.yaml": ruleWith("") + second}))); len(problems) > 0 {
		t.Errorf("got %v, want nothing", problems)
	}
}
