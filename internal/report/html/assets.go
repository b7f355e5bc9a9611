package html

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"

	"camorigin/internal/report/words"
)

//go:embed templates/*.gohtml
var templateFiles embed.FS

//go:embed style.css
var style string

//go:embed script.js
var script string

// parse reads the templates with the words of a language.
func parse(w words.Words) (*template.Template, error) {
	functions := template.FuncMap{"t": w.T, "chartOf": chartOf(w), "filterOf": filterOf(w)}
	return template.New("page").Funcs(functions).ParseFS(templateFiles, "templates/*.gohtml")
}

// securityPolicy is the content security policy of the page.
func securityPolicy() string {
	return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

// hash returns the source expression for an inline style or script.
func hash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
