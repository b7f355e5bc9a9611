package i18n

import (
	"strings"
	"testing"
	"time"
)

func load(t *testing.T, language string) *Localizer {
	t.Helper()
	l, err := Load(language)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLoad(t *testing.T) {
	for code, want := range map[string]string{"": "en", "en": "en", "da": "da"} {
		if got := load(t, code).Language(); got != want {
			t.Errorf("Load(%q): got %q, want %q", code, got, want)
		}
	}
	for _, code := range []string{"tlh", "DA", "da-DK", "../en", "*"} {
		if _, err := Load(code); err == nil || !strings.Contains(err.Error(), "known: en, da") {
			t.Errorf("Load(%q): got %v, want an error that lists the languages", code, err)
		}
	}
}

func TestUnknownKeyShows(t *testing.T) {
	for _, l := range []*Localizer{nil, load(t, "en"), load(t, "da")} {
		if got := l.T("no.such.key", 1); got != "no.such.key" {
			t.Errorf("got %q, want the key", got)
		}
		if got := l.Count("no.such.key", 1); got != "no.such.key" {
			t.Errorf("got %q, want the key", got)
		}
	}
}

func TestCount(t *testing.T) {
	tests := map[string]map[uint64]string{
		"en": {0: "0 devices", 1: "1 device", 2000: "2,000 devices", 1<<64 - 1: "18,446,744,073,709,551,615 devices"},
		"da": {0: "0 enheder", 1: "1 enhed", 2000: "2.000 enheder", 1_000_001: "1.000.001 enheder"},
	}
	for language, cases := range tests {
		for n, want := range cases {
			if got := load(t, language).Count("devices", n); got != want {
				t.Errorf("%s: got %q, want %q", language, got, want)
			}
		}
	}
}

func TestConventions(t *testing.T) {
	at := time.Date(2026, 11, 24, 8, 5, 59, 0, time.FixedZone("", 3600))
	tests := map[string]func(l *Localizer) (got, en, da string){
		"number":       func(l *Localizer) (string, string, string) { return l.Number(1234567), "1,234,567", "1.234.567" },
		"small_number": func(l *Localizer) (string, string, string) { return l.Number(999), "999", "999" },
		"decimal":      func(l *Localizer) (string, string, string) { return l.Decimal(9.84, 1), "9.8", "9,8" },
		"day":          func(l *Localizer) (string, string, string) { return l.Date("2026-11-24"), "2026-11-24", "24.11.2026" },
		"month":        func(l *Localizer) (string, string, string) { return l.Date("2026-04"), "2026-04", "april 2026" },
		"year":         func(l *Localizer) (string, string, string) { return l.Date("2025"), "2025", "2025" },
		"no_day":       func(l *Localizer) (string, string, string) { return l.Date("2026-02-30"), "2026-02-30", "2026-02-30" },
		"time": func(l *Localizer) (string, string, string) {
			return l.Time(at), "2026-11-24 07:05 UTC", "24.11.2026 kl. 07.05 UTC"
		},
		"kroner": func(l *Localizer) (string, string, string) {
			return l.Money("DKK", l.Number(12000)), "DKK 12,000", "12.000 kr."
		},
		"other_money": func(l *Localizer) (string, string, string) {
			return l.Money("SEK", l.Number(12000)), "SEK 12,000", "12.000 SEK"
		},
		"currency": func(l *Localizer) (string, string, string) { return l.Currency("DKK"), "DKK", "danske kroner" },
		"country":  func(l *Localizer) (string, string, string) { return l.Country("KR"), "South Korea", "Sydkorea" },
		"no_country": func(l *Localizer) (string, string, string) {
			return l.Country("XX") + l.CountryOr("XX"), "XX", "XX"
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, want, _ := test(load(t, "en"))
			if got != want {
				t.Errorf("en: got %q, want %q", got, want)
			}
			got, _, want = test(load(t, "da"))
			if got != want {
				t.Errorf("da: got %q, want %q", got, want)
			}
		})
	}
}

func TestList(t *testing.T) {
	for want, names := range map[string][]string{"": nil, "a": {"a"}, "a og b": {"a", "b"}, "a, b og c": {"a", "b", "c"}} {
		if got := List(names, "og"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
