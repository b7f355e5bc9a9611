package origin

import (
	"strings"
	"testing"
	"time"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"case_and_space", "TP-Link  Systems", "tplinksystems"},
		{"legal_form", "Zhejiang Dahua Technology Co., Ltd.", "zhejiangdahuatechnology"},
		{"legal_form_joined", "Zhejiang Dahua Technology Co.,Ltd.", "zhejiangdahuatechnology"},
		{"legal_form_alone_stays", "Inc", "inc"},
		{"accent", "Geutebrück GmbH", "geutebruck"},
		{"chinese", "海康威视", "海康威视"},
		{"full_width", "ＡＢＣ", "abc"},
		{"nothing", " -_. ", ""},
		{"too_long", strings.Repeat("a", maxName+1), ""},
	} {
		if got := fold(c.in); got != c.want {
			t.Errorf("%s: fold(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Zhejiang Dahua Technology Co., Ltd.")
	f.Add("\xff\x00é")
	f.Fuzz(func(t *testing.T, name string) {
		if folded := fold(name); strings.ContainsAny(folded, " ,.-") {
			t.Errorf("fold(%q) = %q keeps punctuation", name, folded)
		}
	})
}

func TestDate(t *testing.T) {
	at := time.Date(2026, 6, 8, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		date        Date
		valid       bool
		begun, over bool
	}{
		{"", true, true, false},
		{"2026-06-08", true, true, false},
		{"2026-06-07", true, true, true},
		{"2026-06-09", true, false, false},
		{"2026-06", true, true, false},
		{"2026-05", true, true, true},
		{"2025", true, true, true},
		{"2027", true, false, false},
		{"2026-13", false, true, false},
		{"June 2026", false, true, false},
	} {
		if c.date.Valid() != c.valid || c.date.Begun(at) != c.begun || c.date.Over(at) != c.over {
			t.Errorf("%q: valid %v, begun %v, over %v, want %v, %v, %v", c.date, c.date.Valid(), c.date.Begun(at), c.date.Over(at), c.valid, c.begun, c.over)
		}
	}
}

func TestOwnersEndInACircle(t *testing.T) {
	edge := func(by string) []Edge {
		return []Edge{{By: by, Kind: EdgeOwnership, Status: StatusSourced, Claims: []string{"c"}}}
	}
	kb := &KB{
		companies: map[string]Company{"a": {ID: "a", Control: edge("b")}, "b": {ID: "b", Control: edge("a")}},
		claims:    map[string]Claim{"c": {ID: "c", Confirmed: true}},
	}
	if got := kb.ControlOf("a", time.Now()); len(got.Countries) != 0 {
		t.Errorf("ControlOf in a circle = %+v, want nothing", got)
	}
	if got := len(kb.owners("a", time.Now())); got > maxSteps {
		t.Errorf("owners in a circle gave %d, want at most %d", got, maxSteps)
	}
}
