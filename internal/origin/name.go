package origin

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxName bounds the names that are looked up: longer ones name nobody.
const maxName = 256

// fold reduces a name to what two spellings of it have in common: letters and
// digits without case, accents, spaces, punctuation and legal form. "TP-LINK
// Technologies Co., Ltd." and "Tp Link technologies" fold alike.
func fold(name string) string {
	if len(name) > maxName {
		return ""
	}
	words := strings.FieldsFunc(decomposed(strings.ToLower(name)), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;()/", r)
	})
	if len(words) == 1 && wellFormed(words[0]) && !strings.Contains(words[0], "-") {
		return words[0] // an identifier of one word: nothing to take off
	}
	for i := range words {
		words[i] = lettersOf(words[i])
	}
	for len(words) > 1 && legalForm(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, "")
}

// decomposed splits letters from their accents; plain ASCII has none.
func decomposed(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return text
	}
	return norm.NFKD.String(text)
}

// lettersOf drops all but letters and digits.
func lettersOf(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, word)
}

// legalForm reports whether a word at the end of a company's name says only
// what sort of company it is.
func legalForm(word string) bool {
	switch word {
	case "", "co", "ltd", "coltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "llc", "lp",
		"gmbh", "ag", "kg", "bv", "nv", "ab", "as", "sa", "spa", "srl", "sas", "oy", "aps", "plc", "pty", "pvt", "sro", "spzoo", "kk":
		return true
	}
	return false
}
