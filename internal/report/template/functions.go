package template

import (
	"fmt"
	"strings"
	"text/template"
	"time"

	"camorigin/internal/safetext"
)

// functions are what a template can call besides the built-in functions of
// text/template. The value comes last, so that it can come by a pipe.
func functions() template.FuncMap {
	return template.FuncMap{
		"clean":    func(value any) string { return clean(fmt.Sprint(value)) },
		"line":     func(value any) string { return safetext.Line(fmt.Sprint(value)) },
		"csv":      cell,
		"markdown": func(value any) string { return safetext.Markdown(fmt.Sprint(value)) },
		"upper":    func(value any) string { return strings.ToUpper(fmt.Sprint(value)) },
		"join":     join,
		"date":     date,
	}
}

// valueRunes is the most runes of a text that a template sees.
const valueRunes = 2048

// clean returns a text as one clean line that is no command to the program that
// reads a log. A command has two pairs of colons, an address has one: only
// texts with two change.
func clean(text string) string {
	text = safetext.Limit(text, valueRunes)
	if strings.Contains(text, "##") || strings.Count(text, "::") > 1 {
		return safetext.CI(text)
	}
	return text
}

// cell returns a value as a cell of a CSV file, in quotes where it needs them,
// that no spreadsheet takes for a formula.
func cell(value any) string {
	text := safetext.CSV(fmt.Sprint(value))
	if !strings.ContainsAny(text, ",;\"\t") {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// join writes the items of a list with something between them.
func join(between string, list []any) string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = fmt.Sprint(item)
	}
	return strings.Join(texts, between)
}

// date writes a day or a time by a layout of package time; a text that is
// neither, such as a year, stays as it is.
func date(layout, text string) string {
	for _, known := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(known, text); err == nil {
			return t.Format(layout)
		}
	}
	return text
}
