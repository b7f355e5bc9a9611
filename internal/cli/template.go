package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"camorigin/internal/report"
	"camorigin/internal/report/template"
)

// ownForm reads the template that standard output is written by; nil where the
// flag was not given.
func (f *outputFlags) ownForm(outputs []report.Output) (*template.Template, error) {
	if f.template == "" {
		return nil, nil
	}
	for _, out := range outputs {
		if out.Path == report.Stdout && out.Format != "" {
			return nil, fmt.Errorf("--template and -o %s=- both write standard output; give one of them", out.Format)
		}
	}
	source, err := readTemplate(f.template)
	if err != nil {
		return nil, fmt.Errorf("--template: %w", err)
	}
	form, err := template.Parse(f.template, source)
	if err != nil {
		return nil, fmt.Errorf("--template: %w", err)
	}
	return form, nil
}

// readTemplate reads no more than a template may have and a byte, by which the
// parser sees that it is too large.
func readTemplate(path string) (source string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	data, err := io.ReadAll(io.LimitReader(file, template.MaxSource+1))
	return string(data), err
}
