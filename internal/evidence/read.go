package evidence

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"camorigin/internal/model"
)

// MaxLine is the size of the longest line that is read.
const MaxLine = 8 << 20

// errLineTooLong says that a line was passed over.
var errLineTooLong = fmt.Errorf("line of more than %d MiB: shorten its response", MaxLine>>20)

// Read reads evidence lines one by one. A line that cannot be read gives an
// error that names the input and the line, as in "scan.jsonl:7: ...", and
// reading goes on with the next one; an error of the reader itself ends it.
// Empty lines are passed over; a byte order mark and CRLF are tolerated.
func Read(r io.Reader, name string) iter.Seq2[model.Evidence, error] {
	return func(yield func(model.Evidence, error) bool) {
		lines := bufio.NewReaderSize(r, 64<<10)
		for number := 1; ; number++ {
			line, readErr := readLine(lines)
			if number == 1 {
				line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
			}
			if readErr != nil && !errors.Is(readErr, io.EOF) && !errors.Is(readErr, errLineTooLong) {
				yield(model.Evidence{}, fmt.Errorf("read %s: %w", name, readErr))
				return
			}
			if errors.Is(readErr, errLineTooLong) || len(bytes.TrimSpace(line)) > 0 {
				e, err := parseLine(line, readErr)
				if err != nil {
					err = fmt.Errorf("%s:%d: %w", name, number, err)
				}
				if !yield(e, err) {
					return
				}
			}
			if errors.Is(readErr, io.EOF) {
				return
			}
		}
	}
}

// readLine reads up to a line feed. Of a line that is too long, the rest is
// passed over.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	tooLong := false
	for {
		part, err := r.ReadSlice('\n')
		if tooLong = tooLong || len(line)+len(part) > MaxLine; !tooLong {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case tooLong:
			return nil, errLineTooLong // the end of the input shows at the next line
		}
		return line, err
	}
}

// parseLine reads one line and checks what every line must have.
func parseLine(line []byte, readErr error) (model.Evidence, error) {
	var e model.Evidence
	if errors.Is(readErr, errLineTooLong) {
		return e, readErr
	}
	if err := json.Unmarshal(line, &e); err != nil {
		return model.Evidence{}, fmt.Errorf("not an evidence line: %w", err)
	}
	switch {
	case e.Host == "":
		return model.Evidence{}, errors.New(`no "host": say which address the answer came from`)
	case e.Protocol == "":
		return model.Evidence{}, errors.New(`no "protocol": say what was asked, such as "http"`)
	case e.Port < 0 || e.Port > 65535:
		return model.Evidence{}, fmt.Errorf(`"port" is %d, want 0 to 65535`, e.Port)
	case e.Transport != "" && e.Transport != "tcp" && e.Transport != "udp":
		return model.Evidence{}, fmt.Errorf(`"transport" is %.20q, want "tcp" or "udp"`, e.Transport)
	}
	return e, nil
}
