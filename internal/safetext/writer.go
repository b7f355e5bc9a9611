package safetext

import (
	"io"
	"regexp"
	"unicode/utf8"
)

// sgr is the set of escape sequences that this program uses itself: reset,
// bold, faint, underline and the foreground colours.
var sgr = regexp.MustCompile(`^\x1b\[(?:(?:0|1|2|4|22|24|39|3[1-7]|9[0-7])(?:;(?:0|1|2|4|22|24|39|3[1-7]|9[0-7])){0,3})?m`)

// sgrStart matches what may still become one of them.
var sgrStart = regexp.MustCompile(`^\x1b(?:\[[0-9;]{0,11})?$`)

// Writer passes text on to another writer and puts U+FFFD in the place of
// every hazardous character but the line feed, and of every escape sequence
// but the colours of this program. It is the last line of defence in front of
// a terminal: what reaches it should be clean already.
//
// A Writer is not safe for concurrent use. Flush after the last Write.
type Writer struct {
	w       io.Writer
	pending []byte // the beginning of a rune or of an escape sequence
}

// NewWriter returns a Writer in front of w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Write passes p on, clean. What ends within a character waits for the next
// Write or for Flush.
func (w *Writer) Write(p []byte) (int, error) {
	data := append(w.pending, p...)
	out, rest := scrub(data, false)
	w.pending = append([]byte(nil), rest...)
	if _, err := w.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush writes what was waiting.
func (w *Writer) Flush() error {
	out, _ := scrub(w.pending, true)
	w.pending = nil
	if len(out) == 0 {
		return nil
	}
	_, err := w.w.Write(out)
	return err
}

// scrub returns the clean form of data and, unless this is the end, the bytes
// at its end that cannot be judged yet.
func scrub(data []byte, end bool) (out, rest []byte) {
	out = make([]byte, 0, len(data))
	for len(data) > 0 {
		if data[0] == 0x1b {
			if seq := sgr.Find(data); seq != nil {
				out, data = append(out, seq...), data[len(seq):]
				continue
			}
			if !end && sgrStart.Match(data) {
				return out, data
			}
		}
		if !end && !utf8.FullRune(data) {
			return out, data
		}
		r, size := utf8.DecodeRune(data)
		if r != '\n' && hazardous(r) {
			r = replacement
		}
		out, data = utf8.AppendRune(out, r), data[size:]
	}
	return out, nil
}
