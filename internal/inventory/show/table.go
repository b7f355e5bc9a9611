package show

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"camorigin/internal/safetext"
)

// writeTable writes columns for people at a terminal; details stand below their
// row.
func writeTable(w io.Writer, d Document) error {
	buffered := bufio.NewWriter(w)
	safe := safetext.NewWriter(buffered)
	for i, s := range sections(d) {
		if i > 0 {
			fmt.Fprintln(safe)
		}
		fmt.Fprintln(safe, plain(s.title))
		for _, text := range s.text {
			fmt.Fprintln(safe, plain(text))
		}
		tableRows(safe, s.rows)
		for _, note := range s.notes {
			fmt.Fprintln(safe, plain(note))
		}
	}
	if err := safe.Flush(); err != nil {
		return err
	}
	return buffered.Flush()
}

func tableRows(w io.Writer, rows []row) {
	cells := make([][]string, len(rows))
	var widths []int
	for i, r := range rows {
		cells[i] = []string{plain(r.address), plain(r.site), plain(r.kind), plain(r.maker), plain(r.model)}
		widths = append(widths, make([]int, len(cells[i])-min(len(widths), len(cells[i])))...)
		for k, cell := range cells[i] {
			widths[k] = max(widths[k], utf8.RuneCountInString(cell))
		}
	}
	for i, r := range rows {
		fmt.Fprintln(w, tableLine(cells[i], widths))
		for _, detail := range r.details {
			fmt.Fprintln(w, "      "+plain(detail))
		}
	}
}

// tableLine joins cells in their columns; columns without any text are left out.
func tableLine(cells []string, widths []int) string {
	var b strings.Builder
	for i, cell := range cells {
		if widths[i] > 0 {
			b.WriteString("  " + cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// maxText is the most runes of one text.
const maxText = 900

func plain(s string) string { return safetext.CI(safetext.Limit(s, maxText)) }
