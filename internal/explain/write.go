package explain

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/safetext"
)

// Schema names the version of the JSON form.
const Schema = "camorigin.explanation/v1"

// Options say how Write lays out text.
type Options struct {
	Width int // columns; 80 when 0
	Color bool
	Words *i18n.Localizer // the language of the topics
}

// The bounds of a layout.
const (
	defaultWidth = 80
	leastWidth   = 30
	mostWidth    = 110 // longer lines are hard to read
	maxText      = 4000
)

// Write puts topics on a terminal: every text is clean, and no line is longer
// than the width unless a single word is.
func Write(w io.Writer, topics []Topic, o Options) error {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	p := &page{width: min(max(o.Width, leastWidth), mostWidth), color: o.Color, words: o.Words}
	for i, t := range topics {
		if i > 0 {
			p.line("")
		}
		p.topic(t)
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

// WriteJSON writes the topics and what was asked for as one JSON object.
func WriteJSON(w io.Writer, query string, topics []Topic) error {
	if topics == nil {
		topics = []Topic{}
	}
	data, err := json.MarshalIndent(struct {
		Schema string  `json:"schema"`
		Query  string  `json:"query"`
		Topics []Topic `json:"topics"`
	}{Schema, safetext.Line(query), topics}, "", "  ")
	if err != nil {
		return fmt.Errorf("write the explanation as JSON: %w", err)
	}
	_, err = w.Write(append(safetext.JSON(data), '\n'))
	return err
}

// page is text in the making.
type page struct {
	text  strings.Builder
	width int
	color bool
	words *i18n.Localizer
}

func (p *page) line(s string) {
	p.text.WriteString(strings.TrimRight(s, " "))
	p.text.WriteByte('\n')
}

func (p *page) topic(t Topic) {
	p.heading(p.title(t))
	for _, section := range t.Sections {
		p.line("")
		p.heading(safetext.Line(section.Title))
		for _, s := range section.Statements {
			p.paragraph(2+2*s.Depth, "- ", p.statementText(s))
		}
	}
	if len(t.Claims) == 0 {
		return
	}
	p.line("")
	p.heading(p.words.T("section.sources"))
	for _, c := range t.Claims {
		p.paragraph(2, "- ", p.claimText(c))
	}
}

// title is the name of a topic, its kind, and its identifier where the name does
// not have it.
func (p *page) title(t Topic) string {
	kind := p.words.Word("topic", string(t.Kind))
	if !strings.Contains(strings.ToLower(t.Name), strings.ToLower(t.ID)) {
		kind += " " + t.ID
	}
	return safetext.Line(t.Name) + " (" + safetext.Line(kind) + ")"
}

func (p *page) heading(s string) {
	for _, line := range wrap(s, p.width) {
		if p.color {
			line = "\x1b[1m" + line + "\x1b[0m"
		}
		p.line(line)
	}
}

// paragraph writes text with a mark in front, and what follows the first line
// below the text.
func (p *page) paragraph(indent int, mark, text string) {
	lines := wrap(text, p.width-indent-len(mark))
	for i, line := range lines {
		if i > 0 {
			mark = strings.Repeat(" ", len(mark))
		}
		p.line(strings.Repeat(" ", indent) + mark + line)
	}
}

// statementText is a statement with the claims that it rests on.
func (p *page) statementText(s Statement) string {
	text := safetext.Limit(s.Text, maxText)
	var marks []string
	const shown = 6
	marks = append(marks, s.Claims[:min(shown, len(s.Claims))]...)
	if more := len(s.Claims) - shown; more > 0 {
		marks = append(marks, p.words.T("claim.more", p.words.Number(uint64(more))))
	}
	if len(marks) > 0 {
		text += " [" + safetext.Limit(strings.Join(marks, ", "), maxText) + "]"
	}
	return text
}

// claimText is a claim with its source.
func (p *page) claimText(c model.Claim) string {
	parts := []string{c.ID + ":", c.Text}
	if !c.Confirmed {
		parts = append(parts, p.words.T("claim.unconfirmed"))
	}
	source := c.Publisher
	if c.Date != "" {
		source += ", " + p.words.Date(c.Date)
	}
	source = p.words.T("claim.checked", source, p.words.Date(c.Checked))
	parts = append(parts, source, c.URL)
	return safetext.Limit(sentence(parts...), maxText)
}

// wrap breaks text between words into lines of at most so many columns. A word
// that is longer stands on a line of its own.
func wrap(s string, columns int) []string {
	lines := []string{}
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && columnsOf(line)+1+columnsOf(word) > columns {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

// columnsOf is how wide a terminal shows the text: signs of East Asian scripts
// take two columns.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
