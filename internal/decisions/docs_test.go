package decisions_test

import (
	"os"
	"regexp"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/cost"
	"camorigin/internal/decisions"
	"camorigin/internal/origin"
)

// What the documentation shows must be what is read.
func TestDocumentedFilesAreGood(t *testing.T) {
	page, err := os.ReadFile("../../docs/DECISIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(blocks) != 2 {
		t.Fatalf("got %d examples, want one of decisions and one of prices", len(blocks))
	}
	if _, err := decisions.Read("docs", []byte(blocks[0][1]), kb); err != nil {
		t.Error(err)
	}
	if _, err := cost.Read("docs", []byte(blocks[1][1]), cost.Prices{}); err != nil {
		t.Error(err)
	}
}
