package author

import (
	"regexp"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/rules"
	"camorigin/internal/strictyaml"
)

// lexicon knows which words say nothing about who made a device.
type lexicon struct {
	common map[string]bool
	own    map[string]bool // words of the maker's and the brand's identifiers
}

// commonWords are those of web pages, protocols, software that everybody builds
// in, and of cameras in general.
const commonWords = `
	about accept access account action activex admin administrator agent alert align alphapd apache app application arm asp assets
	async audio auth authentication auto background banner base basic bin block body boa bold border bottom bound box browser build busybox
	button cache cam camera cameras cgi channel charset check chrome class click client cloud code codebase color com common config
	configuration connect container content control cookie copyright core corp cpu css custom data date debug debian default delete
	demo description desktop device devices dhcp digest digital direct disable display div dns doc doctype document domain dropbear dvr embedded
	enable encoder encoding english equiv error ethernet event events explorer export false favicon file files flash font footer form frame
	function gateway general generic get goahead group gsoap guest head header height hidden home host hostname htm html http httpd https icon
	icons ico iframe image images img index info init inner input install interface internet ipc ipcam ipcamera ipnc java javascript jpeg jpg
	jquery json keywords lang language layout left lib library light lighttpd link linux list live load loading local localhost location
	log login logo logout main maker manager manual max media menu meta method microsoft mini min mips mobile mode model module monitor mozilla msie
	name nav net network new nginx none normal null nvr object onvif open openssl option options order org overflow page pages param parent pass
	passwd password path phone photo platform play player plugin png port portable post preload press private product profile progress
	progressive proto public quality query read realm recorder recording redirect refresh rel relative release remote request required reset resource
	response right root router rtsp save scale scope script search secure security select server servers service services session
	set setting settings setup shortcut shtml sip size small snapshot soap socket solid source src start static status stream streaming style styles
	stylesheet submit success support surveillance svg swf system tab table tcp technologies technology test text theme thttpd time timeout title token
	tools top transparent true type udp uhttpd undefined unix unknown update upload upnp url user username utf utils value var vendor version video view
	viewer viewport visible visualizer web webcam webs webserver welcome width window windows wireless wrap www xhtml xml xmlhttp xsl zip zone`

// newLexicon takes the common words, those of the examples of other makers'
// rules, and the words of counterexamples.
func newLexicon(set *rules.Set, own model.Says) lexicon {
	l := lexicon{common: map[string]bool{}, own: map[string]bool{}}
	for _, word := range strings.Fields(commonWords) {
		l.common[word] = true
	}
	if set != nil {
		l.learn(set, own)
	}
	for _, id := range []string{own.Maker, own.Brand} {
		for _, word := range strings.Split(id, "-") {
			l.own[word] = len(word) >= minWord
		}
	}
	return l
}

func (l lexicon) learn(set *rules.Set, own model.Says) {
	for _, r := range set.Rules() {
		for _, not := range r.Not {
			l.add(not.Fields)
		}
		for _, example := range r.Examples {
			same := own.Maker != "" && example.Want.Maker == own.Maker || own.Brand != "" && example.Want.Brand == own.Brand
			if !same {
				l.add(example.Fields)
			}
		}
	}
}

func (l lexicon) add(fields map[string]strictyaml.OneOrMore) {
	for _, values := range fields {
		for _, value := range values {
			for _, word := range wordsOf(value) {
				l.common[word] = true
			}
		}
	}
}

// The lengths of words that can tell something, in letters.
const (
	minWord = 4
	maxWord = 20
)

var letters = regexp.MustCompile(`[A-Za-z]+`)

// camel finds the parts of AcmeWebServer.
var camel = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)

// wordsOf are the words of a text in small letters, each with its parts.
func wordsOf(text string) []string {
	var words []string
	for _, run := range letters.FindAllString(text, -1) {
		words = append(words, strings.ToLower(run))
		for _, part := range camel.FindAllString(run, -1) {
			words = append(words, strings.ToLower(part))
		}
	}
	return words
}

// telling returns the word of the texts that tells most, and how much all of
// them tell together: 0 for nothing.
func (l lexicon) telling(texts []string) (best string, score float64) {
	var top float64
	seen := map[string]bool{}
	for _, run := range letters.FindAllString(strings.Join(texts, " "), -1) {
		word, value := l.tellingPart(run)
		if seen[word] {
			continue
		}
		seen[word] = true
		score += value
		if value > top {
			best, top = word, value
		}
	}
	return best, score
}

// tellingPart is the word itself, or of one that is joined of several the part
// that tells most: GoAhead is common though its parts are not, and LoginPage
// tells nothing though nobody else joins the two.
func (l lexicon) tellingPart(run string) (word string, value float64) {
	whole, parts := strings.ToLower(run), camel.FindAllString(run, -1)
	if l.common[whole] || l.own[whole] || len(parts) < 2 {
		return whole, l.value(whole)
	}
	for _, part := range parts {
		part = strings.ToLower(part)
		if v := l.value(part); v > value {
			word, value = part, v
		}
	}
	return word, value
}

func (l lexicon) value(word string) float64 {
	const named, rare = 20, 10
	switch {
	case l.own[word]:
		return named
	case len(word) < minWord || len(word) > maxWord || l.common[word] || !strings.ContainsAny(word, "aeiouy"):
		return 0
	}
	return float64(min(len(word), rare)) / 2
}
