package view

import (
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
)

func english(t *testing.T) words.Words {
	t.Helper()
	w, err := words.For("en")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestSorted(t *testing.T) {
	devices := []model.Device{{Host: "camera-b"}, {Host: "10.0.0.10"}, {Host: "fd00::1"}, {Host: "10.0.0.9", Site: "b"}, {Host: "10.0.0.9", Site: "a"}}
	var got []string
	for _, d := range Sorted(devices, []model.Device{{Host: "10.0.0.2"}}) {
		got = append(got, Place(d.Host, d.Site))
	}
	want := "10.0.0.2, 10.0.0.9 (a), 10.0.0.9 (b), 10.0.0.10, fd00::1, camera-b"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestStatement(t *testing.T) {
	tests := map[string]struct {
		in   *model.Statement
		want string
	}{
		"none":      {nil, "unknown"},
		"confirmed": {&model.Statement{Name: "Axis", Verdict: model.VerdictConfirmed}, "Axis"},
		"likely":    {&model.Statement{Name: "Axis", Verdict: model.VerdictLikely}, "Axis"},
		"only_id":   {&model.Statement{ID: "axis", Verdict: model.VerdictLikely}, "axis"},
		"possible":  {&model.Statement{Name: "Axis", Verdict: model.VerdictPossible}, "Axis?"},
		"conflict":  {&model.Statement{Verdict: model.VerdictConflict}, "conflict"},
		"unknown":   {&model.Statement{Name: "Axis", Verdict: model.VerdictUnknown}, "unknown"},
		"listed":    {&model.Statement{Name: "Axis", Verdict: model.VerdictListed}, "unknown"},
		"nameless":  {&model.Statement{Verdict: model.VerdictLikely}, "unknown"},
		"hostile":   {&model.Statement{Name: "A\x1bx", Verdict: model.VerdictLikely}, "A\ufffdx"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Statement(english(t), tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestControl(t *testing.T) {
	likely := model.Statement{Name: "X", Verdict: model.VerdictLikely}
	tests := map[string]struct {
		in   *model.Maker
		want string
	}{
		"nobody":       {nil, ""},
		"own_country":  {&model.Maker{Statement: likely, Country: "CN", Control: []string{"CN"}, ControlStatus: "sourced"}, ""},
		"other":        {&model.Maker{Statement: likely, Country: "SE", Control: []string{"JP"}, ControlStatus: "sourced"}, "control: Japan"},
		"disputed":     {&model.Maker{Statement: likely, Country: "US", Control: []string{"US"}, ControlStatus: "disputed"}, "control: United States (disputed)"},
		"conflict":     {&model.Maker{Statement: model.Statement{Verdict: model.VerdictConflict}, Control: []string{"CN"}}, ""},
		"unknown_code": {&model.Maker{Statement: likely, Country: "SE", Control: []string{"XX"}}, "control: XX"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Control(english(t), tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	likely, possible := model.VerdictLikely, model.VerdictPossible
	brand, maker := &model.Statement{Verdict: likely}, &model.Maker{Statement: model.Statement{Verdict: possible}}
	for want, d := range map[model.Verdict]model.Device{possible: {Brand: brand, Maker: maker}, likely: {Brand: brand}, model.VerdictUnknown: {}} {
		if got := Verdict(d); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestWorst(t *testing.T) {
	d := model.Device{Flagged: []model.Flag{{Severity: model.SeverityLow}, {Severity: model.SeverityHigh}, {Severity: "strange"}}}
	if got := Worst(d); got != model.SeverityHigh {
		t.Errorf("got %s, want high", got)
	}
	if got := Worst(model.Device{Flagged: []model.Flag{{}}}); got != model.SeverityInfo {
		t.Errorf("got %q for a flag without severity, want info", got)
	}
	if got := Worst(model.Device{CheckByHand: []model.Flag{{Severity: model.SeverityHigh}}}); got != "" {
		t.Errorf("got %q for a device to check by hand, want none", got)
	}
}

func TestGroupFindings(t *testing.T) {
	findings := []model.Finding{
		{Check: "a", Severity: model.SeverityCritical, ByHand: true, Title: "A", Host: "1"},
		{Check: "b", Severity: model.SeverityLow, Title: "B", Text: "x", Host: "1"},
		{Check: "c", Severity: model.SeverityHigh, Title: "C", Host: "2"},
		{Check: "b", Severity: model.SeverityLow, Title: "B", Text: "x", Host: "2", Site: "s"},
		{Check: "b", Severity: model.SeverityLow, Title: "B", Text: "y", Host: "3"},
	}
	var got []string
	for _, g := range GroupFindings(findings) {
		got = append(got, g.Title+":"+Places(english(t), g.Hosts(), 2))
	}
	want := "C:2 B:1, 2 (s) and 1 more A:1"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
}
