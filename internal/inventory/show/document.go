package show

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"camorigin/internal/inventory"
	"camorigin/internal/safetext"
)

// Document is what is written: a comparison with an earlier result, with a list,
// or both.
type Document struct {
	Schema string                    `json:"schema"`
	Diff   *inventory.Diff           `json:"diff,omitempty"`
	List   *inventory.Reconciliation `json:"list,omitempty"`
}

// format is one way to write a document.
type format struct {
	name  string
	write func(io.Writer, Document) error
}

func formats() []format {
	return []format{{"table", writeTable}, {"json", writeJSON}, {"markdown", writeMarkdown}, {"html", writeHTML}}
}

// Formats lists the names of the formats.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes the document in the named format. It fails for an unknown format
// and when w does.
func Write(w io.Writer, name string, d Document) error {
	for _, f := range formats() {
		if f.name != name {
			continue
		}
		if err := f.write(w, d); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	}
	return fmt.Errorf("a comparison has no format %q; known are %s", name, strings.Join(Formats(), ", "))
}

func writeJSON(w io.Writer, d Document) error {
	d.Schema = inventory.SchemaDiff
	data, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(safetext.JSON(data), '\n'))
	return err
}
