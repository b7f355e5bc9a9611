package explain_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/width"

	"camorigin/internal/explain"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// checkWritten writes topics and holds that nothing in them reaches the
// terminal, and that lines keep to the width.
func checkWritten(t *testing.T, topics []explain.Topic, columns int) string {
	t.Helper()
	var b strings.Builder
	if err := explain.Write(&b, topics, explain.Options{Width: columns, Words: book(t).Words}); err != nil {
		t.Fatalf("Write: %v", err)
	}
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			t.Errorf("line %q has a control character", line)
		}
		if n := shown(line); n > columns && len(strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "- "))) > 1 {
			t.Errorf("line %q takes %d columns, want at most %d", line, n, columns)
		}
	}
	return b.String()
}

func shown(line string) int {
	n := 0
	for _, r := range line {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

func TestWriteKeepsToTheWidth(t *testing.T) {
	for _, query := range []string{"Hikvision", "China", "us-ndaa-889", "CVE-2017-7921", "hikvision-lts-realm", "Honeywell"} {
		for _, columns := range []int{30, 61, 100} {
			checkWritten(t, book(t).Explain(query), columns)
		}
	}
}

func TestWriteIsCleanAndWhole(t *testing.T) {
	hostile := "x\x1b]0;owned\x07\u202e\nnext\u200b"
	topics := []explain.Topic{{
		Kind: explain.KindRule, ID: "r" + hostile, Name: "Rule" + hostile,
		Sections: []explain.Section{{Title: "T" + hostile, Statements: []explain.Statement{
			{Text: "first " + hostile, Claims: []string{"c" + hostile}}, {Text: "deeper", Depth: 1, Status: origin.StatusSourced},
		}}},
		Claims: []model.Claim{{ID: "c", Text: "claim " + hostile, Publisher: "p" + hostile, Date: "2020", Checked: "2026-11-24", URL: "https://example.org/", Confirmed: false}},
	}}
	text := checkWritten(t, topics, 80)
	for _, want := range []string{"Rule", "  - first", "    - deeper", "Sources", "NOT CONFIRMED", "p", "2020", "checked 2026-11-24.", "https://example.org/"} {
		if !strings.Contains(text, want) {
			t.Errorf("text lacks %q:\n%s", want, text)
		}
	}
}

func TestWriteColor(t *testing.T) {
	topics := book(t).Explain("F0001")
	var plain, colored strings.Builder
	if err := explain.Write(&plain, topics, explain.Options{Words: book(t).Words}); err != nil {
		t.Fatal(err)
	}
	if err := explain.Write(&colored, topics, explain.Options{Color: true, Words: book(t).Words}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(colored.String(), "\x1b[1m") || strings.Contains(plain.String(), "\x1b") {
		t.Errorf("colour: got %q and %q", colored.String(), plain.String())
	}
	if got := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "").Replace(colored.String()); got != plain.String() {
		t.Errorf("without its colours the text is %q, want %q", got, plain.String())
	}
}

func TestWriteJSON(t *testing.T) {
	write := func(topics []explain.Topic) string {
		var b strings.Builder
		if err := explain.WriteJSON(&b, "q\x1b", topics); err != nil {
			t.Fatalf("WriteJSON: %v", err)
		}
		return b.String()
	}
	first, again := write(book(t).Explain("Hikvision")), write(book(t).Explain("Hikvision"))
	if first != again {
		t.Error("the same question gives other bytes")
	}
	var got struct {
		Schema string
		Query  string
		Topics []explain.Topic
	}
	if err := json.Unmarshal([]byte(first), &got); err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	if got.Schema != explain.Schema || len(got.Topics) != 1 || got.Topics[0].ID != "hikvision" || len(got.Topics[0].Claims) == 0 {
		t.Errorf("got %q with %d topics", got.Schema, len(got.Topics))
	}
	if !strings.Contains(write(nil), `"topics": []`) {
		t.Error("no topics are no empty list")
	}
}
