package redact

import (
	"slices"
	"strconv"
	"unicode"
)

// word is the token of a text in lower case: every digit becomes a digit, every
// letter a letter of its kind, and all else stays. Each character depends on all
// the others, and no two texts have the same token.
func (c cipher) word(kind, text string) string { return c.chain(kind, text, alphabet) }

// hexWord is the token of an identifier in hexadecimal digits.
func (c cipher) hexWord(text string) string { return c.chain("hex", text, hexAlphabet) }

// chain goes forth, back and forth again; in each pass a character is permuted
// depending on those before it.
func (c cipher) chain(kind, text string, set func(rune) (runes func(uint64) rune, index, n uint64)) string {
	list := []rune(text)
	for pass := range 3 {
		before := make([]rune, 0, len(list))
		for i, r := range list {
			before = append(before, r)
			runes, index, n := set(r)
			if n < 2 {
				continue
			}
			context := kind + "/" + strconv.Itoa(pass) + "/" + strconv.Itoa(len(list)) + "/" + string(before[:i])
			list[i] = runes(c.permuted(context, index, n))
		}
		slices.Reverse(list)
	}
	slices.Reverse(list)
	return string(list)
}

func (c cipher) permuted(context string, index, n uint64) uint64 {
	return c.permute(context, index, 0, n-1)
}

// alphabet is the set that a character belongs to: digits, letters, or the
// letters of a script that have the same length in UTF-8.
func alphabet(r rune) (func(uint64) rune, uint64, uint64) {
	lo, hi := r, r
	switch {
	case r >= '0' && r <= '9':
		lo, hi = '0', '9'
	case r >= 'a' && r <= 'z':
		lo, hi = 'a', 'z'
	case r >= 0x4e00 && r <= 0x9fff: // Han
		lo, hi = 0x4e00, 0x9fff
	case r >= 0xac00 && r <= 0xd7a3: // Hangul
		lo, hi = 0xac00, 0xd7a3
	case r >= 0xc0 && r != unicode.ReplacementChar && unicode.IsLetter(r):
		lo, hi = r&^0x3f, r|0x3f
	}
	return func(i uint64) rune { return lo + rune(i) }, uint64(r - lo), uint64(hi-lo) + 1
}

const hexDigits = "0123456789abcdef"

func hexAlphabet(r rune) (func(uint64) rune, uint64, uint64) {
	at := slices.Index([]rune(hexDigits), r)
	if at < 0 {
		return nil, 0, 0
	}
	return func(i uint64) rune { return rune(hexDigits[i%16]) }, uint64(at), 16
}
