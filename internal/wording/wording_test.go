package wording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"camorigin/internal/assess"
	"camorigin/internal/report/words"
)

const root = "../.."

// refused lists what no text says, with an example each that it must find. A
// company is not called names, the law of a country is not stated for the
// reader, and a device is not called harmless because nothing was found.
func refused() map[string]*regexp.Regexp {
	refused := map[string]*regexp.Regexp{}
	for example, pattern := range map[string]string{
		"the maker is a spy":              `\b(spy|spies|spying|spyware|espionage)\b`,
		"brugt til spionage":              `\bspion(age)?\b`,
		"the camera is illegal":           `\b(illegal|unlawful|ulovlig[et]?)\b`,
		"kameraet er forbudt i Danmark":   `forbudt i danmark|(banned|forbidden|prohibited) in denmark`,
		"its maker left a backdoor":       `\b(back ?doors?|bagdør(e|en)?)\b`,
		"the device is safe":              `\bsafe\b`,
		"it is not Chinese":               `\b(not|non)[ -]chinese\b|\bikke[ -]kinesisk[e]?\b`,
		"a trustworthy maker":             `\b(trustworthy|untrustworthy)\b`,
		"the network is free of Chinese.": `\bfree of chinese\b|\bfri for kinesisk[e]?\b`,
	} {
		refused[example] = regexp.MustCompile(`(?i)` + pattern)
	}
	return refused
}

func TestPatternsFindTheirExamples(t *testing.T) {
	for example, pattern := range refused() {
		if !pattern.MatchString(example) {
			t.Errorf("%v does not find %q", pattern, example)
		}
	}
	for _, fine := range []string{"leave the network safely", "controlled from China", "Chinese text in GB18030", "spi onboard", "not found to be of China"} {
		if found := accusation(fine); found != "" {
			t.Errorf("%q is refused for %q", fine, found)
		}
	}
}

// accusation is what is wrong with a text, or nothing.
func accusation(text string) string {
	for _, pattern := range refused() {
		if found := pattern.FindString(text); found != "" {
			return found
		}
	}
	return ""
}

// TestNoTextOfTheProgramAccuses reads every text that the program's code holds:
// reports, findings, explanations, errors and help.
func TestNoTextOfTheProgramAccuses(t *testing.T) {
	read := 0
	walk(t, []string{"internal", "cmd"}, func(path string) {
		switch {
		case strings.HasSuffix(path, "_test.go") || strings.Contains(path, "reporttest"):
		case strings.HasSuffix(path, ".go"):
			for _, text := range literals(t, path) {
				read++
				if found := accusation(text); found != "" {
					t.Errorf("%s says %q in %q", path, found, text)
				}
			}
		case strings.HasSuffix(path, ".gohtml") || strings.Contains(path, "locales"):
			read++
			if found := accusation(contents(t, path)); found != "" {
				t.Errorf("%s says %q", path, found)
			}
		}
	})
	if read < 1000 {
		t.Errorf("got %d texts, want all of the program", read)
	}
}

// literals are the texts in a file's code, without patterns and import paths.
// A single word is a name, not a sentence.
func literals(t *testing.T, path string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		if text, err := strconv.Unquote(literal.Value); err == nil && strings.Contains(text, " ") {
			texts = append(texts, text)
		}
		return true
	})
	return texts
}

// TestNoTextOfTheDataAccuses reads the companies, lists, policies, prices and
// vulnerabilities whole, of rules the sentences only: what a device says is not
// ours.
func TestNoTextOfTheDataAccuses(t *testing.T) {
	sentences := regexp.MustCompile(`(?m)^\s*(source|note|notes|title|reason|no_literal|why):.*$`)
	read := 0
	walk(t, []string{"fingerprints", "docs", "README.md", "CHANGELOG.md"}, func(path string) {
		text := ""
		switch filepath.Ext(path) {
		case ".yaml":
			text = contents(t, path)
			if strings.Contains(filepath.ToSlash(path), "/rules/") {
				text = strings.Join(sentences.FindAllString(text, -1), "\n")
			}
		case ".md":
			text = contents(t, path)
		}
		if text == "" {
			return
		}
		read++
		if found := accusation(text); found != "" {
			t.Errorf("%s says %q", path, found)
		}
	})
	if read < 50 {
		t.Errorf("got %d files, want all of the data", read)
	}
}

func TestNoTextOfReportsAndChecksAccuses(t *testing.T) {
	for _, language := range words.Languages() {
		w, err := words.For(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range w.Keys() {
			if found := accusation(w.T(key)); found != "" {
				t.Errorf("%s: %s says %q", language, key, found)
			}
		}
		for _, c := range assess.Checks(w.Localizer) {
			if found := accusation(c.Title + "\n" + c.Text + "\n" + c.Next); found != "" {
				t.Errorf("%s: check %s says %q", language, c.ID, found)
			}
		}
	}
}

func walk(t *testing.T, tops []string, visit func(path string)) {
	t.Helper()
	for _, top := range tops {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() {
				visit(path)
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}

func contents(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
