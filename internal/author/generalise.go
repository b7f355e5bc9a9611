package author

import (
	"net/netip"
	"regexp"
	"strings"
	"unicode"
)

// general is a text of which everything that differs from device to device and
// from version to version has been made a class.
type general struct {
	pattern  string   // regular expression
	sample   string   // a text that matches, free of what names the one device
	literals []string // the parts of the text that the pattern has as they are
	model    string   // what the first group captures, empty without one
}

// variable finds what differs: by group a UUID, a MAC address, a day, an address
// or version, a long hexadecimal number, and what looks like a model.
var variable = regexp.MustCompile(
	`([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})` +
		`|((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})` +
		`|(\b(?:19|20)\d{2}-\d{2}-\d{2}\b)` +
		`|(\d+(?:\.\d+)+)` +
		`|([0-9A-Fa-f]{12,})` +
		`|(\b[A-Z][0-9A-Z]{0,5}-?[0-9A-Z]*\d[0-9A-Z]+(?:[-/][0-9A-Z]+)*\b)`)

// The groups of variable.
const (
	groupUUID = iota + 1
	groupMAC
	groupDay
	groupVersion
	groupHex
	groupModel
)

// generalise makes a pattern of a text: anchored when the text is a whole value.
// A model is captured only where models are looked for.
func generalise(text string, whole, models bool) general {
	var g general
	rest := 0
	for _, found := range variable.FindAllStringSubmatchIndex(text, -1) {
		for group := groupUUID; group <= groupModel; group++ {
			bounds := found[2*group : 2*group+2]
			if bounds[0] < 0 {
				continue
			}
			g.addText(text[rest:bounds[0]])
			g.addVariable(group, text[bounds[0]:bounds[1]], models)
			rest = bounds[1]
		}
	}
	g.addText(text[rest:])
	if whole {
		g.pattern = "^" + g.pattern + "$"
	}
	return g
}

func (g *general) addVariable(group int, text string, models bool) {
	switch group {
	case groupUUID:
		g.add(`[0-9a-fA-F-]{36}`, "00000000-0000-4000-8000-000000000001")
	case groupMAC:
		g.add(`(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}`, text[:9]+strings.Repeat("00"+text[8:9], 2)+"01")
	case groupDay:
		g.add(`\d{4}-\d{2}-\d{2}`, text)
	case groupVersion:
		if address, err := netip.ParseAddr(text); err == nil && (address.IsPrivate() || address.IsLinkLocalUnicast()) {
			text = "192.0.2.7"
		}
		g.add(`\d+(?:\.\d+)+`, text)
	case groupHex:
		g.add(`[0-9A-Fa-f]{12,}`, text[:6]+strings.Repeat("0", len(text)-7)+"1")
	case groupModel:
		if !models || len(text) < 4 || g.model != "" {
			g.addText(text)
			return
		}
		g.model = text
		g.add(`([\w/-]*\d[\w/-]*)`, text)
	}
}

var runs = regexp.MustCompile(`[A-Za-z0-9]+|[^A-Za-z0-9]+`)

// addText takes what has no special form, run by run: numbers and what looks
// like a serial number become classes.
func (g *general) addText(text string) {
	for _, run := range runs.FindAllString(text, -1) {
		letters := strings.TrimRightFunc(run, unicode.IsDigit)
		digits := run[len(letters):]
		switch {
		case isSerial(run):
			g.add(`[0-9A-Za-z]+`, strings.Map(anonymous, run))
		case letters != "" && strings.ContainsAny(letters, "0123456789"), digits == "", letters != "" && len(run) <= 4:
			g.addLiteral(run) // H264, mp4, 2cd
		case letters == "":
			g.add(`\d+`, number(digits))
		default:
			g.addLiteral(letters)
			g.add(`\d+`, number(digits))
		}
	}
}

func (g *general) add(class, sample string) {
	g.pattern += class
	g.sample += sample
	g.literals = append(g.literals, "")
}

// addLiteral joins what follows on one another without a class between.
func (g *general) addLiteral(text string) {
	g.pattern += regexp.QuoteMeta(text)
	g.sample += text
	if len(g.literals) == 0 {
		g.literals = []string{""}
	}
	g.literals[len(g.literals)-1] += text
}

// isSerial reports whether a run of letters and digits looks drawn, not chosen.
func isSerial(run string) bool {
	digits := strings.Count(strings.Map(digitsToZero, run), "0")
	return len(run) >= 8 && digits >= 4 && digits < len(run)
}

func digitsToZero(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return '-'
}

func anonymous(r rune) rune {
	switch {
	case unicode.IsDigit(r):
		return '0'
	case unicode.IsUpper(r):
		return 'A'
	}
	return 'a'
}

// number keeps a short number and replaces one that may name the one device.
func number(digits string) string {
	if len(digits) <= 4 {
		return digits
	}
	return strings.Repeat("0", len(digits)-1) + "1"
}
