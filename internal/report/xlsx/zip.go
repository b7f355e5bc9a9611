package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"slices"

	"github.com/xuri/excelize/v2"
)

// contentTypes is the part of a workbook that readers want first.
const contentTypes = "[Content_Types].xml"

// sortedZip gathers the parts of a workbook, which the library writes in no
// certain order, and writes them ordered and without a time.
type sortedZip struct {
	out   io.Writer
	parts []part
}

type part struct {
	name string
	data *bytes.Buffer
}

func newSortedZip(w io.Writer) excelize.ZipWriter { return &sortedZip{out: w} }

// Create begins a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts = append(z.parts, part{name, &bytes.Buffer{}})
	return z.parts[len(z.parts)-1].data, nil
}

// AddFS is asked of every writer, and never called for a workbook.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the parts.
func (z *sortedZip) Close() error {
	slices.SortFunc(z.parts, func(a, b part) int {
		if first := a.name == contentTypes; first != (b.name == contentTypes) {
			if first {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.name, b.name)
	})
	archive := zip.NewWriter(z.out)
	for _, p := range z.parts {
		w, err := archive.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := p.data.WriteTo(w); err != nil {
			return err
		}
	}
	return archive.Close()
}
