package inventory

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of a list.
const (
	MaxList     = 16 << 20 // bytes
	maxRows     = 200_000
	maxListCell = 256 // runes that are kept of a cell
	maxFaults   = 10  // that are told
)

// Item is one row of a list: a device as somebody wrote it down.
type Item struct {
	Line    int    `json:"line"` // of the file, from 1
	Address string `json:"address,omitempty"`
	MAC     string `json:"mac,omitempty"`
	Serial  string `json:"serial,omitempty"`
	Brand   string `json:"brand,omitempty"`
	Model   string `json:"model,omitempty"`
	Site    string `json:"site,omitempty"`
}

// column is a column of a list and the names by which headers call it.
type column struct {
	names []string
	cell  func(*Item) *string
}

// columns lists the columns that are read; others are passed over.
func columns() []column {
	return []column{
		{[]string{"address", "ip", "ipaddress", "ipv4", "ipv4address", "host", "ipadresse", "adresse"}, func(i *Item) *string { return &i.Address }},
		{[]string{"mac", "macaddress", "macadresse", "hardwareaddress"}, func(i *Item) *string { return &i.MAC }},
		{[]string{"serial", "serialnumber", "serialno", "sn", "serienummer"}, func(i *Item) *string { return &i.Serial }},
		{[]string{"brand", "make", "maker", "manufacturer", "vendor", "fabrikat", "producent", "mærke"}, func(i *Item) *string { return &i.Brand }},
		{[]string{"model", "type", "product"}, func(i *Item) *string { return &i.Model }},
		{[]string{"site", "location", "place", "lokation", "sted"}, func(i *Item) *string { return &i.Site }},
	}
}

// marking is how many of the columns, from the first, tell devices apart.
const marking = 3

// ReadList reads a list of devices: a CSV file whose header row names the
// columns, in any order: address (or ip), mac, serial, brand, model and site;
// other columns are passed over. One of the first three must be there, and in
// each row. Columns are parted by commas, semicolons or tabs. The error has a
// line for each mistake, at most ten.
func ReadList(name string, data []byte) ([]Item, error) {
	if len(data) > MaxList {
		return nil, fmt.Errorf("%s: larger than %d MiB; keep the columns that are needed", name, MaxList>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s:1: not UTF-8; save the file as CSV UTF-8", name)
	}
	rows := csv.NewReader(bytes.NewReader(data))
	rows.Comma, rows.FieldsPerRecord, rows.TrimLeadingSpace, rows.ReuseRecord = parting(data), -1, true, true
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1: no header row; begin with a line such as address,mac,model,site", name)
	}
	if err != nil {
		return nil, listError(name, err)
	}
	cells, err := headerCells(header)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	return readItems(name, rows, cells)
}

// parting is the character that parts the columns of the first line.
func parting(data []byte) rune {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(header, []byte(string(c))) > bytes.Count(header, []byte(string(best))) {
			best = c
		}
	}
	return best
}

// headerCells says, for each column of the file, where its cells go; nil passes
// the column over.
func headerCells(header []string) ([]func(*Item) *string, error) {
	cells := make([]func(*Item) *string, len(header))
	taken := make([]string, len(columns()))
	marked := false
	for i, title := range header {
		k := slices.IndexFunc(columns(), func(c column) bool { return slices.Contains(c.names, folded(title)) })
		if k < 0 {
			continue
		}
		if taken[k] != "" {
			return nil, fmt.Errorf("columns %.40q and %.40q are both the %s; rename one", taken[k], title, columns()[k].names[0])
		}
		taken[k], cells[i] = title, columns()[k].cell
		marked = marked || k < marking
	}
	if !marked {
		return nil, errors.New("no column tells devices apart; the header row must name address, mac or serial")
	}
	return cells, nil
}

// folded is the letters and digits of a column's title, in lower case.
func folded(title string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "", ".", "").Replace(strings.ToLower(strings.TrimSpace(title)))
}

func readItems(name string, rows *csv.Reader, cells []func(*Item) *string) ([]Item, error) {
	var (
		items  []Item
		faults []error
	)
	for len(faults) < maxFaults {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			faults = append(faults, listError(name, err))
			break
		}
		line, _ := rows.FieldPos(0)
		item := itemOf(row, cells)
		item.Line = line
		switch {
		case strings.TrimSpace(strings.Join(row, "")) == "":
		case item.Address == "" && item.MAC == "" && item.Serial == "":
			faults = append(faults, fmt.Errorf("%s:%d: neither address nor mac nor serial; fill one in or remove the row", name, line))
		case len(items) == maxRows:
			return nil, fmt.Errorf("%s:%d: more than %d rows; split the list", name, line, maxRows)
		default:
			items = append(items, item)
		}
	}
	if len(faults) == 0 && len(items) == 0 {
		return nil, fmt.Errorf("%s:2: no device below the header row", name)
	}
	return items, errors.Join(faults...)
}

func itemOf(row []string, cells []func(*Item) *string) Item {
	var item Item
	for i, text := range row {
		if i < len(cells) && cells[i] != nil {
			*cells[i](&item) = shortened(strings.TrimSpace(text))
		}
	}
	return item
}

func shortened(text string) string {
	if runes := []rune(text); len(runes) > maxListCell {
		return string(runes[:maxListCell])
	}
	return text
}

func listError(name string, err error) error {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return fmt.Errorf("%s:%d: %w; check the quotation marks", name, bad.Line, bad.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}
