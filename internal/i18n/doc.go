// Package i18n holds what the program says in its results, in every language
// that it knows, and how each of them writes numbers, days and money.
//
// Texts stand in locales/NAME.LANGUAGE.json, one catalogue a part of the
// program, and are read by go-i18n, which also knows the plural forms.
// Arguments are filled in as fmt does, so that a language may put them into
// another order (%[2]s). A test holds that every language has the same texts
// with the same arguments, that every text that is asked for exists, and that
// none is left over.
//
// A Localizer is loaded once and passed on; there is none for the whole
// program.
package i18n
