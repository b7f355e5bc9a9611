package rules

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// ruleWith is a valid rule, with one line replaced or added.
func ruleWith(line string) string {
	key, _, _ := strings.Cut(line, ":")
	lines := []string{"id: a-rule", "field: http.title", "match: camera", "says: {maker: acme}", "certainty: 0.5", "source: manual of 2024",
		"examples: [{http.title: a camera, want: {maker: acme}}]"}
	found := false
	for i, old := range lines {
		if strings.HasPrefix(old, key+":") {
			lines[i], found = line, true
		}
	}
	if !found {
		lines = append(lines, line)
	}
	return "- " + strings.Join(lines, "\n  ") + "\n"
}

func TestLoadRefuses(t *testing.T) {
	tests := map[string]struct{ line, want string }{
		"bad_id":             {"id: Not_kebab", "fingerprints/rules/a.yaml:1: Not_kebab: identifier"},
		"unknown_key":        {"certanty: 0.5", `unknown key "certanty", did you mean "certainty"?`},
		"unknown_field":      {"field: http.titel", `unknown field "http.titel", did you mean "http.title"?`},
		"unknown_condition":  {"with: [{field: smtp.banner, match: x}]", "with: unknown field"},
		"certainty_of_one":   {"certainty: 1.0", "between 0 and 1"},
		"no_regexp":          {"match: 'a(b'", "no regular expression"},
		"long_pattern":       {"match: '" + strings.Repeat("a", 513) + "'", "use at most 512"},
		"huge_repeat":        {"match: '(a?){1000}b'", "instructions, simplify"},
		"nested_repeat":      {"match: '((a{30}){30})b'", "instructions, simplify"},
		"much_repeat":        {"match: '((a{0,10}){0,10}){0,10}'", "instructions, simplify"},
		"three_conditions":   {"with: [{field: http.body, match: x}, {field: http.body, match: x}, {field: http.body, match: x}]", "use at most 2"},
		"bad_condition":      {"unless: [{field: http.body, match: '*'}]", "unless: pattern is no regular expression"},
		"says_nothing":       {"says: {}", "says nothing"},
		"says_unknown":       {"says: {colour: red}", `unknown key "colour"`},
		"unknown_kind":       {"says: {kind: webcam}", "says kind"},
		"captured_kind":      {"says: {kind: $1}", "says kind from a capture"},
		"capture_not_there":  {"says: {model: $2}", "match has only 0 groups"},
		"shadow_not_there":   {"shadowed_by: other", "names no other rule"},
		"shadow_of_itself":   {"shadowed_by: a-rule", "names no other rule"},
		"example_not_wanted": {"examples: [{http.title: a}]", `key "want" is missing`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			rule := ruleWith(test.line)
			_, err := Load(filesOf(map[string]string{"a.yaml": rule}), vocabulary())
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "fingerprints/rules/a.yaml:") {
				t.Fatalf("got error %v, want one with file, line and %q", err, test.want)
			}
			if took := time.Since(begin); took > 2*time.Second { // some milliseconds, on an idle machine
				t.Errorf("got the error after %s, want it soon", took)
			}
		})
	}
}

func TestLoadRefusesWhatDoesNotFitTogether(t *testing.T) {
	tests := map[string]struct {
		files map[string]string
		want  string
	}{
		"same_id":      {map[string]string{"a.yaml": ruleWith(""), "b/c.yaml": ruleWith("certainty: 0.6")}, "rules/b/c.yaml:1: a-rule: identifier stands already at fingerprints/rules/a.yaml:1"},
		"a_mapping":    {map[string]string{"a.yaml": "rules: []\n"}, "rules/a.yaml:1: a mapping where a list is meant"},
		"alias_bomb":   {map[string]string{"a.yaml": "- &a [x]\n- [*a, *a]\n"}, "rules/a.yaml:1: anchor"},
		"deep":         {map[string]string{"a.yaml": strings.Repeat("[", 100) + strings.Repeat("]", 100)}, "nested too deeply"},
		"gigabyte":     {map[string]string{"a.yaml": strings.Repeat("#", 2<<20)}, "longer than 1048576 bytes"},
		"many_rules":   {manyRules(5001), "more than 5000 rules"},
		"no_directory": {nil, "cannot list"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Load(filesOf(test.files), vocabulary()); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

func manyRules(n int) map[string]string {
	files := map[string]string{}
	for file := 0; n > 0; file++ {
		var text strings.Builder
		for range min(n, 1000) {
			text.WriteString(strings.Replace(ruleWith(""), "a-rule", fmt.Sprintf("rule-%d", n), 1))
			n--
		}
		files[fmt.Sprintf("%02d.yaml", file)] = text.String()
	}
	return files
}

func TestAdd(t *testing.T) {
	set := load(t, map[string]string{"a.yaml": ruleWith("")})
	source := func(text string) Source {
		return Source{FS: fstest.MapFS{"mine.yaml": {Data: []byte(text)}}, Dir: ".", Name: "my/rules"}
	}
	both, err := set.Add(source(ruleWith("id: mine")))
	if err != nil || both.Len() != 2 || set.Len() != 1 {
		t.Fatalf("got %v, %v, want a set of two rules and the first as it was", both, err)
	}
	if _, ok := both.Rule("mine"); !ok {
		t.Error("got no rule mine, want one")
	}
	for text, want := range map[string]string{
		ruleWith(""):                    "my/rules/mine.yaml:1: a-rule: identifier stands already at fingerprints/rules/a.yaml:1",
		ruleWith("says: {maker: axme}"): `my/rules/mine.yaml:1: a-rule: says maker "axme", which no file of makers has`,
	} {
		if _, err := set.Add(source(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}
