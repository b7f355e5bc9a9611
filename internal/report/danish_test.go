package report

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"camorigin/internal/i18n"
	"camorigin/internal/report/reporttest"
)

// catalogues loads both languages.
func catalogues(t *testing.T) (english, danish *i18n.Localizer) {
	t.Helper()
	english, err := i18n.Load(i18n.English)
	if err != nil {
		t.Fatal(err)
	}
	danish, err = i18n.Load("da")
	if err != nil {
		t.Fatal(err)
	}
	return english, danish
}

// englishPhrases lists the pieces of English texts of more than three words that
// Danish says in another way.
func englishPhrases(t *testing.T) map[string]string {
	english, danish := catalogues(t)
	argument := regexp.MustCompile(`%(\[\d\])?s|\{[a-z]+\}`)
	phrases := map[string]string{}
	for _, key := range english.Keys() {
		for _, n := range []uint64{1, 2} {
			text, own := english.T(key), danish.T(key)
			if text == key {
				text, own = strings.TrimLeft(english.Count(key, n), "0123456789"), danish.Count(key, n)
			}
			if text == own {
				continue
			}
			for _, piece := range argument.Split(text, -1) {
				if piece = strings.Trim(piece, " .,;:()"); len(strings.Fields(piece)) > 3 {
					phrases[piece] = key
				}
			}
		}
	}
	return phrases
}

// TestDanishReportsSaySoInDanish looks for every English text in the Danish
// reports for people. What the fixture itself says is its own.
func TestDanishReportsSaySoInDanish(t *testing.T) {
	phrases := englishPhrases(t)
	if len(phrases) < 100 {
		t.Fatalf("got %d phrases, want those of the catalogue", len(phrases))
	}
	for _, format := range []string{"table", "html", "markdown"} {
		for name, result := range map[string][]byte{
			"full":  write(t, format, reporttest.Result(), Options{Width: 200, Lang: "da"}),
			"empty": write(t, format, reporttest.Empty(), Options{Width: 200, Lang: "da"}),
		} {
			text := strings.Join(strings.Fields(string(result)), " ")
			for phrase, key := range phrases {
				if strings.Contains(text, phrase) && !saidByFixture(t, phrase) {
					t.Errorf("%s, %s: %q of %s is English", format, name, phrase, key)
				}
			}
		}
	}
}

// saidByFixture reports whether the words of a result hold a phrase.
func saidByFixture(t *testing.T, phrase string) bool {
	return strings.Contains(string(write(t, "json", reporttest.Result(), Options{})), phrase)
}

func TestDanishGolden(t *testing.T) {
	for file, got := range map[string][]byte{
		"result-da.md":     write(t, "markdown", reporttest.Result(), Options{Lang: "da"}),
		"table-da-80.txt":  write(t, "table", reporttest.Result(), Options{Width: 80, Lang: "da"}),
		"table-da-160.txt": write(t, "table", reporttest.Result(), Options{Width: 160, Lang: "da"}),
		"table-da.txt":     write(t, "table", reporttest.Empty(), Options{Lang: "da"}),
	} {
		t.Run(file, func(t *testing.T) {
			path := filepath.Join("testdata", file)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("differs from %s (-want +got); -update writes it anew:\n%s", path, diff)
			}
		})
	}
}

// TestDanishPage holds the lines of the page that a reader meets first, and how
// it writes numbers, days and money.
func TestDanishPage(t *testing.T) {
	page := string(write(t, "html", reporttest.Result(), Options{Lang: "da"}))
	for _, want := range []string{
		`<html lang="da">`,
		`<h1>Overvågningsudstyr på netværket</h1>`,
		`<dt>Vurderet pr.</dt><dd>24.11.2026</dd>`,
		`<dt>Afsluttet</dt><dd>24.11.2026 kl. 08.34 UTC</dd>`,
		`Der blev fundet 10 enheder til overvågning: 8 kameraer, 1 optager, 1 videostyringssystem.`,
		`3 er flaget efter politikken.`,
		`45.300 til 64.800 kr.`,
		`Sydkorea`,
		`kontrol: Kina, USA (omstridt)`,
		`accepteret indtil 30.06.2027`,
		`<span lang="en">A state-owned group is the controlling shareholder of Hikvision.</span>`,
		`Dækning: 763 adresser`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("got no %q in the Danish page", want)
		}
	}
	for _, refused := range []string{"2026-11-24", "DKK", "China", "United States"} {
		if strings.Contains(page, ">"+refused) || strings.Contains(page, refused+"<") {
			t.Errorf("got %q in the Danish page", refused)
		}
	}
}
