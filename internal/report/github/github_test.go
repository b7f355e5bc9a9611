package github

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
)

func annotate(t *testing.T, r model.Result, language string) string {
	t.Helper()
	var out bytes.Buffer
	if err := Annotations(&out, r, language); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// result holds the findings and nothing else.
func result(findings ...model.Finding) model.Result {
	r := reporttest.Empty()
	r.Findings = findings
	return r
}

func TestAnnotations(t *testing.T) {
	decided := &model.Decision{Choice: "accept"}
	lapsed := &model.Decision{Choice: "accept", Expired: true}
	tests := []struct {
		name     string
		findings []model.Finding
		want     string
	}{
		{"nothing", nil, ""},
		{"of_a_host", []model.Finding{{Severity: "high", Title: "Telnet", Text: "It is open.", Next: "Close it.", Host: "10.0.0.1"}},
			"::error title=Telnet::10.0.0.1: It is open. Close it.\n"},
		{"levels", []model.Finding{{Severity: "info", Title: "a", Host: "h"}, {Severity: "low", Title: "b", Host: "h"}, {Severity: "medium", Title: "c", Host: "h"}, {Severity: "critical", Title: "d", Host: "h"}},
			"::error title=d::h:\n::warning title=c::h:\n::notice title=b::h:\n::notice title=a::h:\n"},
		{"one_check_on_two_hosts", []model.Finding{{Severity: "low", Check: "c", Title: "T", Text: "x", Host: "a"}, {Severity: "low", Check: "c", Title: "T", Text: "x", Host: "b"}},
			"::notice title=T::a, b: x\n"},
		{"by_hand_and_decided", []model.Finding{{Severity: "high", ByHand: true, Title: "a"}, {Severity: "high", Title: "b", Decision: decided}}, ""},
		{"decision_lapsed", []model.Finding{{Severity: "high", Title: "b", Text: "x", Host: "h", Decision: lapsed}}, "::error title=b::h: x\n"},
		{"escapes", []model.Finding{{Severity: "high", Title: "100%: a,b", Text: "50%0A\nnext, last", Host: "h"}},
			"::error title=100%25%3A a%2Cb::h: 50%250A next, last\n"},
		{"commands_in_texts", []model.Finding{{Severity: "high", Title: "::stop-commands::x", Text: "x ##[error]y", Host: "h"}},
			"::error title=' %3A%3Astop-commands%3A%3Ax::h: x # #[error]y\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := annotate(t, result(test.findings...), "en"); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestNoMoreOfALevelThanAreShown(t *testing.T) {
	var findings []model.Finding
	for i := range 25 {
		findings = append(findings, model.Finding{Severity: "high", Check: fmt.Sprint(i), Title: fmt.Sprint("check ", i), Host: "h"})
	}
	findings = append(findings, model.Finding{Severity: "low", Title: "last", Host: "h"})
	lines := strings.Split(strings.TrimSuffix(annotate(t, result(findings...), "en"), "\n"), "\n")
	if len(lines) != PerLevel+1 {
		t.Fatalf("got %d lines, want %d errors and a notice", len(lines), PerLevel)
	}
	if got, want := lines[PerLevel-1], "::error title=16 more findings of this level::"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := lines[PerLevel]; !strings.HasPrefix(got, "::notice title=last::") {
		t.Errorf("got %q, want the notice", got)
	}
}

func TestIncompleteIsAWarning(t *testing.T) {
	r := result()
	r.Run.Incomplete, r.Run.Reasons = true, []string{"no route", "no time"}
	want := "::warning title=This report is incomplete%3A part of the scope was not examined.::no route; no time\n"
	if got := annotate(t, r, ""); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestHostileText holds that whatever devices say, every line is a command of
// ours and nothing in it is another one.
func TestHostileText(t *testing.T) {
	ours := regexp.MustCompile(`^::(error|warning|notice) title=[^:,\r\n]*::[^\r\n]*$`)
	for _, payload := range reporttest.Payloads() {
		r := reporttest.Result()
		for _, field := range reporttest.Fields(&r) {
			if !field.Vocabulary {
				field.Set(payload)
			}
		}
		for _, line := range strings.Split(strings.TrimSuffix(annotate(t, r, "da"), "\n"), "\n") {
			if !ours.MatchString(line) || strings.Contains(line, "##[") || strings.ContainsAny(line, "\x1b\x00\u202e\u2028") {
				t.Errorf("payload %.40q: got %q", payload, line)
			}
		}
	}
}

func TestUnknownLanguage(t *testing.T) {
	if err := Annotations(&bytes.Buffer{}, result(), "tlh"); err == nil {
		t.Error("got no error from Annotations")
	}
	if _, err := Cut("long", 1, "tlh"); err == nil {
		t.Error("got no error from Cut")
	}
}

func TestCut(t *testing.T) {
	const note = "\n**The rest of this report found no room here; the report files have all of it.**\n"
	report := "# Title\n\n| a |\n| bbbbbbbbbb |\n" + strings.Repeat("| row |\n", 20)
	tests := map[string]struct {
		room int
		want string
	}{
		"whole":           {len(report), report},
		"behind_a_line":   {len(note) + 15, "# Title\n\n| a |\n" + note},
		"within_a_line":   {len(note) + 20, "# Title\n\n| a |\n" + note},
		"note_only":       {len(note), note},
		"no_room_at_all":  {len(note) - 1, ""},
		"less_than_none":  {-5, ""},
		"within_one_line": {len(note) + 3, note},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Cut(report, test.room, "en")
			if err != nil || got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}
