// Package template renders a result by a template that a user wrote: text and
// the actions of text/template.
//
// A template sees the result under the names that its JSON form has (see
// docs/schema/result.schema.json), as plain texts, numbers, lists and maps: it
// can call no method and change nothing. Every key is always there, and what is
// not known is empty, so that a template that works for one result works for
// all. Texts are clean before the template sees them.
package template

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/template"

	"camorigin/internal/model"
)

// MaxSource is the size of the largest template, in bytes.
const MaxSource = 1 << 20

// MaxOutput is how many bytes a template may write.
const MaxOutput = 64 << 20

// Template is a way to write a result.
type Template struct{ parsed *template.Template }

// Parse reads a template. It is tried at once, on a result with one of
// everything and nothing known about it, so that a misspelt key is found before
// there is work to lose. Errors begin with the name and the line.
func Parse(name, source string) (*Template, error) {
	if len(source) > MaxSource {
		return nil, fmt.Errorf("%s: %d bytes are too many for a template (at most %d)", name, len(source), MaxSource)
	}
	parsed, err := template.New(name).Funcs(functions()).Option("missingkey=error").Parse(source)
	if err != nil {
		return nil, located(err)
	}
	t := &Template{parsed}
	if _, err := t.execute(specimen()); err != nil && !ofFunction(err) {
		return nil, fmt.Errorf("%w; docs/TEMPLATES.md says what there is", located(err))
	}
	return t, nil
}

// ofFunction reports whether a function failed: it may not with other values.
// Of the errors of text/template only those have a cause.
func ofFunction(err error) bool {
	var failed template.ExecError
	return errors.As(err, &failed) && errors.Unwrap(failed.Err) != nil
}

// Render writes the result by the template, all of it or nothing.
func (t *Template) Render(w io.Writer, r model.Result) error {
	text, err := t.execute(plainResult(r))
	if err != nil {
		return located(err)
	}
	_, err = w.Write(text)
	return err
}

func (t *Template) execute(data any) ([]byte, error) {
	out := &bounded{}
	err := t.parsed.Execute(out, data)
	if errors.Is(err, errTooLong) {
		err = fmt.Errorf("%s: %w", t.parsed.Name(), err)
	}
	return out.text.Bytes(), err
}

// located takes the word that text/template puts before the name and the line.
func located(err error) error {
	return errors.New(strings.TrimPrefix(err.Error(), "template: "))
}

var errTooLong = fmt.Errorf("the template writes more than %d MiB", MaxOutput>>20)

// bounded keeps what is written, up to MaxOutput.
type bounded struct{ text bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.text.Len()+len(p) > MaxOutput {
		return 0, errTooLong
	}
	return b.text.Write(p)
}
