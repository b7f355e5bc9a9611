// Package vendor reads the answers of the makers' own discovery protocols. One
// file holds one protocol; the layouts are known from public code and captures,
// and where only one source describes a protocol, its file says so.
package vendor

import (
	"slices"
	"strings"
)

// Bounds of an answer.
const (
	MaxSize   = 64 << 10
	maxFields = 256
)

// Field is one fact of an answer. The name is the protocol's own key, or a
// plain word where the protocol has none.
type Field struct{ Name, Value string }

// parser reads an answer of at most MaxSize bytes; what it does not understand
// it leaves out.
type parser func(raw []byte) fields

// parsers has one line a protocol, by its name in the evidence vocabulary
// without the port. It is never written to.
var parsers = map[string]parser{
	"360vision": parse360Vision,
	"baichuan":  parseBaichuan,
	"bosch":     parseBosch,
	"dahua":     parseDahua,
	"dhip":      parseDHIP,
	"dvrip":     parseDVRIP,
	"foscam":    parseFoscam,
	"hanwha":    parseHanwha,
	"hds":       parseHDS,
	"panasonic": parsePanasonic,
	"sadp":      parseSADP,
	"sony":      parseSony,
	"tplink":    parseTPLink,
	"tvt":       parseTVT,
	"ubnt":      parseUBNT,
	"vivotek":   parseVivotek,
	"vstarcam":  parseVStarcam,
}

// Name takes the port off a protocol name: "ubnt-10001" gives "ubnt".
func Name(protocol string) string {
	name, port, found := strings.Cut(protocol, "-")
	if found && strings.Trim(port, "0123456789") == "" {
		return name
	}
	return protocol
}

// Known reports whether this package reads the protocol, with or without port.
func Known(protocol string) bool { return parsers[Name(protocol)] != nil }

// Protocols lists the names of all protocols, without ports.
func Protocols() []string {
	var names []string
	for name := range parsers {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Parse reads an answer in the named protocol. Keys, passwords and tokens are
// never among the fields.
func Parse(protocol string, raw []byte) []Field {
	parse := parsers[Name(protocol)]
	if parse == nil {
		return nil
	}
	return parse(raw[:min(len(raw), MaxSize)])
}

// Scrub returns an answer without the secrets that the protocol discloses, so
// that it may be stored. The other bytes are unchanged.
func Scrub(protocol string, raw []byte) []byte {
	if Name(protocol) == "hds" {
		return scrubHDS(raw)
	}
	return raw
}

// fields collects facts.
type fields []Field

// add appends a fact, unless it is empty or there are too many. A name is made
// to have letters, digits and "-_." only.
func (f *fields) add(name, value string) {
	value = strings.TrimSpace(value)
	if name == "" || value == "" || len(*f) >= maxFields {
		return
	}
	*f = append(*f, Field{strings.Map(nameRune, name), value})
}

func nameRune(r rune) rune {
	if strings.ContainsRune(nameRunes, r) {
		return r
	}
	return '_'
}

const nameRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

// secret reports whether a key names something that must not be stored.
func secret(key string) bool {
	key = strings.ToLower(key)
	return slices.ContainsFunc([]string{"psk", "passw", "pwd", "secret", "token", "wifikey", "wepkey"}, func(word string) bool {
		return strings.Contains(key, word)
	})
}
