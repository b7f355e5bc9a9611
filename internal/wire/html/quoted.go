package html

import (
	"regexp"
	"slices"
	"strings"
)

// Elements in which a page shows source code. A <pre> counts only with escaped
// markup: devices also print their own parameters in one.
var (
	code         = regexp.MustCompile(`(?is)(<code\b[^>]*>).*?(</code\s*>)`)
	preformatted = regexp.MustCompile(`(?is)(<pre\b[^>]*>)(.*?)(</pre\s*>)`)
)

// quoting are the beginnings of those elements as pages write them: most pages
// have none, and need not be searched.
var quoting = []string{"<code", "<CODE", "<pre", "<PRE"}

// escapedMarkup begins a tag that is shown, not meant.
const escapedMarkup = "&lt;"

// Unquoted returns a page without the source code that it quotes: a manual or a
// forum that shows a camera's page, or its answers, is no camera. Anything else
// is kept as it is, also text that is no page.
func Unquoted(text string) string {
	if !slices.ContainsFunc(quoting, func(tag string) bool { return strings.Contains(text, tag) }) {
		return text
	}
	text = code.ReplaceAllString(text, "$1$2")
	return preformatted.ReplaceAllStringFunc(text, func(element string) string {
		if !strings.Contains(element, escapedMarkup) {
			return element
		}
		return preformatted.ReplaceAllString(element, "$1$3")
	})
}
