package words

import (
	"strings"
	"testing"

	"camorigin/internal/model"
)

// everyLanguage runs a test with the words of each language.
func everyLanguage(t *testing.T, test func(t *testing.T, w Words)) {
	t.Helper()
	for _, language := range Languages() {
		t.Run(language, func(t *testing.T) {
			w, err := For(language)
			if err != nil {
				t.Fatal(err)
			}
			test(t, w)
		})
	}
}

func TestUnknownLanguage(t *testing.T) {
	if _, err := For("tlh"); err == nil || !strings.Contains(err.Error(), "known: en, da") {
		t.Errorf("got %v, want an error that lists the languages", err)
	}
}

func TestVocabulariesHaveWords(t *testing.T) {
	everyLanguage(t, func(t *testing.T, w Words) {
		has := func(vocabulary, value string) {
			if _, ok := w.Term(vocabulary, value); !ok {
				t.Errorf("got no word for the %s %s", vocabulary, value)
			}
		}
		for _, kind := range model.Kinds() {
			has("kind", string(kind))
			if got := w.Count("kinds."+string(kind), 1); !strings.HasPrefix(got, "1 ") {
				t.Errorf("got %q for one of the kind %s", got, kind)
			}
		}
		for _, severity := range model.Severities() {
			has("severity", string(severity))
		}
		for _, verdict := range model.Verdicts() {
			has("verdict", string(verdict))
		}
		for _, choice := range model.Choices() {
			has("choice", string(choice))
		}
		for _, phase := range model.Phases() {
			has("phase", string(phase))
		}
		for _, basis := range []string{"maker", "brand", "platform", "supplier", "mac"} {
			has("basis", basis)
		}
		for _, status := range []string{"sourced", "disputed", "unconfirmed"} {
			has("control", status)
		}
	})
}
