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
	MaxSize    = 256 << 10
	maxTokens  = 20_000
	maxScripts = 32
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
			s.start(s.z.Token())
		case html.EndTagToken:
			s.end(s.z.Token())
		}
	}
	return s.page
}

type scanner struct {
	z     *html.Tokenizer
	page  Page
	inSVG bool // its titles are tool tips
}

func (s *scanner) start(t html.Token) {
	switch t.DataAtom {
	case atom.Title:
		s.title()
	case atom.Svg:
		s.inSVG = true
	case atom.Meta:
		s.meta(t)
	case atom.Script:
		s.page.Scripts = appendAddress(s.page.Scripts, attr(t, "src"))
	case atom.Frame, atom.Iframe:
		s.page.Frames = appendAddress(s.page.Frames, attr(t, "src"))
	case atom.Link:
		rel := " " + strings.ToLower(attr(t, "rel")) + " "
		if s.page.Icon == "" && strings.Contains(rel, " icon ") {
			s.page.Icon = attr(t, "href")
		}
	}
}

func (s *scanner) end(t html.Token) {
	if t.DataAtom == atom.Svg {
		s.inSVG = false
	}
}

// title takes the text of the first title that has any.
func (s *scanner) title() {
	if s.inSVG || s.page.Title != "" || s.z.Next() != html.TextToken {
		return
	}
	s.page.Title = oneLine(s.z.Token().Data)
}

func (s *scanner) meta(t html.Token) {
	content := attr(t, "content")
	switch {
	case strings.EqualFold(attr(t, "name"), "generator") && s.page.Generator == "":
		s.page.Generator = oneLine(content)
	case strings.EqualFold(attr(t, "http-equiv"), "refresh") && s.page.Refresh == "":
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

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func appendAddress(to []string, address string) []string {
	if address == "" || len(to) >= maxScripts {
		return to
	}
	return append(to, address)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
