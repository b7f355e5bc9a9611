package report

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// Stdout is the path that stands for standard output.
const Stdout = "-"

// Output is one place for a report to go.
type Output struct {
	Format string // empty for standard output without a format: the caller's default
	Path   string // Stdout, or the path of a file
}

// formatPrefix is what stands before "=" when a format is named.
var formatPrefix = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)

// ParseOutput reads the value of -o: "-", "FILE" with the format by its
// extension, or "FORMAT=FILE". A file whose name has "=" behind a plain word
// needs its format named.
func ParseOutput(value string) (Output, error) {
	format, path, named := strings.Cut(value, "=")
	if !named || !formatPrefix.MatchString(format) {
		return outputByExtension(value)
	}
	format = strings.ToLower(format)
	if _, err := formatNamed(format); err != nil {
		return Output{}, fmt.Errorf("output %q: %w", value, err)
	}
	if path == "" {
		return Output{}, fmt.Errorf("output %q names no file: write %s=FILE, or %s=- for standard output", value, format, format)
	}
	return Output{Format: format, Path: path}, nil
}

func outputByExtension(path string) (Output, error) {
	if path == "" {
		return Output{}, fmt.Errorf("output names no file: write -o FILE, or -o - for standard output")
	}
	if path == Stdout {
		return Output{Path: Stdout}, nil
	}
	base := strings.ToLower(filepath.Base(path))
	found, longest := Format{}, ""
	for _, f := range Formats() {
		for _, extension := range f.Extensions {
			if strings.HasSuffix(base, extension) && len(extension) > len(longest) {
				found, longest = f, extension
			}
		}
	}
	if longest == "" {
		return Output{}, fmt.Errorf("output %q: no format goes by this file name (known: %s); name one: -o FORMAT=FILE with %s", path, knownExtensions(), knownNames())
	}
	return Output{Format: found.Name, Path: path}, nil
}

func knownExtensions() string {
	var extensions []string
	for _, f := range Formats() {
		extensions = append(extensions, f.Extensions...)
	}
	return strings.Join(extensions, " ")
}
