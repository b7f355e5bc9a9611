// Package report renders a result in every format the program knows, and saves
// reports so that a file is whole or not there at all.
//
// A format is one file (or one package) and one line in Formats. Rendering is
// pure: the same result and options give the same bytes. Text that devices
// chose never acts on the reader's program: each format applies what package
// safetext has for its kind of reader.
package report

import (
	"fmt"
	"io"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/cyclonedx"
	"camorigin/internal/report/html"
	"camorigin/internal/report/junit"
	"camorigin/internal/report/sarif"
	"camorigin/internal/report/words"
	"camorigin/internal/report/xlsx"
)

// Options says how to render. The zero value is for a file or a pipe: English,
// no colour, 80 columns.
type Options struct {
	Width int    // columns of the terminal; below 40 counts as 80
	Color bool   // colour in formats for terminals
	Lang  string // language of the text; empty means English

	Words words.Words // of a language, where they are loaded already
}

// Format is one way to write a result.
type Format struct {
	Name       string
	Extensions []string // of the files written in it, with the dot; may be empty
	render     func(io.Writer, model.Result, Options) error
}

// Formats lists the formats.
func Formats() []Format {
	return []Format{
		{Name: "table", render: renderTable},
		{Name: "json", Extensions: []string{".json"}, render: renderJSON},
		{Name: "jsonl", Extensions: []string{".jsonl"}, render: renderJSONL},
		{Name: "csv", Extensions: []string{".csv"}, render: renderCSV},
		{Name: "xlsx", Extensions: []string{".xlsx"}, render: renderXLSX},
		{Name: "html", Extensions: []string{".html"}, render: renderHTML},
		{Name: "markdown", Extensions: []string{".md"}, render: renderMarkdown},
		{Name: "sarif", Extensions: []string{".sarif"}, render: renderSARIF},
		{Name: "junit", Extensions: []string{".xml"}, render: renderJUnit},
		{Name: "cyclonedx", Extensions: []string{".cdx.json"}, render: renderCycloneDX},
	}
}

// Write renders the result in the named format. It fails for an unknown
// format, for a language without a table, and when w does.
func Write(w io.Writer, format string, r model.Result, o Options) error {
	f, err := formatNamed(format)
	if err != nil {
		return err
	}
	if err := f.render(w, r, o); err != nil {
		return fmt.Errorf("write %s report: %w", f.Name, err)
	}
	return nil
}

func formatNamed(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("unknown report format %q (known: %s)", name, knownNames())
}

func knownNames() string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

func renderHTML(w io.Writer, r model.Result, o Options) error {
	return html.Render(w, r, html.Options{Lang: o.Lang, Words: o.Words})
}

func renderSARIF(w io.Writer, r model.Result, o Options) error {
	return sarif.Render(w, r, sarif.Options{Lang: o.Lang, Words: o.Words})
}

func renderJUnit(w io.Writer, r model.Result, o Options) error {
	return junit.Render(w, r, junit.Options{Lang: o.Lang, Words: o.Words})
}

func renderCycloneDX(w io.Writer, r model.Result, o Options) error {
	return cyclonedx.Render(w, r, cyclonedx.Options{Lang: o.Lang, Words: o.Words})
}

func renderXLSX(w io.Writer, r model.Result, o Options) error {
	return xlsx.Render(w, r, xlsx.Options{Lang: o.Lang, Words: o.Words})
}

// vocabulary returns the words of the options' language.
func (o Options) vocabulary() (words.Words, error) { return words.Chosen(o.Words, o.Lang) }
