package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
	"camorigin/internal/report/words"
)

func page1(t *testing.T, r model.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPolicyAllowsWhatIsThere hashes the style and the script as a browser
// finds them and looks for the hashes in the policy.
func TestPolicyAllowsWhatIsThere(t *testing.T) {
	page := page1(t, reporttest.Result())
	policy := between(t, page, `http-equiv="Content-Security-Policy" content="`, `">`)
	policy = strings.NewReplacer("&#39;", "'", "&#43;", "+").Replace(policy)
	for directive, tag := range map[string]string{"style-src": "style", "script-src": "script"} {
		sum := sha256.Sum256([]byte(between(t, page, "<"+tag+">", "</"+tag+">")))
		want := directive + " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if !strings.Contains(policy, want) {
			t.Errorf("got policy %q, want it to have %q", policy, want)
		}
		if n := strings.Count(page, "<"+tag); n != 1 {
			t.Errorf("got %d elements %s, want 1", n, tag)
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") {
		t.Errorf("got policy %q, want it to begin with default-src 'none'", policy)
	}
}

func between(t *testing.T, s, from, to string) string {
	t.Helper()
	_, s, ok := strings.Cut(s, from)
	s, _, ok2 := strings.Cut(s, to)
	if !ok || !ok2 {
		t.Fatalf("got no %q ... %q", from, to)
	}
	return s
}

func TestPageSays(t *testing.T) {
	full, empty := page1(t, reporttest.Result()), page1(t, reporttest.Empty())
	tests := map[string]struct {
		page string
		want []string
	}{
		"who_authorised":    {full, []string{"Birgit Møller, head of IT, 2026-11-20"}},
		"incomplete_reason": {full, []string{"This report is incomplete", "no route to the network from 08:33 on"}},
		"old_data":          {full, []string{"206 days old"}},
		"country_and_code":  {full, []string{"China (CN)", "Sweden (SE)", "control: Japan"}},
		"claims_as_text":    {full, []string{"It does not bind a Danish municipality.", "https://www.example.gov/procurement-list"}},
		"doubt":             {full, []string{"Uniview?", "control: China, United States (disputed)", "unconfirmed: flags nothing"}},
		"conflict":          {full, []string{"Axis Communications, likely (90 %); Dahua, likely (85 %)"}},
		"asked":             {full, []string{"connection attempts 7, connections 5, requests 6", "10.20.0.7 (town hall): ONVIF GetDeviceInformation"}},
		"decisions":         {full, []string{"accepted until 2027-06-30", "expired on 2026-06-30: isolated", "Analysis missing", "a decision held until 2026-06-30"}},
		"costs":             {full, []string{"45,300 to 64,800", "At the end of its life", "2020-06-03 (firmware, a hint)", "Stands apart."}},
		"appendix":          {full, []string{"Other equipment of companies that the policy concerns", "only the prefix of its MAC address"}},
		"silent":            {empty, []string{"254 addresses were silent", "they are not known to be empty"}},
		"nothing_found":     {empty, []string{"No surveillance equipment was identified. That is no statement about silent addresses.", "not stated"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for _, want := range tt.want {
				if !strings.Contains(tt.page, want) {
					t.Errorf("got no %q on the page", want)
				}
			}
		})
	}
}

// TestReportsPromiseNothing holds the reports to the rule that what was not
// found is never called absent.
func TestReportsPromiseNothing(t *testing.T) {
	vocabulary, err := words.For("en")
	if err != nil {
		t.Fatal(err)
	}
	promise := regexp.MustCompile(`(?i)\bsafe\b|\bsecure\b|not chinese|non-chinese|\bharmless device`)
	for _, key := range vocabulary.Keys() {
		if text := vocabulary.T(key); promise.MatchString(text) {
			t.Errorf("%s: got the promise %q", key, text)
		}
	}
}

var (
	inTemplates = regexp.MustCompile(`(?:\{\{|\()(?:t|chartOf) "([a-z_.]+)"|filterOf "[a-z]+" "([a-z_.]+)"`)
	inCode      = regexp.MustCompile(`(?:\.T|[cC]ount|\.Term|Term)\((?:[a-z.]+, )?"([a-z_.]+)"`)
)

// TestEveryTextExists looks up every key that templates and code name.
func TestEveryTextExists(t *testing.T) {
	vocabulary, err := words.For("en")
	if err != nil {
		t.Fatal(err)
	}
	keys := 0
	check := func(path, key string) {
		keys++
		if key == "" || vocabulary.Has(key) || vocabulary.Has(key+".other") && vocabulary.Has(key+".one") || vocabulary.Has(key+".unknown") {
			return
		}
		if slices.Contains([]string{"severity", "basis", "says", "control", "kinds.", "choice", "phase", "hint", "appendix"}, key) {
			return // vocabularies: looked up by value
		}
		t.Errorf("%s: got no text for the key %q", path, key)
	}
	err = filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		pattern := inCode
		if strings.HasSuffix(path, ".gohtml") {
			pattern = inTemplates
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, found := range pattern.FindAllStringSubmatch(string(data), -1) {
			check(path, strings.Join(found[1:], ""))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if keys < 150 {
		t.Errorf("got only %d keys, want the patterns to find more", keys)
	}
}

type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func TestRenderReportsWriteErrors(t *testing.T) {
	for _, room := range []int{0, 5_000, 20_000, 40_000} {
		if err := Render(&full{left: room}, reporttest.Result(), Options{}); err == nil {
			t.Errorf("got no error with room for %d bytes, want one", room)
		}
	}
}
