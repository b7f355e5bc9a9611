package explain_test

import (
	"slices"
	"strings"
	"testing"

	"camorigin/internal/explain"
	"camorigin/internal/i18n"
)

// danishBook is the book in Danish.
func danishBook(t *testing.T) *explain.Book {
	t.Helper()
	words, err := i18n.Load("da")
	if err != nil {
		t.Fatal(err)
	}
	b := book(t)
	return &explain.Book{
		KB: b.KB, Prefixes: b.Prefixes, Rules: b.Rules, Vulnerabilities: b.Vulnerabilities, Policies: b.Policies, AsOf: b.AsOf, Words: words,
	}
}

// englishOf lists the English texts of more than three words that Danish says in
// another way, in the pieces between what is filled in.
func englishOf(en, da *i18n.Localizer) []string {
	var pieces []string
	for _, key := range en.Keys() {
		if en.T(key) == da.T(key) {
			continue
		}
		for piece := range strings.SplitSeq(en.T(key), "%s") {
			if piece = strings.Trim(piece, " .,;:()"); len(strings.Fields(piece)) > 3 {
				pieces = append(pieces, piece)
			}
		}
	}
	return pieces
}

// TestDanishExplanations explains a topic of each kind in Danish and looks for
// English in it. What the data says in English stands where it is called so.
func TestDanishExplanations(t *testing.T) {
	en, da := book(t), danishBook(t)
	pieces := englishOf(en.Words, da.Words)
	for _, query := range []string{
		"LTS", "Hikvision", "Reolink", "TP-Link", "Kina", "Danmark", "us-ndaa-889", "cz-nukib-2025", "dk-pet-2021", "44:19:b6:00:00:00", "46:19:b6:00:00:01",
		"CVE-2021-36260", "CVE-2018-10661", "hikvision-lts-realm", "rtsp-open-description", "known-vulnerability", "default", "policy/default/hong-kong-macao",
		"hikvision-isapi", "DS-2CD2032F-I", "F0007",
	} {
		topics := da.Explain(query)
		if len(topics) == 0 {
			t.Errorf("%q is not explained", query)
		}
		for _, topic := range topics {
			for _, section := range topic.Sections {
				texts := []string{section.Title}
				for _, s := range section.Statements {
					texts = append(texts, s.Text)
				}
				for _, text := range texts {
					english := strings.Contains(section.Title+text, "på engelsk")
					if i := slices.IndexFunc(pieces, func(p string) bool { return strings.Contains(text, p) }); i >= 0 && !english {
						t.Errorf("%s: %q is English in %q", query, pieces[i], text)
					}
					if strings.Contains(text, "%!") {
						t.Errorf("%s: %q is broken", query, text)
					}
				}
			}
		}
	}
}

// TestLanguageChangesWordsOnly compares what rests on what.
func TestLanguageChangesWordsOnly(t *testing.T) {
	en, da := book(t), danishBook(t)
	for _, query := range []string{"LTS", "Hikvision", "China", "us-ndaa-889", "CVE-2021-36260", "default", "hikvision-lts-realm", "DS-2CD2032F-I"} {
		want, got := en.Explain(query), da.Explain(query)
		if len(got) != len(want) {
			t.Fatalf("%s: got %d topics, want %d", query, len(got), len(want))
		}
		for i := range got {
			if got[i].ID != want[i].ID || len(got[i].Sections) != len(want[i].Sections) || len(got[i].Claims) != len(want[i].Claims) {
				t.Errorf("%s: got another topic in Danish", query)
			}
			for k := range got[i].Sections {
				if len(got[i].Sections[k].Statements) != len(want[i].Sections[k].Statements) {
					t.Errorf("%s: %s: got other statements in Danish", query, want[i].Sections[k].Title)
				}
			}
		}
	}
}
