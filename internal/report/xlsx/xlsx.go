// Package xlsx renders a result as a workbook for spreadsheet programs: a
// sheet each for the summary, the devices, the findings, the evidence, the
// cost and the coverage, with a header that stays and filters.
//
// Numbers and days are numbers and days. Texts are texts: no cell is a formula
// or a link, and none becomes a formula when somebody edits it or saves the
// sheet as CSV.
package xlsx

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// Options says how to render.
type Options struct {
	Lang  string      // language of the text; empty means English
	Words words.Words // of a language, where they are loaded already
}

// Render writes the workbook. The same result gives the same bytes.
func Render(w io.Writer, r model.Result, o Options) (err error) {
	vocabulary, err := words.Chosen(o.Words, o.Lang)
	if err != nil {
		return err
	}
	file := excelize.NewFile()
	defer func() {
		if closed := file.Close(); err == nil && closed != nil {
			err = fmt.Errorf("close workbook: %w", closed)
		}
	}()
	file.SetZipWriter(newSortedZip)
	if err := describe(file, vocabulary, r.Run); err != nil {
		return fmt.Errorf("describe workbook: %w", err)
	}
	b, err := newBook(file, vocabulary)
	if err != nil {
		return fmt.Errorf("prepare workbook: %w", err)
	}
	for _, s := range sheets(vocabulary, r) {
		if err := b.add(s); err != nil {
			return fmt.Errorf("write sheet %s: %w", s.name, err)
		}
	}
	return file.Write(w)
}

func sheets(w words.Words, r model.Result) []sheet {
	return []sheet{
		summarySheet(w, r), deviceSheet(w, r), findingSheet(w, r), evidenceSheet(w, r), costSheet(w, r), coverageSheet(w, r),
	}
}

// describe fills in the properties of the document. The time of a result that
// has none is that of the template of the library, which never changes.
func describe(file *excelize.File, w words.Words, r model.Run) error {
	properties := excelize.DocProperties{Creator: "camorigin", Title: w.T("report.title"), Language: w.Language(), Version: safetext.Limit(r.Version, 32)}
	if !r.Ended.IsZero() {
		properties.Created = r.Ended.UTC().Format(time.RFC3339)
		properties.Modified = properties.Created
	}
	if err := file.SetDocProps(&properties); err != nil {
		return err
	}
	return file.SetAppProps(&excelize.AppProperties{Application: "camorigin"})
}
