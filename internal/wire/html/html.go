// Package html looks at the few parts of a web page that tell what sent it.
// Only the tokenizer of golang.org/x/net/html is used: its tree builder has
// inputs that keep it busy for ever.
package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of a page.
const (
	MaxSize       = 256 << 10
	maxTokens     = 20_000
	maxAttributes = 64
	maxScripts    = 32
)

// Page is what a page says of itself. What it does not have is empty; text has
// single blanks only.
type Page struct {
	Title     string
	Generator string   // <meta name="generator">
	Refresh   string   // address of <meta http-equiv="refresh">
	Scripts   []string // addresses of external scripts
	Frames    []string // addresses of frames
	Icon      string   // address of the first <link rel="icon">
}

// Scan reads a page in UTF-8, up to MaxSize bytes of it.
func Scan(text string) Page {
	s := scanner{z: html.NewTokenizer(strings.NewReader(text[:min(len(text), MaxSize)]))}
	for range maxTokens {
		switch s.z.Next() {
		case html.ErrorToken:
			return s.page
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start()
		case html.EndTagToken:
			if s.tag() == atom.Svg {
				s.inSVG = false
			}
		}
	}
	return s.page
}

type scanner struct {
	z     *html.Tokenizer
	page  Page
	inSVG bool // its titles are tool tips
}

// tag returns the name of the tag that the tokenizer is at, or 0 for one that
// HTML does not know.
func (s *scanner) tag() atom.Atom {
	name, _ := s.z.TagName()
	return atom.Lookup(name)
}

func (s *scanner) start() {
	switch s.tag() {
	case atom.Title:
		s.title()
	case atom.Svg:
		s.inSVG = true
	case atom.Meta:
		s.meta(s.attributes())
	case atom.Script:
		s.page.Scripts = appendAddress(s.page.Scripts, s.attributes()["src"])
	case atom.Frame, atom.Iframe:
		s.page.Frames = appendAddress(s.page.Frames, s.attributes()["src"])
	case atom.Link:
		attrs := s.attributes()
		rel := " " + strings.ToLower(attrs["rel"]) + " "
		if s.page.Icon == "" && strings.Contains(rel, " icon ") {
			s.page.Icon = attrs["href"]
		}
	}
}

// attributes reads those of the tag that the tokenizer is at; the first of a
// name counts.
func (s *scanner) attributes() map[string]string {
	attrs := map[string]string{}
	for range maxAttributes {
		key, value, more := s.z.TagAttr()
		if _, known := attrs[string(key)]; !known {
			attrs[string(key)] = strings.TrimSpace(string(value))
		}
		if !more {
			break
		}
	}
	return attrs
}

// title takes the text of the first title that has any.
func (s *scanner) title() {
	if s.inSVG || s.page.Title != "" || s.z.Next() != html.TextToken {
		return
	}
	s.page.Title = oneLine(s.z.Token().Data)
}

func (s *scanner) meta(attrs map[string]string) {
	content := attrs["content"]
	switch {
	case strings.EqualFold(attrs["name"], "generator") && s.page.Generator == "":
		s.page.Generator = oneLine(content)
	case strings.EqualFold(attrs["http-equiv"], "refresh") && s.page.Refresh == "":
		s.page.Refresh = refreshAddress(content)
	}
}

// refreshAddress reads "0; url='/login.asp'".
func refreshAddress(content string) string {
	_, rest, _ := strings.Cut(content, ";")
	name, address, found := strings.Cut(rest, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(name), "url") {
		return ""
	}
	return strings.Trim(strings.TrimSpace(address), `"'`)
}

func appendAddress(to []string, address string) []string {
	if address == "" || len(to) >= maxScripts {
		return to
	}
	return append(to, address)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
