package i18n

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// message is a text as a catalogue holds it.
type message struct{ One, Other string }

func (m *message) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &m.Other)
	}
	type forms message
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return decoder.Decode((*forms)(m))
}

// catalogue reads the catalogues of a language as they stand.
func catalogue(t *testing.T, language string) map[string]message {
	t.Helper()
	names, err := fs.Glob(locales, "locales/*."+language+".json")
	if err != nil || len(names) == 0 {
		t.Fatalf("got catalogues %v, %v", names, err)
	}
	all := map[string]message{}
	for _, name := range names {
		data, err := fs.ReadFile(locales, name)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		if _, err := decoder.Token(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for decoder.More() {
			key, err := decoder.Token()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var m message
			if err := decoder.Decode(&m); err != nil {
				t.Fatalf("%s: %v: %v", name, key, err)
			}
			if _, twice := all[key.(string)]; twice {
				t.Errorf("%s: %v stands twice", name, key)
			}
			all[key.(string)] = m
		}
	}
	return all
}

// argument is what is filled in, in either way.
var argument = regexp.MustCompile(`%(?:\[\d\])?s|\{[a-z]+\}`)

// arguments lists what is filled into a text, in the order of the call.
func arguments(text string) []string {
	found := argument.FindAllString(text, -1)
	slices.Sort(found)
	if !strings.Contains(text, "%[") {
		return found
	}
	found = slices.Compact(found)
	for i, a := range found {
		if strings.HasPrefix(a, "%[") {
			found[i] = "%s"
		}
	}
	slices.Sort(found)
	return found
}

func TestLanguagesHaveTheSameTexts(t *testing.T) {
	english := catalogue(t, English)
	for _, language := range Languages() {
		own := catalogue(t, language)
		for key, want := range english {
			got, ok := own[key]
			if !ok {
				t.Errorf("%s: got no %s", language, key)
				continue
			}
			if got.Other == "" || (got.One == "") != (want.One == "") {
				t.Errorf("%s: %s: got forms %+v, want those of %+v", language, key, got, want)
			}
			if diff := cmp.Diff(arguments(want.Other), arguments(got.Other)); diff != "" {
				t.Errorf("%s: %s: other arguments than in English (-want +got):\n%s", language, key, diff)
			}
			if got.One != "" && len(arguments(got.One)) != len(arguments(got.Other)) {
				t.Errorf("%s: %s: got forms with other arguments", language, key)
			}
		}
		for key := range own {
			if _, ok := english[key]; !ok {
				t.Errorf("%s: %s is not in the English catalogue", language, key)
			}
		}
	}
}

// TestTextsAreFilledByFmt holds that a percent sign is written as fmt wants it,
// and only where fmt fills in.
func TestTextsAreFilledByFmt(t *testing.T) {
	verbs := regexp.MustCompile(`%(?:%|(?:\[\d\])?s)`)
	for _, language := range Languages() {
		for key, m := range catalogue(t, language) {
			for _, text := range []string{m.One, m.Other} {
				filled := verbs.MatchString(strings.ReplaceAll(text, "%%", ""))
				if rest := verbs.ReplaceAllString(text, ""); filled && strings.Contains(rest, "%") || !filled && strings.Contains(text, "%%") {
					t.Errorf("%s: %s: got %q", language, key, text)
				}
			}
		}
	}
}

// sameInBoth are texts of several words that read the same in both languages.
var sameInBoth = map[string]bool{"decision.by": true, "footer": true}

func TestDanishIsNoEnglish(t *testing.T) {
	english := catalogue(t, English)
	for key, m := range catalogue(t, "da") {
		if want := english[key]; m.Other == want.Other && len(strings.Fields(argument.ReplaceAllString(m.Other, ""))) > 3 && !sameInBoth[key] {
			t.Errorf("%s: got %q in both languages", key, m.Other)
		}
	}
}

// TestNoTextAccusesOrAbsolves holds back words that accuse or absolve.
func TestNoTextAccusesOrAbsolves(t *testing.T) {
	forbidden := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`(?i)\b(spy|spies|spying|illegal|unlawful|safe|backdoor|not chinese|trustworthy|clean|threatening)\b`),
		"da": regexp.MustCompile(`(?i)(^|[^\pL])(ikke kinesisk\pL*|sikker|sikkert|sikre|ulovlig\pL*|forbud\pL*|spion\pL*|bagdør\pL*|troværdig\pL*|truende|trussel|farlig\pL*|ufarlig\pL*)($|[^\pL])`),
	}
	allowed := map[string]string{"en:meaning.unknown": "clean"} // "That is not a clean bill."
	for _, language := range Languages() {
		for key, m := range catalogue(t, language) {
			for _, text := range []string{m.One, m.Other} {
				if word := strings.TrimSpace(forbidden[language].FindString(text)); word != "" && allowed[language+":"+key] != word {
					t.Errorf("%s: %s says %q", language, key, word)
				}
			}
		}
	}
}
