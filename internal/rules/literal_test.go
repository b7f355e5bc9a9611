package rules

import (
	"fmt"
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
)

func TestRequiredLiterals(t *testing.T) {
	tests := map[string]struct {
		pattern string
		want    []string
	}{
		"plain":               {`NetSurveillance`, []string{"netsurveillance"}},
		"any_case":            {`(?i)Kamera`, []string{"kamera"}},
		"class_of_case":       {`[Cc]amera`, []string{"camera"}},
		"alternatives":        {`^(Acme|Globex) `, []string{"acme ", "globex "}},
		"short_alternative":   {`Acme|IP`, nil},
		"longest_run":         {`ab\d+camera\d`, []string{"camera"}},
		"optional":            {`IPC(am)?era`, []string{"ipcamera", "ipcera"}},
		"optional_tail":       {`camera(s)?$`, []string{"camera", "cameras"}},
		"starred":             {`(camera)*`, nil},
		"repeated":            {`(camera){2,}`, []string{"camera"}},
		"repeated_from_zero":  {`(camera){0,2}`, nil},
		"plus":                {`x(camera)+`, []string{"camera"}},
		"small_class":         {`DS-[27]CD`, []string{"ds-2cd", "ds-7cd"}},
		"digits":              {`v\d\d`, nil},
		"boundaries":          {`\bweb\b`, []string{"web"}},
		"beyond_ascii":        {`摄像机`, []string{"摄像机"}},
		"beyond_ascii_folded": {`(?i)büro-kamera`, []string{"ro-kamera"}},
		"replacement":         {"abc\ufffd", []string{"abc"}},
		"too_many":            {`(a|b|c|d|e|f)(a|b|c|d|e|f)(a|b|c|d|e|f)`, nil},
		"cut":                 {strings.Repeat("x", 100), []string{strings.Repeat("x", maxLiteralLength)}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tree, err := syntax.Parse(test.pattern, syntax.Perl)
			if err != nil {
				t.Fatal(err)
			}
			if got := requiredLiterals(tree); !slices.Equal(got, test.want) {
				t.Errorf("requiredLiterals(%s): got %q, want %q", test.pattern, got, test.want)
			}
		})
	}
}

func TestAutomatonFindsWhatContainsFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func(letters string, longest int) string {
		text := make([]byte, 1+random.IntN(longest))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		return string(text)
	}
	for range 500 {
		texts := make([]string, 1+random.IntN(20))
		for i := range texts {
			texts[i] = word("abc\xe2", 5)
		}
		texts = unique(texts)
		a := newAutomaton(texts)
		value := word("abcABCx\xe2", 60)
		found := make([]bool, len(texts))
		a.scan(value, found)
		for i, text := range texts {
			if want := strings.Contains(fold(value), text); found[i] != want {
				t.Fatalf("scan(%q) for %q among %q: got %t, want %t", value, text, texts, found[i], want)
			}
		}
	}
}

// Every estimate must be at least what the compiler makes of the pattern.
func TestInstructionsAreEstimatedFromAbove(t *testing.T) {
	for _, pattern := range randomPatterns(2000, 3) {
		tree, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			continue
		}
		program, err := syntax.Compile(tree.Simplify())
		if err != nil {
			t.Fatal(err)
		}
		if got := instructionsOf(tree); got < len(program.Inst) {
			t.Errorf("instructionsOf(%s): got %d, want at least %d", pattern, got, len(program.Inst))
		}
	}
}

// Looking for literals first must not change what matches.
func TestMatchAgreesWithPlainLoop(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 5))
	set := setOfPatterns(t, randomPatterns(200, 6))
	words := []string{"camera", "CAMERA", "Kam", "\u212aam", "\u017ferver", "Server", "web", "网络", "\xff", "é", "É", " ", "-", "12", "\n", "login.asp", "acme"}
	for range 250 {
		var value strings.Builder
		for range random.IntN(8) {
			value.WriteString(words[random.IntN(len(words))])
		}
		agree(t, set, answer(0, model.FamilyHTTP, "http.body", value.String(), "http.body", "Web"+value.String()))
	}
}

// agree checks the rules that hold against those that hold when all are tried.
func agree(t *testing.T, set *Set, a model.Answer) {
	t.Helper()
	var got, want []string
	for _, h := range set.holding(a, Budget{}.meter()) {
		got = append(got, h.match.Rule)
	}
	facts := factsOf(a)
	for i, c := range set.rules {
		if _, holds := set.try(i, facts, Budget{}.meter()); holds {
			want = append(want, c.rule.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("holding(%q): got %v, want %v", a.Facts, got, want)
	}
}

func setOfPatterns(t testing.TB, patterns []string) *Set {
	t.Helper()
	var all []*compiled
	for i, source := range patterns {
		c, err := compileRule(&Rule{ID: fmt.Sprintf("rule-%d", i), Field: "http.body", Match: source, Certainty: 0.5,
			Says: model.Says{Maker: "acme"}}, newFieldVocabulary())
		if err != nil {
			continue
		}
		all = append(all, c)
	}
	set, err := assemble(all, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func randomPatterns(n int, seed uint64) []string {
	random := rand.New(rand.NewPCG(seed, seed))
	atoms := []string{"camera", "Camera", "acme", "Kam", "(?i:kam)", "(?i:server)", "(?i)SERVER", "web", "[Ww]eb", "网络", "é", "(?i:é)", `\d`, `\w+`, ".", ".*", "[a-c]", "^", "$", `\b`, " ", "-", "login\\.asp", "(?s:.)", "\u017f", "[^a]", "\ufffd"}
	var pattern func(depth int) string
	pattern = func(depth int) string {
		if depth == 0 {
			return atoms[random.IntN(len(atoms))]
		}
		switch random.IntN(7) {
		case 0:
			return "(" + pattern(depth-1) + "|" + pattern(depth-1) + ")"
		case 1:
			return "(?:" + pattern(depth-1) + ")" + []string{"?", "*", "+", "{2}", "{0,2}", "{2,}"}[random.IntN(6)]
		default:
			return pattern(depth-1) + pattern(depth-1)
		}
	}
	patterns := make([]string, n)
	for i := range patterns {
		patterns[i] = pattern(1 + random.IntN(3))
	}
	return patterns
}
