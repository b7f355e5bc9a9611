package assess_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"camorigin/internal/assess"
)

var update = flag.Bool("update", false, "write docs/CHECKS.md anew")

func TestDocumentationOfChecksIsCurrent(t *testing.T) {
	const page = "../../docs/CHECKS.md"
	if *update {
		if err := os.WriteFile(page, []byte(assess.Document(english(t))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != assess.Document(english(t)) {
		t.Errorf("%s differs from the table of checks; go test ./internal/assess -run Documentation -update writes it anew", page)
	}
}

func TestEveryCheckIsWhole(t *testing.T) {
	for _, c := range assess.Checks(english(t)) {
		if c.ID == "" || c.Title == "" || c.Text == "" || c.Next == "" {
			t.Errorf("check %q lacks a text", c.ID)
		}
		for _, url := range c.References {
			if !strings.HasPrefix(url, "https://") {
				t.Errorf("check %s: reference %q is no address", c.ID, url)
			}
		}
	}
}
