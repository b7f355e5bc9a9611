package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// readOnce reads the code, which does not change while it is tested.
var readOnce = sync.OnceValues(readSources)

func theSources(t *testing.T) sources {
	t.Helper()
	s, err := readOnce()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sources are the places that texts are asked for from.
type sources struct {
	literals  map[string]string // every text in the code, with its file
	asked     map[string]string // those by which a text is asked for
	templates map[string]string // those in templates
}

// families are the beginnings of keys that the code completes with a value of a
// vocabulary; tests of the packages hold that every value has its text.
var families = map[string]bool{
	"verdict": true, "severity": true, "kind": true, "kinds": true, "basis": true, "says": true, "control": true, "choice": true,
	"phase": true, "hint": true, "appendix": true, "about": true, "decided": true, "selector": true, "country": true, "check": true, "said": true,
	"topic": true, "country_in": true, "list_kind": true, "list_scope": true,
}

func readSources() (sources, error) {
	s := sources{literals: map[string]string{}, asked: map[string]string{}, templates: map[string]string{}}
	inTemplate := regexp.MustCompile(`\(?(?:\bt|chartOf|filterOf "[a-z]+") "([a-z_.]+)"`)
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go"):
			return err
		case strings.HasSuffix(path, ".gohtml"):
			data, err := os.ReadFile(path)
			for _, found := range inTemplate.FindAllStringSubmatch(string(data), -1) {
				s.templates[found[1]] = path
			}
			return err
		case strings.HasSuffix(path, ".go") && !strings.Contains(path, "i18n"):
			return s.readGo(path)
		}
		return nil
	})
	return s, err
}

func (s sources) readGo(path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				s.literals[text] = path
			}
		case *ast.CallExpr:
			if key, ok := askedFor(n); ok {
				s.asked[key] = path
			}
		}
		return true
	})
	return nil
}

// askedFor is the key that a call asks a text by, where it names the whole key.
func askedFor(call *ast.CallExpr) (string, bool) {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	at := slices.IndexFunc(call.Args, func(a ast.Expr) bool { _, ok := a.(*ast.BasicLit); return ok })
	if !slices.Contains([]string{"T", "Count", "count", "say", "RetoldAs", "header", "CostSentence"}, name) || at < 0 {
		return "", false
	}
	key, err := strconv.Unquote(call.Args[at].(*ast.BasicLit).Value)
	return key, err == nil && regexp.MustCompile(`^[a-z_]+(\.[a-z_-]+)+$`).MatchString(key)
}

func TestEveryTextThatIsAskedForExists(t *testing.T) {
	l, s := load(t, English), theSources(t)
	for _, keys := range []map[string]string{s.asked, s.templates} {
		if len(keys) < 20 {
			t.Errorf("got %d keys, want those of the program", len(keys))
		}
		for key, path := range keys {
			if !l.Has(key) {
				t.Errorf("%s asks for %q, which no catalogue has", path, key)
			}
		}
	}
}

func TestNoTextIsLeftOver(t *testing.T) {
	s := theSources(t)
	for _, key := range load(t, English).Keys() {
		family, _, _ := strings.Cut(key, ".")
		_, literal := s.literals[key]
		_, template := s.templates[key]
		if !literal && !template && !families[family] {
			t.Errorf("nothing asks for %s", key)
		}
	}
}

// TestWhatIsSaidElsewhereIsSaidSo holds that what is told again is what the code
// still says: a text in the code that fmt fills in, or the beginning of one.
func TestWhatIsSaidElsewhereIsSaidSo(t *testing.T) {
	verbs := regexp.MustCompile(`%(?:\[\d\])?(?:\.\d)?[dsqvfx]`)
	said := map[string]bool{}
	for text := range theSources(t).literals {
		said[strings.TrimSpace(verbs.ReplaceAllString(text, "%s"))] = true
	}
	english, danish := load(t, English), load(t, "da")
	told, _ := danish.retelling()
	for _, text := range doubtsOfTheData(t) {
		said[text] = true
		for _, p := range told.patterns {
			if strings.HasPrefix(p.key, "said.data.") && p.form.MatchString(text) {
				said[english.texts[p.key]] = true
			}
		}
		if told := danish.Retold(text); told == text {
			t.Errorf("nothing says in Danish: %q", text)
		}
	}
	for key, m := range catalogue(t, English) {
		if !strings.HasPrefix(key, saidFamily) {
			continue
		}
		beginning := strings.TrimSpace(strings.TrimSuffix(m.Other, "%s"))
		if !said[m.Other] && !said[beginning] && !saidInParts(said, m.Other) {
			t.Errorf("%s: nothing says %q", key, m.Other)
		}
	}
}

// doubtsOfTheData lists why published vulnerabilities leave it open which devices
// they are about.
func doubtsOfTheData(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../../fingerprints/vulnerabilities.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doubts []string
	for _, found := range regexp.MustCompile(`(?m)uncertain: "([^"]+)"`).FindAllStringSubmatch(string(data), -1) {
		doubts = append(doubts, found[1])
	}
	if len(doubts) == 0 {
		t.Error("got no doubts in the data")
	}
	return doubts
}

// saidInParts reports whether the end of a text is filled in by the code, too.
func saidInParts(said map[string]bool, text string) bool {
	for whole := range said {
		if before, ok := strings.CutSuffix(whole, "%s"); ok && before != "" && strings.HasPrefix(text, before) && said[strings.TrimPrefix(text, before)] {
			return true
		}
	}
	return false
}
