// Package words holds every sentence and label that reports show, by key, so
// that another language is another table and nothing else.
package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Words speaks one language.
type Words struct {
	language  string
	text      map[string]string
	countries map[string]string
	thousands string
}

// For returns the words of a language by its code; the empty code means
// English. A language that has no table is an error naming those that have.
func For(language string) (Words, error) {
	switch language {
	case "", "en":
		return Words{language: "en", text: english(), countries: englishCountries(), thousands: ","}, nil
	}
	return Words{}, fmt.Errorf("no report language %q (known: %s)", language, strings.Join(Languages(), ", "))
}

// Languages lists the codes that For knows.
func Languages() []string { return []string{"en"} }

// Language is the code of the language, for documents that declare it.
func (w Words) Language() string { return w.language }

// T returns the text of a key with its arguments filled in. An unknown key
// gives the key itself, so that a gap shows and nothing breaks.
func (w Words) T(key string, args ...any) string {
	text, ok := w.text[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether the language has a text for the key.
func (w Words) Has(key string) bool {
	_, ok := w.text[key]
	return ok
}

// Keys lists every key, sorted.
func (w Words) Keys() []string {
	keys := make([]string, 0, len(w.text))
	for key := range w.text {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Count returns "1 device", "2 devices": the text of key.one or key.other with
// the number in it.
func (w Words) Count(key string, n uint64) string {
	if n == 1 {
		return w.T(key+".one", w.Number(n))
	}
	return w.T(key+".other", w.Number(n))
}

// Number writes a whole number with its thousands parted.
func (w Words) Number(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + w.thousands + digits[at:]
	}
	return digits
}

// Term returns the word for a value of one of the model's vocabularies, such
// as Term("verdict", "likely"), and whether the value is of the vocabulary.
func (w Words) Term(vocabulary, value string) (string, bool) {
	text, ok := w.text[vocabulary+"."+value]
	return text, ok
}

// Country returns the name of a country by its ISO 3166-1 alpha-2 code, or the
// empty text for a code that the table does not have.
func (w Words) Country(code string) string { return w.countries[code] }
