// Package html renders a result as one self-contained page: for a manager
// first, then for whoever has to act, then for whoever wants to check.
//
// The page loads nothing. Its content security policy allows the style and the
// script that are part of this package, by hash, and nothing else. All text of
// the result goes through package safetext and html/template; no part of it is
// trusted as markup, style, script or address, and no link leads out of the
// page.
package html

import (
	"bufio"
	"fmt"
	"html/template"
	"io"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
)

// Options says how to render.
type Options struct {
	Lang  string      // language of the text; empty means English
	Words words.Words // of a language, where they are loaded already
}

// Render writes the page.
func Render(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := words.Chosen(o.Words, o.Lang)
	if err != nil {
		return err
	}
	templates, err := parse(vocabulary)
	if err != nil {
		return fmt.Errorf("parse page templates: %w", err)
	}
	out := bufio.NewWriter(w)
	if err := render(out, templates, newPage(vocabulary, r)); err != nil {
		return err
	}
	return out.Flush()
}

// render writes the parts in order. Style and script stand between the
// templates, not in them, so that they are written byte for byte as they were
// hashed.
func render(w *bufio.Writer, templates *template.Template, p page) error {
	if err := templates.ExecuteTemplate(w, "head.gohtml", p); err != nil {
		return err
	}
	_, _ = w.WriteString("<style>" + style + "</style>\n")
	if err := templates.ExecuteTemplate(w, "body.gohtml", p); err != nil {
		return err
	}
	_, err := w.WriteString("<script>" + script + "</script>\n</body>\n</html>\n")
	return err
}
