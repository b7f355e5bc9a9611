package xlsx

import (
	"iter"
	"time"

	"github.com/xuri/excelize/v2"

	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// maxRows is how many rows a sheet holds, the header not counted.
const maxRows = 100_000

// sheet is one sheet before it is written. A row may hold texts, whole and
// other numbers, days, times and nil.
type sheet struct {
	name    string
	columns []column
	rows    iter.Seq[[]any]
}

type column struct {
	label string
	width float64 // in characters
}

// day is a time of which only the day is shown.
type day time.Time

// dayOf returns the day that a text names, or the text where it names none.
func dayOf(text string) any {
	if t, err := time.Parse(time.DateOnly, text); err == nil && t.Year() > 1900 {
		return day(t)
	}
	return text
}

// moment returns a time, or nil for none.
func moment(t time.Time) any {
	if t.Year() <= 1900 {
		return nil
	}
	return t.UTC()
}

// number returns a number, or nil for zero.
func number(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// book writes sheets into a workbook.
type book struct {
	file  *excelize.File
	words words.Words
	style styles
	n     int // sheets written
}

// styles are the looks of cells, by what they hold.
type styles struct{ header, text, whole, decimal, day, moment int }

func newBook(file *excelize.File, w words.Words) (*book, error) {
	b := &book{file: file, words: w}
	dayFormat, momentFormat := "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		id   *int
		look excelize.Style
	}{
		{&b.style.header, excelize.Style{
			Font: &excelize.Font{Bold: true, Color: "1F2D3D"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E3E9EF"}}, Alignment: top,
		}},
		{&b.style.text, excelize.Style{NumFmt: 49, Alignment: top}}, // as text, also once it has been edited
		{&b.style.whole, excelize.Style{NumFmt: 1, Alignment: top}},
		{&b.style.decimal, excelize.Style{NumFmt: 2, Alignment: top}},
		{&b.style.day, excelize.Style{CustomNumFmt: &dayFormat, Alignment: top}},
		{&b.style.moment, excelize.Style{CustomNumFmt: &momentFormat, Alignment: top}},
	} {
		made, err := file.NewStyle(&s.look)
		if err != nil {
			return nil, err
		}
		*s.id = made
	}
	return b, nil
}

// add writes a sheet after those that are there.
func (b *book) add(s sheet) error {
	if err := b.place(s.name); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := out.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	rows, err := b.write(out, s)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(s.columns), rows)
	if err != nil {
		return err
	}
	if err := b.file.AutoFilter(s.name, "A1:"+last, nil); err != nil {
		return err
	}
	return out.Flush()
}

// place makes an empty sheet; the first takes the place of the one that every
// new workbook has.
func (b *book) place(name string) error {
	b.n++
	if b.n == 1 {
		return b.file.SetSheetName(b.file.GetSheetName(0), name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// write writes header and rows, and returns the number of the last row.
func (b *book) write(out *excelize.StreamWriter, s sheet) (int, error) {
	header := make([]any, len(s.columns))
	for i, c := range s.columns {
		header[i] = excelize.Cell{StyleID: b.style.header, Value: c.label}
	}
	last := 1
	if err := out.SetRow("A1", header); err != nil {
		return 0, err
	}
	left := uint64(0)
	for row := range s.rows {
		if last > maxRows {
			left++
			continue
		}
		last++
		if err := b.row(out, last, row); err != nil {
			return 0, err
		}
	}
	if left > 0 {
		last++
		return last, b.row(out, last, []any{b.words.Count("xlsx.left", left)})
	}
	return last, nil
}

func (b *book) row(out *excelize.StreamWriter, n int, values []any) error {
	at, err := excelize.CoordinatesToCellName(1, n)
	if err != nil {
		return err
	}
	cells := make([]any, len(values))
	for i, value := range values {
		cells[i] = b.cell(value)
	}
	return out.SetRow(at, cells)
}

// cell gives a value its look. Texts are cleaned here and nowhere else.
func (b *book) cell(value any) any {
	switch value := value.(type) {
	case string:
		if value = safetext.CSV(value); value == "" {
			return nil
		}
		return excelize.Cell{StyleID: b.style.text, Value: value}
	case float64:
		return excelize.Cell{StyleID: b.style.decimal, Value: value}
	case day:
		return excelize.Cell{StyleID: b.style.day, Value: time.Time(value)}
	case time.Time:
		return excelize.Cell{StyleID: b.style.moment, Value: value}
	case int, uint64:
		return excelize.Cell{StyleID: b.style.whole, Value: value}
	}
	return nil
}
