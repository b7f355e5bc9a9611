package ui

import "strings"

// emulator is a terminal of a given width: what a person sees of the bytes that
// were written. It knows no escape sequence, so that one would be seen.
type emulator struct {
	width  int
	rows   [][]rune
	column int
}

func (e *emulator) Write(p []byte) (int, error) {
	for _, r := range string(p) {
		e.put(r)
	}
	return len(p), nil
}

func (e *emulator) put(r rune) {
	if len(e.rows) == 0 {
		e.rows = append(e.rows, nil)
	}
	switch r {
	case '\r':
		e.column = 0
	case '\b':
		e.column = max(e.column-1, 0)
	case '\n':
		e.rows, e.column = append(e.rows, nil), 0
	default:
		if e.column == e.width {
			e.rows, e.column = append(e.rows, nil), 0
		}
		row := &e.rows[len(e.rows)-1]
		for len(*row) <= e.column {
			*row = append(*row, ' ')
		}
		(*row)[e.column] = r
		e.column++
	}
}

// String is the rows without the blanks at their ends.
func (e *emulator) String() string {
	var rows []string
	for _, row := range e.rows {
		rows = append(rows, strings.TrimRight(string(row), " "))
	}
	return strings.Join(rows, "\n")
}
