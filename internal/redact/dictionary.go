package redact

import (
	"bytes"
	"html"
	"net/url"
	"slices"
	"strings"
)

// guard says what may stand beside a value for it to be that value.
type guard int

const (
	anywhere guard = iota
	ofNumber       // no digit, and no dot that leads to one
	ofHex          // no hexadecimal digit and no colon
	ofWord         // no letter and no digit
)

// entry is a value, in lower case, and its token.
type entry struct {
	from, to string
	guard    guard
}

// shortest is the length of the shortest value that is looked for in text.
const shortest = 3

// dictionary finds values in text, whatever their case.
type dictionary struct {
	known   map[string]string // value in lower case to token
	entries map[[shortest]byte][]entry
}

func newDictionary() *dictionary {
	return &dictionary{known: map[string]string{}, entries: map[[shortest]byte][]entry{}}
}

// add takes a value and its token, also in the forms in which URLs and pages
// write them. A value that is known stays as it is.
func (d *dictionary) add(from, to string, g guard) {
	from = lower(from)
	if len(from) < shortest {
		return
	}
	for _, form := range []func(string) string{asIs, url.PathEscape, url.QueryEscape, html.EscapeString} {
		d.addForm(lower(form(from)), lower(form(to)), g)
	}
}

func asIs(s string) string { return s }

func (d *dictionary) addForm(from, to string, g guard) {
	if _, known := d.known[from]; known {
		return
	}
	d.known[from] = to
	key := [shortest]byte([]byte(from))
	list := append(d.entries[key], entry{from, to, g})
	slices.SortStableFunc(list, func(a, b entry) int { return len(b.from) - len(a.from) })
	d.entries[key] = list
}

// replace returns the text with the tokens in place of the values, the longest
// first.
func (d *dictionary) replace(text []byte) []byte { return d.replaceWhere(text, entry.fits) }

// replaceBinary is replace for text between bytes that only look like letters,
// such as tags and lengths.
func (d *dictionary) replaceBinary(data []byte) []byte {
	return d.replaceWhere(data, func(e entry, before, after []byte) bool {
		return e.guard == ofWord && len(e.from) > shortest || e.fits(before, after)
	})
}

// fits reports whether the value may stand between two texts, in lower case.
func (e entry) fits(before, after []byte) bool { return e.guard.allows(before, after) }

func (d *dictionary) replaceWhere(text []byte, fits func(e entry, before, after []byte) bool) []byte {
	folded := lowerBytes(text)
	var out []byte
	copied := 0
	for i := 0; i+shortest <= len(text); {
		e, ok := d.at(folded, i, fits)
		if !ok {
			i++
			continue
		}
		out = append(out, text[copied:i]...)
		out = append(out, cased(e.to, text[i:i+len(e.from)])...)
		i += len(e.from)
		copied = i
	}
	if copied == 0 {
		return text
	}
	return append(out, text[copied:]...)
}

// at is the longest value that stands at a place.
func (d *dictionary) at(folded []byte, i int, fits func(e entry, before, after []byte) bool) (entry, bool) {
	for _, e := range d.entries[[shortest]byte(folded[i:])] {
		if bytes.HasPrefix(folded[i:], []byte(e.from)) && fits(e, folded[:i], folded[i+len(e.from):]) {
			return e, true
		}
	}
	return entry{}, false
}

func (d *dictionary) text(s string) string { return string(d.replace([]byte(s))) }

// allows reports whether a value may stand between two texts, in lower case.
func (g guard) allows(before, after []byte) bool {
	switch g {
	case ofNumber:
		return !isDigit(last(before)) && !isDigit(first(after)) &&
			!(last(before) == '.' && isDigit(last(before[:len(before)-1]))) &&
			!(first(after) == '.' && isDigit(first(after[1:])))
	case ofHex:
		return !isHexOrColon(last(before)) && !isHexOrColon(first(after))
	case ofWord:
		return (!isWord(last(before)) || escapeEnds(before)) && !isWord(first(after))
	}
	return true
}

// escapeEnds reports whether a percent-encoded character ends the text.
func escapeEnds(before []byte) bool {
	return len(before) >= 3 && before[len(before)-3] == '%'
}

func last(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[len(b)-1]
}

func first(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHexOrColon(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c == ':' }

func isWord(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'z' }

// cased gives a token the case of the value that it stands for.
func cased(token string, value []byte) []byte {
	out := []byte(token)
	if bytes.ContainsAny(value, capitals) && !bytes.ContainsAny(value, smalls) {
		return upperBytes(out)
	}
	if len(out) != len(value) {
		return out
	}
	for i, c := range value {
		if c >= 'A' && c <= 'Z' {
			upperBytes(out[i : i+1])
		}
	}
	return out
}

const (
	capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	smalls   = "abcdefghijklmnopqrstuvwxyz"
)

// upperBytes is the counterpart of lower, in place.
func upperBytes(b []byte) []byte {
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - ('a' - 'A')
		}
	}
	return b
}

// lower folds the letters of ASCII only, so that no length changes.
func lower(s string) string { return string(lowerBytes([]byte(s))) }

func lowerBytes(b []byte) []byte {
	out := make([]byte, len(b))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return out
}

// fields splits a text into words, kept apart from what stands between them.
func fields(s string, each func(word string) string) string {
	var out strings.Builder
	start := -1
	for i, r := range s {
		if inWord(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out.WriteString(each(s[start:i]))
			start = -1
		}
		out.WriteRune(r)
	}
	if start >= 0 {
		out.WriteString(each(s[start:]))
	}
	return out.String()
}

func inWord(r rune) bool { return r >= 0x80 || r < 0x80 && isWord(byte(r|0x20)) }
