// Package words is the language that a report is written in: the texts of
// package i18n, as every format of a report asks for them.
package words

import "camorigin/internal/i18n"

// Words speaks one language.
type Words struct{ *i18n.Localizer }

// For returns the words of a language by its code; the empty code means
// English. A language that has no texts is an error naming those that have.
func For(language string) (Words, error) {
	texts, err := i18n.Load(language)
	return Words{texts}, err
}

// Chosen returns the words that were loaded before, where there are any, and
// otherwise those of a language.
func Chosen(loaded Words, language string) (Words, error) {
	if loaded.Localizer != nil {
		return loaded, nil
	}
	return For(language)
}

// Languages lists the codes that For knows.
func Languages() []string { return i18n.Languages() }
