package target

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of what is read. They bound memory, not what can be scanned: a range
// costs the same whatever its size.
const (
	MaxFileBytes = 32 << 20 // of a file or of standard input
	MaxLineBytes = 4096
)

// maxErrors is the number of mistakes that are reported at once.
const maxErrors = 10

// source is the place where something was written.
type source struct {
	name string // a file, "stdin", or what an argument is: "target", "exclude"
	line int    // 0 for an argument
}

// fault is a mistake in what was written at a place.
func (s source) fault(text string, err error) error {
	if s.line == 0 {
		return fmt.Errorf("%s %s: %w", s.name, quote(text), err)
	}
	return fmt.Errorf("%s:%d: %s: %w", s.name, s.line, quote(text), err)
}

// faults collects mistakes up to a number.
type faults struct {
	list []error
	more int
}

// add takes in a mistake, or each of those that were joined; nil is none.
func (f *faults) add(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			f.add(e)
		}
		return
	}
	switch {
	case err == nil:
	case len(f.list) == maxErrors:
		f.more++
	default:
		f.list = append(f.list, err)
	}
}

// err is every mistake, a line each, or nil.
func (f *faults) err() error {
	if f.more == 0 {
		return errors.Join(f.list...)
	}
	return errors.Join(errors.Join(f.list...), fmt.Errorf("and %d more mistakes like these", f.more))
}

// quote writes text of unknown origin on one line, without control characters
// and not too long.
func quote(text string) string {
	const most = 80
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "..."
	}
	return strconv.QuoteToGraphic(text)
}

// ReadFile reads a file of at most [MaxFileBytes]; the error says what to do.
func ReadFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f)
}

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFileBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxFileBytes {
		return nil, fmt.Errorf("more than %d MiB: write networks or ranges instead of single addresses", MaxFileBytes>>20)
	}
	return data, nil
}

// fileError says in one line why a file cannot be read, and what to do.
func fileError(name string, err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file: check the name", quoteName(name))
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: may not be read: check its permissions", quoteName(name))
	case errors.As(err, &path):
		return fmt.Errorf("%s: cannot be read: %w", quoteName(name), path.Err)
	}
	return fmt.Errorf("%s: %w", quoteName(name), err)
}

// plainText checks that data is text that can be read line by line, and takes
// off a byte order mark.
func plainText(name string, data []byte) ([]byte, error) {
	utf16 := bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
	if utf16 {
		return nil, fmt.Errorf("%s:1: UTF-16 text: save the file as UTF-8", quoteName(name))
	}
	if before, _, found := bytes.Cut(data, []byte{0}); found {
		return nil, fmt.Errorf("%s:%d: not a text file (NUL byte): give a list of addresses, one a line", quoteName(name), 1+bytes.Count(before, []byte("\n")))
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

// quoteName is a file name as it may stand in front of a message.
func quoteName(name string) string {
	if quoted := strconv.QuoteToGraphic(name); quoted != `"`+name+`"` {
		return quoted
	}
	return name
}

// words calls take for each word of a list file: words are parted by white
// space, commas or semicolons, # begins a comment. It returns the number of
// words, and stops at a line that is too long.
func words(name string, data []byte, take func(source, string)) (int, error) {
	data, err := plainText(name, data)
	if err != nil {
		return 0, err
	}
	count, at := 0, source{name: quoteName(name)}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(make([]byte, 0, MaxLineBytes), MaxLineBytes)
	for lines.Scan() {
		at.line++
		text, _, _ := strings.Cut(lines.Text(), "#")
		for _, word := range strings.FieldsFunc(text, separates) {
			count++
			take(at, word)
		}
	}
	if lines.Err() != nil {
		return count, fmt.Errorf("%s:%d: longer than %d bytes: write one target a line", at.name, at.line+1, MaxLineBytes)
	}
	return count, nil
}

func separates(r rune) bool { return strings.ContainsRune(" \t\r\v\f,;", r) }
