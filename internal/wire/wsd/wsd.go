// Package wsd builds WS-Discovery probes and reads the matches that devices
// answer with (WS-Discovery, April 2005; ONVIF Core, device discovery).
package wsd

import (
	"slices"
	"strings"

	"camorigin/internal/wire/xmlscan"
)

// Bounds of an answer.
const (
	maxMatches = 32
	maxValues  = 256
)

// Match is one device of an answer.
type Match struct {
	Endpoint string   // "urn:uuid:..."; not unique on every make
	Types    []string // as sent: "dn:NetworkVideoTransmitter"
	Scopes   []string // as sent, percent-encoded
	XAddrs   []string
}

func (m Match) empty() bool {
	return m.Endpoint == "" && m.Types == nil && m.Scopes == nil && m.XAddrs == nil
}

// containers are the elements that hold one device each. The last one is
// Uniview's own message.
var containers = []string{"ProbeMatch", "ResolveMatch", "Hello", "UniviewProbeMatch"}

// Parse reads an answer or an announcement in UTF-8, also one that lacks its
// envelope or its end. Of a list that is cut, the last value is left out.
func Parse(doc string) []Match {
	r := reader{matches: headless(doc)}
	// Why a walk stopped does not matter here: what it met before is kept.
	_ = xmlscan.Walk(doc, xmlscan.Visitor{Start: r.start, Text: r.text})
	return slices.DeleteFunc(r.matches, Match.empty)
}

// headless reads the scopes that stand before the first element: of an answer
// whose beginning is missing, and of a list that came without an answer.
func headless(doc string) []Match {
	lead, _, _ := strings.Cut(doc, "<")
	_, lead, found := strings.Cut(lead, "onvif://")
	if !found {
		return nil
	}
	return []Match{{Scopes: add(nil, join(list("onvif://"+lead, true)))}}
}

type reader struct{ matches []Match }

func (r *reader) start(path []string, _ []xmlscan.Attr) {
	if slices.Contains(containers, path[len(path)-1]) && len(r.matches) < maxMatches {
		r.matches = append(r.matches, Match{})
	}
}

func (r *reader) text(path []string, text string, whole bool) {
	if len(r.matches) == 0 {
		r.matches = append(r.matches, Match{}) // a fragment
	}
	m := &r.matches[len(r.matches)-1]
	switch path[len(path)-1] {
	case "Address":
		if whole && m.Endpoint == "" && (len(path) == 1 || path[len(path)-2] == "EndpointReference") {
			m.Endpoint = text
		}
	case "Types":
		m.Types = add(m.Types, list(text, whole))
	case "Scopes":
		m.Scopes = add(m.Scopes, join(list(text, whole)))
	case "XAddrs":
		m.XAddrs = add(m.XAddrs, list(text, whole))
	}
}

// list splits at blanks.
func list(text string, whole bool) []string {
	words := strings.Fields(text)
	if !whole && len(words) > 0 {
		words = words[:len(words)-1]
	}
	return words
}

// join puts scopes together again that were sent with a blank inside instead of
// "%20": a scope is a URI, what is none goes on with the one before it.
func join(words []string) []string {
	var scopes []string
	for _, word := range words {
		if last := len(scopes) - 1; last >= 0 && !isURI(word) {
			scopes[last] += " " + word
			continue
		}
		scopes = append(scopes, word)
	}
	return scopes
}

// isURI reports whether a word begins with a scheme: small letters and a colon.
func isURI(word string) bool {
	scheme, _, ok := strings.Cut(word, ":")
	return ok && len(scheme) > 1 && strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyz") == ""
}

func add(to, values []string) []string {
	for _, value := range values {
		if len(to) < maxValues && !slices.Contains(to, value) {
			to = append(to, value)
		}
	}
	return to
}
