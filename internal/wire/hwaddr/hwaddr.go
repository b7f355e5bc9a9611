// Package hwaddr finds hardware (MAC) addresses in the text of devices: in
// realms, certificate names, scopes, JSON and pages.
package hwaddr

import (
	"encoding/hex"
	"slices"
	"strings"
)

// maxFound bounds the addresses found in one text.
const maxFound = 32

// separators takes out what stands between the bytes of an address.
var separators = strings.NewReplacer(":", "", "-", "", ".", "")

// Parse reads one address in any usual form: "00:1A:2b:..", "00-1a-..",
// "001a.2b3c.4d5e" or twelve digits. It returns the normal form, lower case
// with colons; ok is false for anything else, and for addresses that no device
// has: all zeros, multicast and broadcast.
func Parse(text string) (address string, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	digits := separators.Replace(text)
	taken := len(text) - len(digits)
	if taken != 0 && taken != 5 && taken != 2 {
		return "", false
	}
	raw, err := hex.DecodeString(digits)
	if err != nil || len(raw) != 6 {
		return "", false
	}
	return Format(raw)
}

// Format writes six bytes as an address, by the rules of Parse.
func Format(raw []byte) (address string, ok bool) {
	if len(raw) != 6 || raw[0]&1 != 0 || slices.Max(raw) == 0 {
		return "", false
	}
	parts := make([]string, 0, 6)
	for _, b := range raw {
		parts = append(parts, hex.EncodeToString([]byte{b}))
	}
	return strings.Join(parts, ":"), true
}

// Find returns the addresses in a text in normal form, each once: those with
// colons or dashes, and runs of twelve hexadecimal digits that stand alone or
// after "_" or "-", as in "AXIS_ACCC8E000001". A run without a letter counts
// for a date or a number, and the last part of a UUID only in version 1, where
// it is the address by definition. For long text use Labelled.
func Find(text string) []string {
	return find(text, func(string) bool { return true })
}

// Labelled returns the addresses in a long text such as a page: those with
// colons or dashes, and runs of twelve digits only after a word that announces
// one, as in `"mac":"accc8e000001"`, "macaddr=..." or "SerialNumber=ACCC8E...".
func Labelled(text string) []string { return find(text, announces) }

func announces(word string) bool {
	word = strings.ToLower(word)
	return strings.Contains(word, "mac") || strings.Contains(word, "hwaddr") || word == "serialnumber"
}

// find goes through the words of a text; accept is asked about the word before
// a run of twelve digits.
func find(text string, accept func(before string) bool) []string {
	f := finder{accept: accept}
	for word, rest := cutWord(text); word != ""; word, rest = cutWord(rest) {
		f.word(word, rest)
		if len(f.found) >= maxFound {
			break
		}
	}
	return f.found
}

type finder struct {
	accept func(string) bool
	before [4]string // the words before, the nearest first
	pairs  []string
	sep    byte // between the pairs
	found  []string
}

// word takes the next word, and what follows it.
func (f *finder) word(word, rest string) {
	switch {
	case len(word) == 2 && isHex(word):
		f.pair(word, rest)
	case len(word) == 12 && isHex(word) && strings.ContainsAny(word, "abcdefABCDEF") && f.accept(f.before[0]) && !f.random():
		f.add(word)
		f.pairs = nil
	default:
		f.pairs = nil
	}
	f.before = [4]string{word, f.before[0], f.before[1], f.before[2]}
}

// random reports whether the words before are those of a UUID whose last part
// is no address: of another version than 1.
func (f *finder) random() bool {
	for i, length := range []int{4, 4, 4, 8} {
		if len(f.before[i]) != length || !isHex(f.before[i]) {
			return false
		}
	}
	return !strings.HasPrefix(f.before[1], "1")
}

// pair takes two digits; six pairs with the same sign between them, and neither
// before nor after them, are an address.
func (f *finder) pair(word, rest string) {
	f.pairs = append(f.pairs, word)
	next := rest[:min(1, len(rest))]
	joined := (next == ":" || next == "-") && len(rest) > 1 && isAlphanumeric(rest[1])
	if joined && (len(f.pairs) == 1 || next[0] == f.sep) {
		f.sep = next[0]
		return
	}
	if text := strings.Join(f.pairs, ""); len(f.pairs) == 6 && !joined && (f.sep == ':' || strings.ContainsAny(text, "abcdefABCDEF")) {
		f.add(text)
	}
	f.pairs = nil
}

func (f *finder) add(digits string) {
	if address, ok := Parse(digits); ok && !slices.Contains(f.found, address) {
		f.found = append(f.found, address)
	}
}

// cutWord splits off the first run of letters and digits; rest begins with what
// follows it.
func cutWord(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !alphanumeric(r) })
	if i := strings.IndexFunc(text, func(r rune) bool { return !alphanumeric(r) }); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

func alphanumeric(r rune) bool { return r < 0x80 && isAlphanumeric(byte(r)) }

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF") == "" }
