package rules

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What the documentation shows must be what the linter accepts.
func TestDocumentedRulesAreGood(t *testing.T) {
	page, err := os.ReadFile("../../docs/RULES.md")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		indent := len(block[1]) - len(strings.TrimLeft(block[1], " "))
		for line := range strings.Lines(block[1]) {
			text.WriteString(strings.TrimPrefix(line, strings.Repeat(" ", indent)))
		}
	}
	// A block that stands in a list is indented by it, up to its closing mark.
	rules := strings.TrimRight(text.String(), " ")
	for _, p := range Lint(vocabulary(), Embedded(filesOf(map[string]string{"docs.yaml": rules}))) {
		t.Errorf("%v\n%s", p, rules)
	}
	if n := strings.Count(rules, "- id: "); n < 5 {
		t.Errorf("got %d rules in the documentation, want at least 5", n)
	}
}
