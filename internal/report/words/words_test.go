package words

import (
	"strings"
	"testing"

	"camorigin/internal/model"
)

func english1(t *testing.T) Words {
	t.Helper()
	w, err := For("")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestNumber(t *testing.T) {
	w := english1(t)
	for n, want := range map[uint64]string{0: "0", 999: "999", 1000: "1,000", 65536: "65,536", 1234567: "1,234,567"} {
		if got := w.Number(n); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCount(t *testing.T) {
	w := english1(t)
	for n, want := range map[uint64]string{0: "0 devices", 1: "1 device", 2000: "2,000 devices"} {
		if got := w.Count("devices", n); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestUnknownKeyShows(t *testing.T) {
	if got := english1(t).T("no.such.key"); got != "no.such.key" {
		t.Errorf("got %q, want the key", got)
	}
}

func TestUnknownLanguage(t *testing.T) {
	if _, err := For("tlh"); err == nil || !strings.Contains(err.Error(), "known: en") {
		t.Errorf("got %v, want an error that lists the languages", err)
	}
}

func TestVocabulariesHaveWords(t *testing.T) {
	w := english1(t)
	for _, kind := range model.Kinds() {
		if _, ok := w.Term("kind", string(kind)); !ok || !w.Has("kinds."+string(kind)+".one") || !w.Has("kinds."+string(kind)+".other") {
			t.Errorf("got no words for the kind %s", kind)
		}
	}
	for _, severity := range model.Severities() {
		if _, ok := w.Term("severity", string(severity)); !ok {
			t.Errorf("got no word for the severity %s", severity)
		}
	}
	for _, v := range []model.Verdict{model.VerdictConfirmed, model.VerdictLikely, model.VerdictPossible, model.VerdictConflict, model.VerdictUnknown, model.VerdictListed} {
		if _, ok := w.Term("verdict", string(v)); !ok {
			t.Errorf("got no word for the verdict %s", v)
		}
	}
}

func TestPluralsComeInPairs(t *testing.T) {
	w := english1(t)
	for _, key := range w.Keys() {
		if stem, ok := strings.CutSuffix(key, ".one"); ok && !w.Has(stem+".other") {
			t.Errorf("got %s without its plural", key)
		}
	}
}
