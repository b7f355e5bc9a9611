package assess_test

import (
	"slices"
	"strings"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

func danish(t testing.TB) *i18n.Localizer {
	t.Helper()
	words, err := i18n.Load("da")
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestEveryCheckHasItsTexts(t *testing.T) {
	want := map[string]bool{}
	for _, words := range []*i18n.Localizer{english(t), danish(t)} {
		for _, c := range assess.Checks(words) {
			for _, part := range []string{".title", ".text", ".next"} {
				key := "check." + c.ID + part
				want[key] = true
				if !words.Has(key) {
					t.Errorf("%s: got no %s", words.Language(), key)
				}
			}
		}
	}
	for _, key := range english(t).Keys() {
		if strings.HasPrefix(key, "check.") && !want[key] {
			t.Errorf("%s belongs to no check", key)
		}
	}
}

// TestCountriesHaveTheNamesOfTheData holds that every country of the data has a
// name, and the same one in English wherever it stands.
func TestCountriesHaveTheNamesOfTheData(t *testing.T) {
	words := english(t)
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			code := string(first) + string(second)
			if name := origin.CountryName(code); name != code && words.Country(code) != name {
				t.Errorf("%s: got %q, want %q", code, words.Country(code), name)
			}
		}
	}
}

func TestListsAndPoliciesSpeakDanish(t *testing.T) {
	kb := input(t, "default").KB
	for _, l := range kb.Lists() {
		if own := l.In("da"); own.Binds == l.Binds || l.DA.Title == "" {
			t.Errorf("list %s: got %+v in Danish", l.ID, own)
		}
		if own := l.In("en"); own.Title != l.Title || own.Binds != l.Binds {
			t.Errorf("list %s: got %+v in English", l.ID, own)
		}
	}
	ids, err := assess.PolicyIDs(fingerprints.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		p, err := assess.LoadPolicy(fingerprints.FS, id, kb)
		if err != nil {
			t.Fatal(err)
		}
		if own := p.In("da"); own.Name == p.Name || own.Text == p.Text {
			t.Errorf("policy %s: got %+v in Danish", id, own)
		}
		for _, r := range p.Rules {
			own := r.In("da")
			if own.Title == r.Title || r.Next != "" && own.Next == r.Next || strings.Contains(r.Title, "{company}") != strings.Contains(own.Title, "{company}") {
				t.Errorf("policy %s: rule %s: got %+v in Danish", id, r.ID, own)
			}
		}
	}
}

// phrases lists the English texts of more than three words, in the pieces that
// stand between what is filled in.
func phrases(t *testing.T) []string {
	t.Helper()
	var found []string
	en, da := english(t), danish(t)
	for _, key := range en.Keys() {
		if da.T(key) == en.T(key) {
			continue
		}
		text := strings.NewReplacer("{", "%s{", "}", "}%s").Replace(en.T(key))
		for piece := range strings.SplitSeq(text, "%s") {
			if piece = strings.Trim(piece, " .,;:()"); len(strings.Fields(piece)) > 3 {
				found = append(found, piece)
			}
		}
	}
	return found
}

func TestDanishFindingsAreDanish(t *testing.T) {
	in := input(t, "default")
	in.Words = danish(t)
	in.Vulnerabilities = nil // their claims are in English
	refused := phrases(t)
	seen := 0
	for _, b := range in.KB.Brands() {
		for _, verdict := range []model.Verdict{model.VerdictConfirmed, model.VerdictPossible} {
			d := assess.Device(camera("", b.ID, "", verdict), nil, in)
			texts := []string{}
			for _, f := range d.Findings {
				texts = append(texts, f.Title, f.Text, f.Next)
			}
			for _, f := range slices.Concat(d.Flagged, d.CheckByHand) {
				texts = append(texts, f.Reason)
			}
			seen += len(texts)
			for _, text := range texts {
				if i := slices.IndexFunc(refused, func(p string) bool { return strings.Contains(text, p) }); i >= 0 {
					t.Errorf("brand %s: %q is English in %q", b.ID, refused[i], text)
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("got %d texts, want those of every brand", seen)
	}
}

// TestFindingsAreTheSameInEveryLanguage holds that a language changes words
// only.
func TestFindingsAreTheSameInEveryLanguage(t *testing.T) {
	en := input(t, "default")
	da := en
	da.Words = danish(t)
	for _, b := range en.KB.Brands() {
		for _, verdict := range []model.Verdict{model.VerdictConfirmed, model.VerdictPossible} {
			want, got := assess.Device(camera("", b.ID, "", verdict), nil, en), assess.Device(camera("", b.ID, "", verdict), nil, da)
			if len(got.Findings) != len(want.Findings) || len(got.Flagged) != len(want.Flagged) || len(got.CheckByHand) != len(want.CheckByHand) {
				t.Fatalf("brand %s: got other findings in Danish", b.ID)
			}
			for i := range got.Findings {
				g, w := got.Findings[i], want.Findings[i]
				if g.Fingerprint != w.Fingerprint || g.Check != w.Check || g.Severity != w.Severity || g.ByHand != w.ByHand || g.Title == w.Title {
					t.Errorf("brand %s: got %+v, want %+v in Danish", b.ID, g, w)
				}
			}
		}
	}
}

func TestRetell(t *testing.T) {
	en := input(t, "default")
	da := en
	da.Words = danish(t)
	unknown := func(in assess.Input) model.Device { return assess.Device(camera("", "", "", ""), nil, in) }
	result := model.Result{Devices: []model.Device{
		assess.Device(camera("hikvision", "", "", model.VerdictConfirmed), nil, en), assess.Device(camera("hikvision", "", "", model.VerdictPossible), nil, en), unknown(en),
	}}
	want := []model.Device{
		assess.Device(camera("hikvision", "", "", model.VerdictConfirmed), nil, da), assess.Device(camera("hikvision", "", "", model.VerdictPossible), nil, da), unknown(da),
	}
	assess.Retell(&result, []assess.Policy{en.Policy}, danish(t))
	for i, d := range result.Devices {
		for k, f := range d.Findings {
			if w := want[i].Findings[k]; f.Title != w.Title || f.Next != w.Next {
				t.Errorf("got %q, %q, want %q, %q", f.Title, f.Next, w.Title, w.Next)
			}
		}
	}
	if got := result.Devices[2].Findings[0].Text; got != want[2].Findings[0].Text {
		t.Errorf("got %q, want %q", got, want[2].Findings[0].Text)
	}
}
