package show

import (
	"html/template"
	"io"

	"camorigin/internal/safetext"
)

// htmlSection is a section whose texts are clean.
type htmlSection struct {
	Title string
	Text  []string
	Rows  []htmlRow
	Notes []string
}

type htmlRow struct {
	Cells   []string
	Details []string
}

// writeHTML writes one page that needs nothing from elsewhere and runs no script.
func writeHTML(w io.Writer, d Document) error {
	page, err := template.New("page").Parse(htmlPage)
	if err != nil {
		return err
	}
	var list []htmlSection
	for _, s := range sections(d) {
		clean := htmlSection{Title: line(s.title), Text: lines(s.text), Notes: lines(s.notes)}
		for _, r := range s.rows {
			clean.Rows = append(clean.Rows, htmlRow{
				Cells: lines([]string{r.address, r.site, r.kind, r.maker, r.model}), Details: lines(r.details),
			})
		}
		list = append(list, clean)
	}
	return page.Execute(w, list)
}

func line(s string) string { return safetext.Limit(s, maxText) }

func lines(texts []string) []string {
	clean := make([]string, len(texts))
	for i, text := range texts {
		clean[i] = line(text)
	}
	return clean
}

const htmlPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>camorigin: comparison</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Comparison</h1>
{{range .}}<section>
<h2>{{.Title}}</h2>
{{range .Text}}<p>{{.}}</p>
{{end}}{{if .Rows}}<table>
<thead><tr><th scope="col">Address</th><th scope="col">Site</th><th scope="col">Kind</th><th scope="col">Maker</th><th scope="col">Model</th><th scope="col">Details</th></tr></thead>
<tbody>
{{range .Rows}}<tr>{{range .Cells}}<td>{{.}}</td>{{end}}<td>{{range $i, $d := .Details}}{{if $i}}<br>{{end}}{{$d}}{{end}}</td></tr>
{{end}}</tbody>
</table>
{{end}}{{range .Notes}}<p>{{.}}</p>
{{end}}</section>
{{end}}</body>
</html>
`
