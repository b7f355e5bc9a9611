package calibrate

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
)

// The rules of the tests: one text a statement.
const testRules = `
- {id: page-likely, field: http.title, match: 'Title of (\w+)', says: {maker: $1, kind: camera}, certainty: 0.85, source: of 2026,
   examples: [{http.title: Title of Axis, want: {maker: axis, kind: camera}}]}
- {id: page-possible, field: http.title, match: 'Hint of (\w+)', says: {maker: $1, kind: camera}, certainty: 0.4, source: of 2026,
   examples: [{http.title: Hint of Axis, want: {maker: axis, kind: camera}}]}
- {id: stream-likely, field: rtsp.server, match: 'Server of (\w+)', says: {maker: $1, kind: camera}, certainty: 0.85, source: of 2026,
   examples: [{rtsp.server: Server of Axis, want: {maker: axis, kind: camera}}]}
- {id: brand-likely, field: http.title, match: 'Box of (\w+)', says: {brand: $1, kind: camera}, certainty: 0.85, source: of 2026,
   examples: [{http.title: Box of Axis, want: {brand: axis, kind: camera}}]}
`

func testJudge(t *testing.T) *judge.Judge {
	t.Helper()
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Load(fstest.MapFS{"rules/test.yaml": {Data: []byte(testRules)}}, kb)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := assess.LoadPolicy(fingerprints.FS, "default", kb)
	if err != nil {
		t.Fatal(err)
	}
	return &judge.Judge{Rules: set, Knowledge: kb, Policy: policy, AsOf: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)}
}

// device is a case that says one thing over each of the protocols.
func device(name, title, server, vendor, brand string) Case {
	c := Case{Name: name, Expect: Expect{Surveillance: true, Vendor: vendor, Brand: brand}}
	if title != "" {
		c.Evidence = append(c.Evidence, model.Evidence{Host: name, Protocol: "http", Port: 80, Fields: model.Fields{"http.title": {title}}})
	}
	if server != "" {
		c.Evidence = append(c.Evidence, model.Evidence{Host: name, Protocol: "rtsp", Port: 554, Fields: model.Fields{"rtsp.server": {server}}})
	}
	return c
}

func measure(t *testing.T, cases ...Case) Table {
	t.Helper()
	table, err := Measure(testJudge(t), func(yield func(Case, error) bool) {
		for _, c := range cases {
			if !yield(c, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestMeasure(t *testing.T) {
	ambiguous := device("shared", "Hint of Axis", "", "Axis", "")
	ambiguous.Ambiguous = true
	locked := device("locked", "Title of Axis", "", "Bosch", "")
	locked.Auth = "needed"
	got := measure(t,
		device("one", "Title of Axis", "", "Axis Communications AB", ""),
		device("two", "Title of Axis", "Server of Axis", "axis", "AXIS"),
		device("other", "Title of Bosch", "", "Axis", ""),
		device("brand", "Box of Hikvision", "", "Hikvision", ""),
		device("silent", "Welcome", "", "Axis", ""),
		device("nobody knows", "Title of Axis", "", "", ""),
		ambiguous, locked,
	)
	want := Table{
		Totals: Totals{Cases: 8, Credentials: 1, Unnamed: 1, Unlabelled: 1, Right: 3, Wrong: 2},
		Bins: []Bin{
			{Family: "http", Confidence: "below 0.5", Named: 1, Wrong: 1, TooFew: true},
			{Family: "http", Confidence: "0.8 to 0.9", Named: 3, Right: 2, Wrong: 1, TooFew: true},
			{Family: "several", Confidence: "0.9 and more", Named: 1, Right: 1, TooFew: true},
			{Family: "all", Confidence: "below 0.5", Named: 1, Wrong: 1, TooFew: true},
			{Family: "all", Confidence: "0.8 to 0.9", Named: 3, Right: 2, Wrong: 1, TooFew: true},
			{Family: "all", Confidence: "0.9 and more", Named: 1, Right: 1, TooFew: true},
		},
		Verdicts: []Bin{
			{Verdict: "possible", Named: 1, Wrong: 1, TooFew: true},
			{Verdict: "likely", Named: 3, Right: 2, Wrong: 1, TooFew: true},
			{Verdict: "confirmed", Named: 1, Right: 1, TooFew: true},
		},
		Mistakes: []Mistake{
			{Case: "other", Vendor: "Axis", Said: "maker bosch", Confidence: 0.85, Verdict: model.VerdictLikely, Rules: []string{"page-likely"}},
			{Case: "shared", Ambiguous: true, Vendor: "Axis", Said: "maker axis", Confidence: 0.4, Verdict: model.VerdictPossible, Rules: []string{"page-possible"}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestFits(t *testing.T) {
	kb := testJudge(t).Knowledge
	tests := map[string]struct {
		vendor, brand string // of the label
		maker, said   string // what is said, identifiers
		want          bool
	}{
		"maker":                  {"Hikvision", "", "hikvision", "", true},
		"legal_name":             {"Zhejiang Dahua Technology Co., Ltd.", "", "dahua", "", true},
		"other_maker":            {"Hikvision", "", "dahua", "", false},
		"supplier_of_the_brand":  {"Annke", "Annke", "hikvision", "annke", true},
		"no_supplier":            {"Annke", "Annke", "axis", "annke", false},
		"maker_right_brand_not":  {"Hikvision", "Annke", "hikvision", "amcrest", false},
		"another_of_its_brands":  {"Hikvision", "", "hikvision", "hilook", true},
		"brand_labelled_is_else": {"Hikvision", "Annke", "hikvision", "hilook", false},
		"unknown_to_the_data":    {"Acme Optics", "", "acmeoptics", "", true},
		"beginning_of_the_name":  {"Arecont Vision", "", "arecont", "", true},
		"short_beginning":        {"Lgtec", "", "lg", "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := model.Device{Maker: &model.Maker{Statement: model.Statement{ID: test.maker}}}
			if test.said != "" {
				d.Brand = &model.Statement{ID: test.said}
			}
			got := newLabel(kb, Expect{Vendor: test.vendor, Brand: test.brand}, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)).fits(d)
			if got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestShareNeedsEnough(t *testing.T) {
	var cases []Case
	for i := range TooFew {
		vendor := "Axis"
		if i == 0 {
			vendor = "Bosch"
		}
		cases = append(cases, device(fmt.Sprint(i), "Title of Axis", "", vendor, ""))
	}
	if bin := measure(t, cases[1:]...).Bins[0]; !bin.TooFew || bin.Share != 0 {
		t.Errorf("of %d names got %+v, want too few", len(cases)-1, bin)
	}
	table := measure(t, cases...)
	if bin := table.Bins[0]; bin.TooFew || bin.Share != 0.95 || bin.Low >= 0.95 || bin.High <= 0.95 {
		t.Errorf("of %d names got %+v, want a share of 0.95", len(cases), bin)
	}
	var page strings.Builder
	if err := table.Markdown(&page, Page{About: "Made up.", Command: "calibrate made-up.jsonl", Rules: 4, Data: "2026-11-24"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| http | 0.8 to 0.9 | 20 | 19 | 1 | 95 % (76 to 99) |", "Made up.", "calibrate made-up.jsonl", "| likely | 20 |"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page has no %q:\n%s", want, page.String())
		}
	}
}

func TestWilson(t *testing.T) {
	// Values of the formula as published in Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
	for _, c := range []struct {
		successes, n int
		low, high    float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {0, 0, 0, 1}} {
		low, high := Wilson(c.successes, c.n)
		if math.Abs(low-c.low) > 0.00006 || math.Abs(high-c.high) > 0.00006 {
			t.Errorf("Wilson(%d, %d) = %.4f to %.4f, want %.4f to %.4f", c.successes, c.n, low, high, c.low, c.high)
		}
	}
}

func TestRead(t *testing.T) {
	const input = `{"case":"a","evidence":[{"protocol":"http","port":80,"fields":{"http.title":"x"}}],"expect":{"vendor":"Axis"},"license":"MIT"}

{"case":"b"}
{"case":"c","evidence":[{"port":80}]}
nonsense
{"case":"d","evidence":[{"protocol":"rtsp"}],"ambiguous":true,"auth":"needed"}
`
	var names, faults []string
	for c, err := range Read(strings.NewReader(input), "in.jsonl") {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		names = append(names, c.Name)
		if c.Evidence[0].Host != c.Name {
			t.Errorf("host of %s is %q", c.Name, c.Evidence[0].Host)
		}
	}
	if diff := cmp.Diff([]string{"a", "d"}, names); diff != "" {
		t.Error(diff)
	}
	for i, want := range []string{`in.jsonl:3: no "evidence"`, `in.jsonl:4: evidence without "protocol"`, "in.jsonl:5: not a labelled case"} {
		if i >= len(faults) || !strings.Contains(faults[i], want) {
			t.Errorf("got %q, want one with %q", faults, want)
		}
	}
}

func TestMeasureEndsAtAnError(t *testing.T) {
	broken := errors.New("broken")
	_, err := Measure(testJudge(t), func(yield func(Case, error) bool) { yield(Case{}, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"case":"a","evidence":[{"protocol":"http","response":"HTTP/1.1 200 OK"}],"expect":{"vendor":"Axis"}}`))
	f.Add([]byte("\n\n{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for c, err := range Read(strings.NewReader(string(data)), "in") {
			if err == nil && len(c.Evidence) == 0 {
				t.Error("a case without evidence")
			}
		}
	})
}
