package show

import (
	"fmt"
	"io"
	"strings"

	"camorigin/internal/safetext"
)

func writeMarkdown(w io.Writer, d Document) error {
	var b strings.Builder
	for i, s := range sections(d) {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "## %s\n", safetext.Markdown(s.title))
		paragraphs(&b, s.text)
		if len(s.rows) > 0 {
			b.WriteString("\n| Address | Site | Kind | Maker | Model | Details |\n| --- | --- | --- | --- | --- | --- |\n")
		}
		for _, r := range s.rows {
			details := make([]string, len(r.details))
			for k, detail := range r.details {
				details[k] = safetext.Markdown(detail)
			}
			cells := []string{
				safetext.Markdown(r.address), safetext.Markdown(r.site), safetext.Markdown(r.kind),
				safetext.Markdown(r.maker), safetext.Markdown(r.model), strings.Join(details, "<br>"),
			}
			b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		}
		paragraphs(&b, s.notes)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func paragraphs(b *strings.Builder, texts []string) {
	for _, text := range texts {
		b.WriteString("\n" + safetext.Markdown(text) + "\n")
	}
}
