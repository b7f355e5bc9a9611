package author

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"camorigin/internal/model"
	"camorigin/internal/rules"
)

// candidate is a text that a rule could look for.
type candidate struct {
	answer int
	field  string
	text   general
	word   string // the most telling one
	score  float64
	whole  bool // the text is the whole value, not a part of it
}

// maxCandidate is how much of a value a pattern is made of, in bytes.
const maxCandidate = 72

// weightOf says how likely a field is to hold a name that the maker put there,
// 0 for fields that tell nothing or that others repeat.
func weightOf(field string) float64 {
	switch field {
	case "onvif.manufacturer", "upnp.manufacturer", "http.realm", "rtsp.realm", "sip.user_agent":
		return 3
	case "http.server", "rtsp.server", "http.title", "tls.subject", "snmp.sysdescr", "ftp.banner", "upnp.model_name",
		"dhcp.vendor_class", "mdns.service", "onvif.scopes", "tcp.banner":
		return 2
	case "tls.issuer", "telnet.banner", "upnp.model_description", "mdns.txt", "onvif.namespaces", "rtsp.sdp_name",
		"rtsp.sdp_tool", "http.generator", "http.cookie", "ssdp.server":
		return 1.5
	case "http.body", "http.location", "http.refresh", "upnp.friendly_name", "mdns.name", "onvif.hardware", "onvif.model":
		return 1
	}
	protocol, key, _ := strings.Cut(field, ".")
	if slices.Contains(rules.VendorProtocols(), protocol) && !personal(key) && rules.KnownField(field) {
		return 2
	}
	return 0
}

// personal reports whether a key of a vendor's protocol names the one device.
func personal(key string) bool {
	key = strings.ToLower(key)
	for _, part := range []string{"serial", "mask", "gateway", "host", "uuid", "time", "date", "ipv4", "ipv6", "address", "password"} {
		if strings.Contains(key, part) {
			return true
		}
	}
	return strings.HasPrefix(key, "mac") || strings.HasPrefix(key, "ip") || strings.HasSuffix(key, "sn") || strings.HasSuffix(key, "id")
}

// candidates finds the texts of one fact that tell something.
func candidates(a model.Answer, fact model.Fact, words lexicon) []candidate {
	weight := weightOf(fact.Field)
	if weight == 0 {
		return nil
	}
	var found []candidate
	for _, text := range textsOf(fact) {
		whole := text == fact.Value
		g := generalise(text, whole, modelField(fact.Field))
		word, score := words.telling(g.literals)
		if score > 0 {
			found = append(found, candidate{
				answer: a.Index, field: fact.Field, text: g, word: word, score: weight * score, whole: whole,
			})
		}
	}
	return found
}

// modelField reports whether what looks like a model in the field is one.
func modelField(field string) bool {
	switch field {
	case "http.realm", "rtsp.realm", "http.title", "onvif.scopes", "upnp.model_name", "upnp.friendly_name",
		"sip.user_agent", "ftp.banner", "snmp.sysdescr":
		return true
	}
	return false
}

// telltale finds the parts of a page that authors of pages choose: what stands
// in quotes, names of variables, comments. Titles are a field of their own.
var telltale = regexp.MustCompile(`["']([^"'<>\s]{4,72})["']|\bvar\s+([A-Za-z_]\w{3,40})|<!--\s*([^<>"]{4,72}?)\s*-->`)

// textsOf are the texts of a value that a pattern could be made of: of a page
// its telling parts, of anything else the first line, and of a cookie its name.
func textsOf(fact model.Fact) []string {
	switch fact.Field {
	case "http.body":
		var texts []string
		for _, groups := range telltale.FindAllStringSubmatch(fact.Value, 400) {
			for _, text := range groups[min(1, len(groups)):] {
				texts = append(texts, clean(text)...)
			}
		}
		return texts
	case "http.cookie":
		name, _, _ := strings.Cut(fact.Value, "=")
		return clean(name + "=")
	}
	return clean(fact.Value)
}

// clean is the first part of a text that prints, as a list of none or one.
func clean(text string) []string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }); end >= 0 {
		text = text[:end]
	}
	if len(text) > maxCandidate {
		text = strings.ToValidUTF8(text[:maxCandidate], "")
	}
	if text == "" {
		return nil
	}
	return []string{text}
}

// example is an answer's text that shows what the pattern looks for, without
// what is peculiar to the one device.
func (c candidate) example() string {
	if c.field == "http.body" {
		return "... " + c.text.sample + " ..."
	}
	return c.text.sample
}
