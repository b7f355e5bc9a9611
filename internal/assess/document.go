package assess

import (
	"fmt"
	"strings"

	"camorigin/internal/i18n"
)

// Document is the page of documentation about the checks, in Markdown: a
// section a check in the language of words, from the same table that the findings are made of.
func Document(words *i18n.Localizer) string {
	var b strings.Builder
	b.WriteString(documentHead)
	for _, c := range Checks(words) {
		fmt.Fprintf(&b, "\n## `%s`\n\n**%s** (%s)\n\n%s\n\nWhat to do: %s\n", c.ID, plain(c.Title), c.Severity, plain(c.Text), plain(c.Next))
		for i, url := range c.References {
			if i == 0 {
				b.WriteString("\nSee:\n\n")
			}
			fmt.Fprintf(&b, "- <%s>\n", url)
		}
	}
	return b.String()
}

const documentHead = `# Checks

This page is made from the program's own table of checks; a test keeps it current.

A finding rests on what a device answered, on what is known of the company behind it, or on where the device stands. Nothing is
tried with credentials, and no weakness is exercised. A check may be named in a [file of decisions](DECISIONS.md) by its
identifier, which is permanent.

What a policy finds out about the origin of a device has the identifier ` + "`policy/POLICY/RULE`" + ` and the severity that the policy
gives it. A finding to check by hand is shown apart: it is in no total and never counts for ` + "`--fail-on`" + `.
`

// plain shows a place that a finding fills in as what it stands for.
func plain(text string) string {
	return strings.NewReplacer("{", "(", "}", ")").Replace(text)
}
