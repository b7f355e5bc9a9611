package xlsx

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
)

func render(t *testing.T, r model.Result, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, r, Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func reopen(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	return file
}

func rows(t *testing.T, file *excelize.File, sheet string, o ...excelize.Options) [][]string {
	t.Helper()
	all, err := file.GetRows(sheet, o...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var update = flag.Bool("update", false, "write the golden file anew")

// TestGolden holds what a reader sees in the cells of every sheet.
func TestGolden(t *testing.T) {
	var b strings.Builder
	for _, lang := range []string{"en", "da"} {
		file := reopen(t, render(t, reporttest.Result(), lang))
		for _, sheet := range file.GetSheetList() {
			b.WriteString("## " + sheet + "\n")
			for _, row := range rows(t, file, sheet) {
				b.WriteString(strings.Join(row, " | ") + "\n")
			}
		}
	}
	path := filepath.Join("testdata", "result.txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("differs from %s (-want +got); -update writes it anew:\n%s", path, diff)
	}
}

func TestSheets(t *testing.T) {
	tests := map[string][]string{
		"en": {"Summary", "Devices", "Findings", "Evidence", "Cost", "Coverage"},
		"da": {"Resumé", "Enheder", "Fund", "Belæg", "Omkostninger", "Dækning"},
	}
	for lang, want := range tests {
		for name, r := range map[string]model.Result{"full": reporttest.Result(), "empty": reporttest.Empty(), "nothing": {}} {
			file := reopen(t, render(t, r, lang))
			if got := file.GetSheetList(); !slices.Equal(got, want) {
				t.Errorf("%s in %s: got sheets %q, want %q", name, lang, got, want)
			}
			for _, sheet := range want {
				panes, err := file.GetPanes(sheet)
				if err != nil || !panes.Freeze || panes.YSplit != 1 {
					t.Errorf("%s in %s: got panes %+v, %v, want a header that stays", sheet, lang, panes, err)
				}
				if len(rows(t, file, sheet)) == 0 {
					t.Errorf("%s in %s: got no header", sheet, lang)
				}
			}
		}
	}
}

func TestRows(t *testing.T) {
	r := reporttest.Result()
	file := reopen(t, render(t, r, "en"))
	reasons := 0
	for _, d := range r.Devices {
		reasons += len(d.Because)
	}
	for sheet, want := range map[string]int{"Devices": 12, "Findings": 8, "Evidence": reasons, "Cost": len(r.Costs.Lines) + 1, "Coverage": 3} {
		if got := len(rows(t, file, sheet)) - 1; got != want {
			t.Errorf("%s: got %d rows, want %d", sheet, got, want)
		}
	}
	first := strings.Join(rows(t, file, "Findings")[1], "|")
	if !strings.HasPrefix(first, "critical|Firmware older than the fix for a known hole|10.20.0.7|town hall|no|") {
		t.Errorf("got %s first, want the gravest finding", first)
	}
}

// find returns the cell that stands right of a text.
func find(t *testing.T, file *excelize.File, sheet, text string) string {
	t.Helper()
	cells, err := file.SearchSheet(sheet, text)
	if err != nil || len(cells) == 0 {
		t.Fatalf("found no %q in %s: %v", text, sheet, err)
	}
	column, row, err := excelize.CellNameToCoordinates(cells[0])
	if err != nil {
		t.Fatal(err)
	}
	right, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		t.Fatal(err)
	}
	return right
}

func TestValuesHaveTypes(t *testing.T) {
	file := reopen(t, render(t, reporttest.Result(), "en"))
	tests := map[string]struct {
		sheet, cell string
		typ         excelize.CellType
		shown, raw  string
	}{
		"day":    {"Summary", find(t, file, "Summary", "As of"), excelize.CellTypeUnset, "2026-11-24", "46350"},
		"time":   {"Summary", find(t, file, "Summary", "Completed"), excelize.CellTypeUnset, "2026-11-24 08:34", "46350.357083333"},
		"number": {"Summary", find(t, file, "Summary", "Silent: cannot tell"), excelize.CellTypeUnset, "552", "552"},
		"amount": {"Cost", "F2", excelize.CellTypeUnset, "15100.00", "15100"},
		"text":   {"Summary", find(t, file, "Summary", "Policy"), excelize.CellTypeInlineString, "default", "default"},
		"host":   {"Devices", "A2", excelize.CellTypeInlineString, "10.20.0.7", "10.20.0.7"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			typ, err := file.GetCellType(tt.sheet, tt.cell)
			if err != nil || typ != tt.typ {
				t.Errorf("got type %v, %v, want %v", typ, err, tt.typ)
			}
			if got, err := file.GetCellValue(tt.sheet, tt.cell); err != nil || got != tt.shown {
				t.Errorf("got %q, %v, want %q", got, err, tt.shown)
			}
			if got, err := file.GetCellValue(tt.sheet, tt.cell, excelize.Options{RawCellValue: true}); err != nil || !strings.HasPrefix(got, tt.raw) {
				t.Errorf("got %q, %v, want %q", got, err, tt.raw)
			}
		})
	}
}

func TestDates(t *testing.T) {
	tests := map[string]bool{"2026-11-24": true, "2026-11": false, "2026": false, "": false, "=1+1": false, "0001-01-01": false, "2026-02-30": false}
	for text, want := range tests {
		if _, got := dayOf(text).(day); got != want {
			t.Errorf("%q: got a day %v, want %v", text, got, want)
		}
	}
	if got := moment(time.Time{}); got != nil {
		t.Errorf("got %v for no time, want nothing", got)
	}
}

func TestSameBytes(t *testing.T) {
	want := render(t, reporttest.Result(), "en")
	for range 5 {
		if got := render(t, reporttest.Result(), "en"); !bytes.Equal(got, want) {
			t.Fatal("got other bytes for the same result")
		}
	}
}

func TestSheetsAreBounded(t *testing.T) {
	d := model.Device{Host: "10.0.0.7", Because: make([]model.Because, maxRows+3)}
	file := reopen(t, render(t, model.Result{Devices: []model.Device{d}}, "en"))
	last, err := file.GetCellValue("Evidence", "A100002")
	if err != nil || !strings.HasPrefix(last, "3 more rows") {
		t.Errorf("got %q, %v, want a row that names 3 more", last, err)
	}
}

// checkWorkbook looks for what no workbook may contain.
func checkWorkbook(t *testing.T, data []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		if !part.Modified.IsZero() && part.Modified.Year() > 1980 {
			t.Errorf("%s: got the time %v", part.Name, part.Modified)
		}
		if strings.Contains(part.Name, "external") || strings.Contains(part.Name, "vba") {
			t.Errorf("got the part %s", part.Name)
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, mark := range []string{"<f>", "<f ", "<hyperlink", "TargetMode", "<script", "ddeLink"} {
			if bytes.Contains(text, []byte(mark)) {
				t.Errorf("%s: got %s", part.Name, mark)
			}
		}
	}
	file := reopen(t, data)
	for _, sheet := range file.GetSheetList() {
		for y, row := range rows(t, file, sheet) {
			for x, cell := range row {
				checkCell(t, sheet, x, y, cell)
			}
		}
	}
}

func checkCell(t *testing.T, sheet string, x, y int, cell string) {
	t.Helper()
	bare := strings.TrimLeft(cell, " \"\ufeff")
	first, _ := utf8.DecodeRuneInString(bare)
	if bare != "" && strings.ContainsRune("=+-@\t\r\x00＝＋－＠", first) {
		t.Errorf("%s, column %d of row %d: got the formula %.60q", sheet, x+1, y+1, cell)
	}
	if !utf8.ValidString(cell) || strings.ContainsAny(cell, "\x00\x1b\u202e\u200b\u2028") {
		t.Errorf("%s, column %d of row %d: got %.60q", sheet, x+1, y+1, cell)
	}
}

// TestHostileText puts every hostile text into every field of the model, all of
// them in one workbook.
func TestHostileText(t *testing.T) {
	var all model.Result
	for _, payload := range append(reporttest.Payloads(), "_x003D_1+1", "_x000D_", "_x005F_x003D_") {
		r := reporttest.Result()
		for _, f := range reporttest.Fields(&r) {
			f.Set(payload)
		}
		all = joined(all, r)
	}
	checkWorkbook(t, render(t, all, "en"))
}

// joined adds the rows of every sheet of one result to those of another; what
// there is but once is the later one's.
func joined(a, b model.Result) model.Result {
	b.Devices, b.Others = append(a.Devices, b.Devices...), append(a.Others, b.Others...)
	b.Findings, b.Evidence = append(a.Findings, b.Findings...), append(a.Evidence, b.Evidence...)
	b.Run.Targets, b.Run.Notes = append(a.Run.Targets, b.Run.Targets...), append(a.Run.Notes, b.Run.Notes...)
	b.Coverage.Subnets = append(a.Coverage.Subnets, b.Coverage.Subnets...)
	b.Summary.Makers, b.Summary.Countries = append(a.Summary.Makers, b.Summary.Makers...), append(a.Summary.Countries, b.Summary.Countries...)
	if a.Costs != nil {
		b.Costs.Lines = append(a.Costs.Lines, b.Costs.Lines...)
	}
	return b
}

func TestEscapesOfTheFormatStayText(t *testing.T) {
	const text = "a_x003D_1"
	file := reopen(t, render(t, model.Result{Devices: []model.Device{{Host: text}}}, "en"))
	if got, err := file.GetCellValue("Devices", "A2"); err != nil || got != text {
		t.Errorf("got %q, %v, want %q", got, err, text)
	}
}
