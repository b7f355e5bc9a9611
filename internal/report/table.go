package report

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// Widths of a terminal: what is assumed when it is not known, and what the
// table can be made to fit.
const (
	defaultWidth = 80
	leastWidth   = 40
)

// gap is the space between two columns.
const gap = 2

// renderTable writes a row for each device and a summary below, for people at
// a terminal of the given width. What does not fit is shortened with an
// ellipsis or, column by column, left out.
func renderTable(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := o.vocabulary()
	if err != nil {
		return err
	}
	if o.Width < leastWidth {
		o.Width = defaultWidth
	}
	safe := safetext.NewWriter(w)
	if _, err := io.WriteString(safe, deviceTable(newTableColumns(vocabulary, r, o), r, o)); err != nil {
		return err
	}
	for _, line := range summaryLines(vocabulary, r) {
		for _, part := range wrap(line.text, o.Width) {
			if _, err := io.WriteString(safe, paint(safetext.CI(part), line.colour, o.Color)+"\n"); err != nil {
				return err
			}
		}
	}
	return safe.Flush()
}

// deviceTable returns the table, or the empty text when there is no device.
func deviceTable(columns []tableColumn, r model.Result, o Options) string {
	if len(r.Devices) == 0 {
		return ""
	}
	devices := view.Sorted(r.Devices)
	cells := make([][]string, len(columns))
	widths := make([]int, len(columns))
	for i, column := range columns {
		widths[i] = text.StringWidth(column.title)
		cells[i] = make([]string, len(devices))
		for row, device := range devices {
			cell := safetext.CI(safetext.Line(column.cell(device)))
			cells[i][row], widths[i] = cell, max(widths[i], text.StringWidth(cell))
		}
	}
	widths = fitColumns(columns, widths, o.Width)

	t := table.NewWriter()
	t.SetStyle(tableStyle())
	t.AppendHeader(tableRow(widths, func(i int) string { return paint(fit(columns[i].title, widths[i]), bold, o.Color) }))
	for row, device := range devices {
		t.AppendRow(tableRow(widths, func(i int) string {
			return paint(shorten(cells[i][row], widths[i], columns[i].tail), columns[i].colour(device), o.Color)
		}))
	}
	return trimLines(t.Render()) + "\n\n"
}

func tableRow(widths []int, cell func(i int) string) table.Row {
	var row table.Row
	for i, width := range widths {
		if width > 0 {
			row = append(row, cell(i))
		}
	}
	return row
}

func tableStyle() table.Style {
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true, SeparateColumns: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", ""
	style.Box.MiddleVertical = strings.Repeat(" ", gap)
	style.Box.MiddleSeparator = strings.Repeat(style.Box.MiddleHorizontal, gap)
	style.Box.BottomSeparator, style.Box.TopSeparator = style.Box.MiddleSeparator, style.Box.MiddleSeparator
	style.Format = table.FormatOptions{}
	return style
}

// trimLines drops the padding behind the last column.
func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
