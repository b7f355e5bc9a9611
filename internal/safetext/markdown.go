package safetext

import "strings"

// MarkdownRunes is the most runes that Markdown keeps.
const MarkdownRunes = 1024

// markdownSpecial holds the characters that mean something within a line of
// GitHub's Markdown: emphasis, code, links, HTML, tables, mathematics,
// entities, headings.
const markdownSpecial = "\\`*_[]<>|~#&$!"

// Markdown returns s as clean text that Markdown shows as it is: nothing in it
// becomes markup, a link, a table cell or a new block.
func Markdown(s string) string {
	var b strings.Builder
	for i, r := range Limit(s, MarkdownRunes) {
		if strings.ContainsRune(markdownSpecial, r) || i == 0 && strings.ContainsRune("-+=:", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return noAutolink.Replace(b.String())
}

// noAutolink keeps GitHub from making links of bare addresses.
var noAutolink = strings.NewReplacer("://", "\\://", "www.", "www\\.", "WWW.", "WWW\\.", "@", "\\@")
