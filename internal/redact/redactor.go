package redact

import (
	"encoding/hex"
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"camorigin/internal/evidence"
	"camorigin/internal/model"
	"camorigin/internal/wire/hwaddr"
)

// Options says what tokens are made from.
type Options struct {
	Key       []byte // the same key gives the same tokens; a secret of 16 bytes or more
	Extractor evidence.Extractor
	// Keep reports whether a word of a name, in lower case, names a product or a
	// company and stays; it may be nil.
	Keep func(word string) bool
}

// Redactor knows the values of a result and their tokens. It is not safe for
// concurrent use.
type Redactor struct {
	cipher
	extractor evidence.Extractor
	keep      func(string) bool
	words     *dictionary
	units     map[[6]byte][6]byte // hardware addresses, for answers in binary
	hosts     map[[4]byte][4]byte // the addresses of devices, likewise
	product   map[string]bool     // words of models and versions, which stay
}

// New makes a Redactor that knows no values.
func New(o Options) *Redactor {
	keep := o.Keep
	if keep == nil {
		keep = func(string) bool { return false }
	}
	return &Redactor{
		cipher: newCipher(o.Key), extractor: o.Extractor, keep: keep, words: newDictionary(),
		units: map[[6]byte][6]byte{}, hosts: map[[4]byte][4]byte{}, product: map[string]bool{},
	}
}

// Text returns a text with the tokens of all values that are known.
func (r *Redactor) Text(s string) string { return r.words.text(s) }

// Host returns the token of what evidence has as its host.
func (r *Redactor) Host(host string) string {
	if a, err := netip.ParseAddr(host); err == nil {
		return r.address(a).String()
	}
	return r.whole("host", host)
}

// Site returns the token of a place.
func (r *Redactor) Site(site string) string { return r.whole("site", site) }

// whole is the token of a value of which no part stays but known values.
func (r *Redactor) whole(kind, s string) string {
	if token, ok := r.words.known[lower(s)]; ok {
		return string(cased(token, []byte(s)))
	}
	return string(cased(r.word(kind, lower(s)), []byte(s)))
}

func (r *Redactor) addHost(host string) {
	if a, err := netip.ParseAddr(host); err == nil {
		r.addAddress(a)
		if a.Is4() {
			r.hosts[a.As4()] = r.address4(a.As4())
		}
		return
	}
	r.words.add(host, r.whole("host", lower(host)), ofWord)
}

func (r *Redactor) addAddress(a netip.Addr) {
	token := r.address(a)
	if a.Is4() {
		r.words.add(a.String(), token.String(), ofNumber)
		return
	}
	r.words.add(a.String(), token.String(), ofHex)
	r.words.add(a.WithZone("").String(), token.WithZone("").String(), ofHex)
	r.words.add(a.WithZone("").StringExpanded(), token.WithZone("").StringExpanded(), ofHex)
}

// addMAC takes a hardware address in any form, and looks for it in all of them.
func (r *Redactor) addMAC(text string) {
	address, ok := hwaddr.Parse(text)
	if !ok {
		return
	}
	var raw [6]byte
	if _, err := hex.Decode(raw[:], []byte(strings.ReplaceAll(address, ":", ""))); err != nil {
		return
	}
	token := r.mac(raw)
	r.units[raw] = token
	from, to := hex.EncodeToString(raw[:]), hex.EncodeToString(token[:])
	r.words.add(from, to, anywhere)
	for _, separator := range []string{":", "-", "%3a"} {
		r.words.add(split(from, 2, separator), split(to, 2, separator), anywhere)
	}
	r.words.add(split(from, 4, "."), split(to, 4, "."), anywhere)
	if strings.ContainsAny(from[6:], "abcdef") { // as in CAMERA-0A1B2C; digits alone are mostly numbers
		r.words.add(from[6:], to[6:], ofWord)
	}
}

// split puts a separator between every n characters.
func split(s string, n int, separator string) string {
	var parts []string
	for len(s) > n {
		parts = append(parts, s[:n])
		s = s[n:]
	}
	return strings.Join(append(parts, s), separator)
}

// addSerial takes a serial number. What is known inside it keeps its token, and
// a model in front of it stays.
func (r *Redactor) addSerial(serial, model string) {
	serial = strings.TrimSpace(serial)
	if utf8.RuneCountInString(serial) < 4 || len(serial) > 128 || general(lower(serial)) {
		return
	}
	if _, err := netip.ParseAddr(serial); err == nil {
		return
	}
	front := ""
	if model != "" && len(serial) > len(model)+4 && strings.HasPrefix(lower(serial), lower(model)) {
		front = serial[:len(model)]
	}
	if strings.HasPrefix(serial, "http") || strings.ContainsAny(serial, "<>\n") {
		return
	}
	g := anywhere
	if len(serial)-len(front) < 8 {
		g = ofWord
	}
	rest := serial[len(front):]
	r.words.add(serial, front+r.inside(rest, func(s string) string { return r.word("serial", lower(s)) }), g)
	if front != "" && len(rest) >= 8 {
		r.words.add(rest, r.word("serial", lower(rest)), g)
	}
}

// addUUID takes an identifier. One that holds a hardware address has that
// replaced and nothing else: the rest of it is the maker's.
func (r *Redactor) addUUID(uuid string) {
	if r.Text(uuid) != uuid {
		return
	}
	low := lower(uuid)
	if len(low) != 36 || strings.Trim(low, "0-") == "" {
		return
	}
	token := []byte(r.hexWord(low))
	token[14] = low[14] // the version stays
	r.words.add(low, string(token), anywhere)
}

// addName takes a name. Words that name products stay, and so does what is known
// inside it.
func (r *Redactor) addName(name string) {
	name = strings.TrimSpace(name)
	if name == "" || len(name) > 256 {
		return
	}
	token := fields(name, func(word string) string {
		if r.stays(lower(word)) {
			return word
		}
		return r.inside(word, func(s string) string { return r.word("name", lower(s)) })
	})
	if lower(token) != lower(name) {
		r.words.add(name, token, ofWord)
	}
}

// inside replaces what is known inside a text, and all of it where nothing is.
func (r *Redactor) inside(text string, otherwise func(string) string) string {
	if replaced := r.Text(text); replaced != text {
		return replaced
	}
	return otherwise(text)
}

// stays reports whether a word of a name is no name.
func (r *Redactor) stays(word string) bool {
	return general(word) || r.product[word] || len(word) == 1 && !strings.ContainsFunc(word, unicode.IsDigit) || r.keep(word)
}

// addProduct takes a model or a version, whose words are no names.
func (r *Redactor) addProduct(text string) {
	fields(text, func(word string) string {
		r.product[lower(word)] = true
		return word
	})
}

// facts of one piece of evidence.
func (r *Redactor) facts(e model.Evidence) model.Answer { return r.extractor.Answer(0, e) }
