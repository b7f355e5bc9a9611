package cost_test

import (
	"strings"
	"testing"
	"time"

	"camorigin/fingerprints"
	"camorigin/internal/cost"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

var asOf = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

func defaults(t *testing.T) cost.Prices {
	t.Helper()
	p, err := cost.Load(fingerprints.FS)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return p
}

func device(host string, change func(*model.Device)) model.Device {
	d := model.Device{
		Host: host, Site: "hall", Surveillance: true, Kind: model.KindCamera,
		Maker:   &model.Maker{Statement: model.Statement{ID: "hikvision", Name: "Hikvision", Verdict: model.VerdictConfirmed}},
		Flagged: []model.Flag{{Policy: "default", Basis: "maker", Verdict: model.VerdictConfirmed, Severity: model.SeverityHigh}},
	}
	if change != nil {
		change(&d)
	}
	return d
}

func TestOnlySureFlagsAreCounted(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*model.Device)
		want   bool
	}{
		{"confirmed", nil, true},
		{"likely", func(d *model.Device) { d.Flagged[0].Verdict = model.VerdictLikely }, true},
		{"possible", func(d *model.Device) { d.Flagged[0].Verdict = model.VerdictPossible }, false},
		{"by_hand", func(d *model.Device) { d.CheckByHand, d.Flagged = d.Flagged, nil }, false},
		{"conflict", func(d *model.Device) { d.Maker.Verdict = model.VerdictConflict }, false},
		{"not_flagged", func(d *model.Device) { d.Flagged = nil }, false},
		{"no_surveillance", func(d *model.Device) { d.Surveillance = false }, false},
		{"false_positive", func(d *model.Device) { d.Decision = decision(model.ChoiceFalsePositive, "2027-01-01") }, false},
		{"accepted", func(d *model.Device) { d.Decision = decision(model.ChoiceAccept, "2027-01-01") }, true},
		{"false_positive_expired", func(d *model.Device) {
			d.Decision = decision(model.ChoiceFalsePositive, "2026-01-01")
			d.Decision.Expired = true
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := cost.Estimate([]model.Device{device("10.0.0.1", c.change)}, defaults(t), asOf, english(t))
			if (got != nil) != c.want {
				t.Errorf("got costs %v, want them %v", got, c.want)
			}
		})
	}
}

func decision(choice model.Choice, review string) *model.Decision {
	return &model.Decision{Choice: choice, Reason: "r", Review: review}
}

func TestDefaultsAreThePublishedFigures(t *testing.T) {
	devices := []model.Device{device("10.0.0.1", nil), device("10.0.0.2", nil)}
	got := cost.Estimate(devices, defaults(t), asOf, english(t))
	if got.Currency != "DKK" || got.Total != 30200 || got.High != 43200 || len(got.Lines) != 1 {
		t.Errorf("got %+v, want one line of DKK 30200 to 43200", got)
	}
	text := strings.Join(got.Assumptions, "\n")
	for _, want := range []string{"15,100", "21,600", "Copenhagen", "10 to 15 years", "confirmed or likely"} {
		if !strings.Contains(text, want) {
			t.Errorf("the assumptions do not say %q:\n%s", want, text)
		}
	}
}

func TestPlan(t *testing.T) {
	open := func(f model.Finding) func(*model.Device) {
		return func(d *model.Device) { d.Findings = []model.Finding{f} }
	}
	stream := model.Finding{Check: "rtsp-open-description", Severity: model.SeverityHigh, Title: "Stream"}
	decided := stream
	decided.Decision = decision(model.ChoiceAccept, "2027-01-01")
	origin := model.Finding{Check: "policy/default/chinese-control", Severity: model.SeverityHigh, Title: "Origin"}
	strict := origin
	strict.Severity = model.SeverityCritical
	bought := func(when string) func(*model.Device) {
		return func(d *model.Device) { d.Listed = &model.Listed{Bought: when, Verdict: model.VerdictListed} }
	}
	certificate := func(since string) func(*model.Device) {
		return func(d *model.Device) { d.Certificate = &model.Certificate{NotBefore: since} }
	}
	replace := func(by string) func(*model.Device) {
		return func(d *model.Device) { d.Decision = decision(model.ChoiceReplaceBy, by) }
	}
	for _, c := range []struct {
		name   string
		change func(*model.Device)
		phase  model.Phase
		since  string
		due    string
	}{
		{"nothing_known", nil, model.PhaseEndOfLife, "", ""},
		{"grave_finding", open(stream), model.PhaseFirst, "", ""},
		{"grave_finding_decided", open(decided), model.PhaseEndOfLife, "", ""},
		{"origin_alone_is_no_hurry", open(origin), model.PhaseEndOfLife, "", ""},
		{"origin_critical_by_policy", open(strict), model.PhaseFirst, "", ""},
		{"bought_long_ago", bought("2011"), model.PhaseFirst, "2011", "2026"},
		{"bought_eleven_years_ago", bought("2015-06-01"), model.PhaseNext, "2015-06-01", "2030"},
		{"bought_lately", bought("2024-02"), model.PhaseEndOfLife, "2024-02", "2039"},
		{"bought_in_the_future", bought("2031"), model.PhaseEndOfLife, "", ""},
		{"bought_no_date", bought("last year"), model.PhaseEndOfLife, "", ""},
		{"old_certificate_is_a_hint", certificate("2009-06-03T00:00:00Z"), model.PhaseNext, "2009-06-03", ""},
		{"clock_never_set", certificate("1970-01-01T00:00:00Z"), model.PhaseEndOfLife, "", ""},
		{"firmware_of_2014", func(d *model.Device) { d.Firmware = "V5.2.0 build 140721" }, model.PhaseNext, "2014-07-21", ""},
		{"replace_soon", replace("2027-06-30"), model.PhaseFirst, "", "2027-06-30"},
		{"replace_later", replace("2029-06-30"), model.PhaseNext, "", "2029-06-30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := cost.Estimate([]model.Device{device("10.0.0.1", c.change)}, defaults(t), asOf, english(t)).Plan
			if len(plan) != 1 || plan[0].Phase != c.phase {
				t.Fatalf("got %+v, want one phase %s", plan, c.phase)
			}
			if d := plan[0].Devices[0]; d.Since != c.since || d.Due != c.due || len(d.Why) == 0 {
				t.Errorf("got %+v, want since %q, due %q and a reason", d, c.since, c.due)
			}
		})
	}
}

func TestPlanPutsTheGraverAndOlderFirst(t *testing.T) {
	finding := func(s model.Severity) []model.Finding {
		return []model.Finding{{Check: "x", Severity: s, Title: "x"}}
	}
	devices := []model.Device{
		device("unknown", nil),
		device("high", func(d *model.Device) { d.Findings = finding(model.SeverityHigh) }),
		device("younger", func(d *model.Device) { d.Listed = &model.Listed{Bought: "2025"} }),
		device("older", func(d *model.Device) { d.Listed = &model.Listed{Bought: "2019"} }),
		device("critical", func(d *model.Device) { d.Findings = finding(model.SeverityCritical) }),
	}
	var got []string
	for _, phase := range cost.Estimate(devices, defaults(t), asOf, english(t)).Plan {
		for _, d := range phase.Devices {
			got = append(got, d.Host)
		}
	}
	if want := "critical high older younger unknown"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestKindsWithoutAPriceAreTold(t *testing.T) {
	vms := device("10.0.0.1", func(d *model.Device) { d.Kind = model.KindVMS })
	got := cost.Estimate([]model.Device{vms}, defaults(t), asOf, english(t))
	if got.Total != 0 || !strings.Contains(strings.Join(got.Assumptions, "\n"), "No price is known for the kind VMS (1 here)") {
		t.Errorf("got %+v, want no total and an assumption that says so", got)
	}
}

func TestOtherCurrency(t *testing.T) {
	euro, err := defaults(t).In("EUR")
	if err != nil {
		t.Fatal(err)
	}
	got := cost.Estimate([]model.Device{device("10.0.0.1", nil)}, euro, asOf, english(t))
	if got.Currency != "EUR" || got.Total != 2024 || got.High != 2895 {
		t.Errorf("got %s %g to %g, want EUR 2024 to 2895", got.Currency, got.Total, got.High)
	}
	if !strings.Contains(strings.Join(got.Assumptions, "\n"), "converted from DKK") {
		t.Error("the assumptions do not say that prices were converted")
	}
	if _, err := defaults(t).In("USD"); err == nil || !strings.Contains(err.Error(), "--prices") {
		t.Errorf("got %v, want an error that says what to do", err)
	}
}

func TestOwnPricesReplaceTheDefaults(t *testing.T) {
	p, err := cost.Read("own.yaml", []byte("currency: EUR\nprices:\n  - {kind: camera, price: 900, source: offer of 2026-10}\n"), defaults(t))
	if err != nil {
		t.Fatal(err)
	}
	recorder := device("10.0.0.2", func(d *model.Device) { d.Kind = model.KindRecorder })
	got := cost.Estimate([]model.Device{device("10.0.0.1", nil), recorder}, p, asOf, english(t))
	if got.Currency != "EUR" || got.Total != 900 || got.High != 0 {
		t.Errorf("got %s %g to %g, want EUR 900 alone", got.Currency, got.Total, got.High)
	}
	if p.Life != defaults(t).Life {
		t.Errorf("got life %+v, want the default one", p.Life)
	}
}

func TestReadRefuses(t *testing.T) {
	const good = "currency: DKK\nprices:\n  - {kind: camera, price: 1, source: s}\n"
	for _, c := range []struct{ name, file, want string }{
		{"no_currency", "prices:\n  - {kind: camera, price: 1, source: s}\n", `p.yaml:1: key "currency" is missing`},
		{"currency_word", strings.Replace(good, "DKK", "kroner", 1), `p.yaml:1: currency "kroner"`},
		{"kind_other", strings.Replace(good, "camera", "other", 1), `p.yaml:3: kind "other"`},
		{"price_zero", strings.Replace(good, "price: 1", "price: 0", 1), "p.yaml:3: price 0"},
		{"price_negative", strings.Replace(good, "price: 1", "price: -5", 1), "p.yaml:3: price -5"},
		{"high_below", strings.Replace(good, "price: 1", "price: 5, high: 4", 1), "p.yaml:3: high 4"},
		{"twice", good + "  - {kind: camera, price: 2, source: s}\n", `p.yaml:4: kind "camera" stands twice`},
		{"no_source", strings.Replace(good, ", source: s", "", 1), `p.yaml:3: key "source" is missing`},
		{"life", good + "life: {low: 9, high: 3, source: s}\n", "p.yaml:4: life of 9 to 3 years"},
		{"rate", good + "rates:\n  - {currency: EUR, rate: 0, source: s}\n", `p.yaml:5: rate 0 of "EUR"`},
		{"unknown_key", good + "currencies: x\n", "p.yaml:4: unknown key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := cost.Read("p.yaml", []byte(c.file), cost.Prices{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("currency: DKK\nprices:\n  - {kind: camera, price: 1, source: s}\n"))
	f.Add([]byte("currency: EUR\nlife: {low: 1, high: 2, source: s}\nprices: []\nrates: []\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := cost.Read("f.yaml", data, cost.Prices{})
		if err != nil {
			return
		}
		if got := cost.Estimate([]model.Device{{Surveillance: true, Kind: model.KindCamera, Flagged: []model.Flag{{Verdict: model.VerdictLikely}}}}, p, asOf, english(t)); got == nil || got.Total < 0 {
			t.Errorf("got %+v", got)
		}
	})
}

// english is the language that tests compare with.
func english(t testing.TB) *i18n.Localizer {
	t.Helper()
	words, err := i18n.Load(i18n.English)
	if err != nil {
		t.Fatal(err)
	}
	return words
}
