package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

//go:embed locales/*.json
var locales embed.FS

// English is the language in which the program was written: the one that is
// taken where none is named.
const English = "en"

// Languages lists the codes of the languages that Load knows.
func Languages() []string { return []string{English, "da"} }

// Localizer speaks one language. It does not change once loaded: any number of
// goroutines may use it. A nil Localizer knows no texts.
type Localizer struct {
	language string
	conventions
	texts   map[string]string // those without plural forms
	counted map[string]bool   // those with
	library *goi18n.Localizer
	retold  func() (*retelling, error) // worked out when it is first needed; nil for English
}

// Load reads the texts of a language by its code; the empty code means English.
// A language that has no texts is an error naming those that have.
func Load(code string) (*Localizer, error) {
	if code == "" {
		code = English
	}
	if !slices.Contains(Languages(), code) {
		return nil, fmt.Errorf("no report language %q (known: %s)", code, strings.Join(Languages(), ", "))
	}
	l, err := read(code)
	if err != nil || code == English {
		return l, err
	}
	l.retold = sync.OnceValues(func() (*retelling, error) {
		english, err := read(English)
		if err != nil {
			return nil, err
		}
		return newRetelling(english.texts), nil
	})
	return l, nil
}

// read reads the catalogues of a language.
func read(code string) (*Localizer, error) {
	names, err := fs.Glob(locales, path.Join("locales", "*."+code+".json"))
	if err != nil {
		return nil, fmt.Errorf("texts in language %q: %w", code, err)
	}
	bundle := goi18n.NewBundle(language.Make(code))
	l := &Localizer{language: code, conventions: conventionsOf(code), texts: map[string]string{}, counted: map[string]bool{}}
	for _, name := range names {
		data, err := fs.ReadFile(locales, name)
		if err != nil {
			return nil, fmt.Errorf("texts: %w", err)
		}
		file, err := bundle.ParseMessageFileBytes(data, name)
		if err != nil {
			return nil, fmt.Errorf("texts in %s: %w", name, err)
		}
		for _, m := range file.Messages {
			if m.One != "" {
				l.counted[m.ID] = true
				continue
			}
			l.texts[m.ID] = m.Other
		}
	}
	l.library = goi18n.NewLocalizer(bundle, code)
	return l, nil
}

// Language is the code of the language, for documents that declare it.
func (l *Localizer) Language() string {
	if l == nil {
		return ""
	}
	return l.language
}

// T returns the text of a key with its arguments filled in. An unknown key
// gives the key itself, so that a gap shows and nothing breaks.
func (l *Localizer) T(key string, args ...any) string {
	if !l.Has(key) || l.counted[key] {
		return key
	}
	return fill(l.texts[key], args)
}

// Count returns "1 device", "2 devices": the text of a key in the plural form
// that the language has for the number, with the number and then the further
// arguments in it.
func (l *Localizer) Count(key string, n uint64, more ...any) string {
	if l == nil || !l.counted[key] {
		return key
	}
	text, err := l.library.Localize(&goi18n.LocalizeConfig{MessageID: key, PluralCount: pluralOf(n), TemplateParser: template.IdentityParser{}})
	if err != nil {
		return key
	}
	return fill(text, append([]any{l.Number(n)}, more...))
}

// pluralOf is a number that the library takes and that has the same plural
// form: in no language does it depend on more than the last digits.
func pluralOf(n uint64) int {
	const most = 1_000_000
	if n < most {
		return int(n)
	}
	return int(n%most) + most
}

func fill(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether the language has a text for the key.
func (l *Localizer) Has(key string) bool {
	if l == nil {
		return false
	}
	_, ok := l.texts[key]
	return ok || l.counted[key]
}

// Keys lists every key, sorted.
func (l *Localizer) Keys() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for _, keys := range []func(func(string) bool){maps.Keys(l.texts), maps.Keys(l.counted)} {
			for key := range keys {
				if !yield(key) {
					return
				}
			}
		}
	})
}

// Term returns the word for a value of a vocabulary, such as
// Term("verdict", "likely"), and whether the vocabulary has the value.
func (l *Localizer) Term(vocabulary, value string) (string, bool) {
	if l == nil {
		return "", false
	}
	text, ok := l.texts[vocabulary+"."+value]
	return text, ok
}

// Word returns the word for a value of a vocabulary, or the value itself where
// the vocabulary does not have it.
func (l *Localizer) Word(vocabulary, value string) string {
	if text, ok := l.Term(vocabulary, value); ok {
		return text
	}
	return value
}

// Country returns the name of a country by its ISO 3166-1 alpha-2 code, or the
// empty text for one that the language has no name for.
func (l *Localizer) Country(code string) string {
	name, _ := l.Term("country", code)
	return name
}

// CountryCode returns the code of a country by its name, whatever its case.
func (l *Localizer) CountryCode(name string) (string, bool) {
	if l == nil {
		return "", false
	}
	for key, text := range l.texts {
		if code, ok := strings.CutPrefix(key, "country."); ok && strings.EqualFold(text, name) && len(code) == 2 {
			return code, true
		}
	}
	return "", false
}

// CountryOr returns the name of a country, or its code where there is none.
func (l *Localizer) CountryOr(code string) string { return l.Word("country", code) }
