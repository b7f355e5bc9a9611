package wording

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/report"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
)

var asOf = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// knowledge is loaded once: it does not change.
var knowledge = sync.OnceValues(func() (*origin.KB, error) { return origin.Load(fingerprints.FS) })

// china is how a text would name the country or its people.
var china = []string{"China", "Chinese", "Kina", "kinesisk"}

func namesChina(text string) bool {
	return slices.ContainsFunc(china, func(name string) bool { return strings.Contains(text, name) })
}

func TestTaiwanHongKongAndMacaoHaveTheirOwnNames(t *testing.T) {
	for _, code := range []string{"TW", "HK", "MO"} {
		if name := origin.CountryName(code); name == code || namesChina(name) {
			t.Errorf("%s: got the name %q in findings", code, name)
		}
		for _, language := range words.Languages() {
			w, err := words.For(language)
			if err != nil {
				t.Fatal(err)
			}
			if name := w.Country(code); name == "" || namesChina(name) {
				t.Errorf("%s: got the name %q in %s", code, name, language)
			}
		}
	}
}

// assessed is a camera that surely is of a company, assessed by the default
// policy.
func assessed(t *testing.T, kb *origin.KB, company origin.Company) model.Device {
	t.Helper()
	policy, err := assess.LoadPolicy(fingerprints.FS, "default", kb)
	if err != nil {
		t.Fatal(err)
	}
	statement := model.Statement{ID: company.ID, Name: company.Name, Confidence: 0.99, Verdict: model.VerdictConfirmed}
	camera := model.Device{Host: "10.0.0.7", Surveillance: true, Kind: model.KindCamera, Maker: &model.Maker{Statement: statement}}
	w, err := words.For("en")
	if err != nil {
		t.Fatal(err)
	}
	return assess.Device(camera, nil, assess.Input{KB: kb, Policy: policy, AsOf: asOf, Words: w.Localizer})
}

// TestNoCompanyIsGivenAnotherCountry goes through every company: whose seat is
// not in China is not shown as of China, and where control by China is disputed
// or not confirmed the report says so and flags nothing.
func TestNoCompanyIsGivenAnotherCountry(t *testing.T) {
	kb, err := knowledge()
	if err != nil {
		t.Fatal(err)
	}
	w, err := words.For("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, company := range kb.Companies() {
		d := assessed(t, kb, company)
		seat := ""
		if company.Headquarters != nil {
			seat = company.Headquarters.Country
		}
		if country := view.Country(w, d.Maker); namesChina(country) && seat != "CN" {
			t.Errorf("%s of %q is shown as of %s", company.ID, seat, country)
		}
		control := kb.ControlOf(company.ID, asOf)
		if control.In("CN") == origin.StatusSourced {
			continue
		}
		if len(d.Flagged) > 0 {
			t.Errorf("%s is flagged, and its control by China is %q", company.ID, control.In("CN"))
		}
		if shown := view.Control(w, d.Maker); namesChina(shown) && !strings.Contains(shown, "disputed") && !strings.Contains(shown, "unconfirmed") {
			t.Errorf("%s: the report says %q, and its control by China is %q", company.ID, shown, control.In("CN"))
		}
		counts := assess.Summarise([]model.Device{d}, nil, nil, model.Coverage{}).Countries
		if slices.ContainsFunc(counts, func(c model.Count) bool { return c.ID == "CN" }) && seat != "CN" {
			t.Errorf("%s of %q is counted as of China", company.ID, seat)
		}
	}
}

// TestReportsOfTaiwanDoNotNameChina renders a camera of each company of Taiwan
// in every format.
func TestReportsOfTaiwanDoNotNameChina(t *testing.T) {
	kb, err := knowledge()
	if err != nil {
		t.Fatal(err)
	}
	rendered := 0
	for _, company := range kb.Companies() {
		if company.Headquarters == nil || company.Headquarters.Country != "TW" || kb.ControlOf(company.ID, asOf).In("CN") != "" {
			continue
		}
		d := assessed(t, kb, company)
		d.Findings = slices.DeleteFunc(d.Findings, func(f model.Finding) bool { return f.Check == "listed-company" })
		result := model.Result{Devices: []model.Device{d}, Summary: assess.Summarise([]model.Device{d}, nil, nil, model.Coverage{})}
		for _, format := range report.Formats() {
			var out bytes.Buffer
			if err := report.Write(&out, format.Name, result, report.Options{Width: 160}); err != nil {
				t.Fatal(err)
			}
			rendered++
			if text := out.String(); namesChina(text) {
				t.Errorf("%s as %s names China", company.ID, format.Name)
			}
		}
	}
	if rendered == 0 {
		t.Error("got no company of Taiwan, want some")
	}
}
