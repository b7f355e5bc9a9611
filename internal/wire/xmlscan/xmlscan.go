// Package xmlscan walks XML that no conforming parser would accept: documents
// cut at either end, undeclared prefixes, zero bytes, end tags that match
// nothing. It is blind to namespaces, expands no entities but the predefined
// ones, and stops at a document type declaration.
package xmlscan

import (
	"bytes"
	"errors"
	"html"
	"strings"
)

// The limits of a walk.
const (
	MaxDepth      = 64
	MaxTokens     = 20_000
	MaxAttributes = 64
	maxName       = 256
)

// The reasons to stop a walk early. What came before them has been visited.
var (
	ErrDoctype = errors.New("document type declaration")
	ErrDepth   = errors.New("elements nested too deep")
	ErrTokens  = errors.New("too many elements")
)

// Attr is an attribute of an element, its value unescaped.
type Attr struct{ Prefix, Name, Value string }

// Visitor is told what a walk meets. A nil function is not called. The path
// holds the names of the open elements without their prefixes, outermost
// first, and is only valid during the call.
type Visitor struct {
	// Start is called at a start tag.
	Start func(path []string, attrs []Attr)
	// Text is called at the end of an element that has text of its own, with
	// that text unescaped and trimmed. It is not whole when the document ended
	// inside it.
	Text func(path []string, text string, whole bool)
}

// Walk visits a document, which must be UTF-8. It returns nil at the end of the
// document, however that looks, or why it stopped before.
func Walk(doc string, v Visitor) error {
	w := walker{visitor: v, rest: strings.ReplaceAll(doc, "\x00", "")}
	err := w.walk()
	for len(w.names) > 0 {
		w.pop(false)
	}
	return err
}

type walker struct {
	visitor Visitor
	rest    string
	names   []string
	texts   [][]byte // of the open elements, so far
}

func (w *walker) walk() error {
	for tokens := 0; w.rest != ""; tokens++ {
		if tokens >= MaxTokens {
			return ErrTokens
		}
		text, rest, found := strings.Cut(w.rest, "<")
		w.rest = rest
		w.text(html.UnescapeString(text))
		if !found {
			return nil
		}
		if err := w.markup(); err != nil {
			return err
		}
	}
	return nil
}

// markup reads what follows a "<".
func (w *walker) markup() error {
	switch {
	case w.skip("!--", "-->"), w.skip("?", "?>"):
	case strings.HasPrefix(w.rest, "![CDATA["):
		var data string
		data, w.rest, _ = strings.Cut(strings.TrimPrefix(w.rest, "![CDATA["), "]]>")
		w.text(data)
	case strings.HasPrefix(w.rest, "!"):
		return ErrDoctype
	case strings.HasPrefix(w.rest, "/"):
		var name string
		name, w.rest, _ = strings.Cut(strings.TrimPrefix(w.rest, "/"), ">")
		w.end(localName(name))
	default:
		return w.start()
	}
	return nil
}

// skip drops a construct that begins and ends as given.
func (w *walker) skip(begin, end string) bool {
	after, ok := strings.CutPrefix(w.rest, begin)
	if ok {
		_, w.rest, _ = strings.Cut(after, end)
	}
	return ok
}

func (w *walker) start() error {
	name, rest := cutAny(w.rest, " \t\r\n/><")
	if name == "" || strings.Trim(name[:1], "0123456789.-=&;\"'") == "" {
		w.text("<") // no tag: a stray sign
		return nil
	}
	if len(w.names) >= MaxDepth {
		return ErrDepth
	}
	attrs, closed, rest := attributes(rest)
	w.rest = rest
	w.names = append(w.names, localName(name))
	w.texts = append(w.texts, nil)
	if w.visitor.Start != nil {
		w.visitor.Start(w.names, attrs)
	}
	if closed {
		w.pop(true)
	}
	return nil
}

// end closes the innermost element of that name and those inside it; an end
// tag that matches nothing is ignored.
func (w *walker) end(name string) {
	open := false
	for _, n := range w.names {
		open = open || n == name
	}
	for open {
		open = w.names[len(w.names)-1] != name
		w.pop(true)
	}
}

func (w *walker) pop(whole bool) {
	last := len(w.names) - 1
	if text := string(bytes.TrimSpace(w.texts[last])); text != "" && w.visitor.Text != nil {
		w.visitor.Text(w.names, text, whole)
	}
	w.names, w.texts = w.names[:last], w.texts[:last]
}

func (w *walker) text(text string) {
	last := len(w.texts) - 1
	if last < 0 || len(w.texts[last]) == 0 && strings.TrimSpace(text) == "" {
		return
	}
	w.texts[last] = append(w.texts[last], text...)
}
