package author

import (
	"fmt"
	"io"
	"strings"

	"camorigin/internal/model"
)

// WriteDrafts writes drafts as a file of rules. note says in a few words, on one
// line, where an answer came from.
func WriteDrafts(w io.Writer, drafts []Draft, note func(answer int) string) error {
	var b strings.Builder
	b.WriteString("# Drafts. Of each: does only this maker say this? Narrow match, name the kind if the text shows it, set certainty,\n" +
		"# say where it was observed, and add what must not match under not. docs/RULES.md explains the keys.\n")
	for _, d := range drafts {
		writeDraft(&b, d, note(d.Answer))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeDraft(b *strings.Builder, d Draft, note string) {
	r := d.Rule
	fmt.Fprintf(b, "\n# from: %s\n- id: %s\n  field: %s\n  match: %s\n", note, r.ID, r.Field, quote(r.Match))
	fmt.Fprintf(b, "  says: %s\n  certainty: %v\n  source: %s\n  examples:\n", flow(r.Says), r.Certainty, quote(r.Source))
	for _, example := range r.Examples {
		for field, values := range example.Fields {
			fmt.Fprintf(b, "    - {%s: %s, want: %s}\n", field, quote(strings.Join(values, "")), flow(example.Want))
		}
	}
}

// flow writes what is said as a mapping on one line. Identifiers need no quotes.
func flow(says model.Says) string {
	var keys []string
	for _, part := range []struct{ key, value string }{
		{"maker", says.Maker}, {"brand", says.Brand}, {"platform", says.Platform}, {"kind", says.Kind},
	} {
		if part.value != "" {
			keys = append(keys, part.key+": "+part.value)
		}
	}
	if says.Model != "" {
		keys = append(keys, "model: "+quote(says.Model))
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// quote writes a text of one line in single quotes, in which only they are
// special.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
