package message

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	maxInterim    = 4 // interim answers before the real one
	maxBlankLines = 8 // empty lines before a status line
)

// Read takes one answer off a stream and returns it as sent, interim answers
// included; [Parse] reads it. It does not read past the end of the answer,
// except that bytes which have already arrived and begin no further answer are
// taken as part of this one: questions are never pipelined, and devices state
// lengths that are too short.
//
// An answer that ends early, breaks a limit or makes no sense is returned as
// far as it was read, together with the error: one of this package, or that of
// the reader. The end of the stream is no error where it ends an answer.
func Read(r *bufio.Reader, limits Limits) (raw []byte, err error) {
	f := framer{r: r, limits: limits.orDefault()}
	err = f.answer()
	return f.raw.Bytes(), err
}

// framer collects the bytes of one answer.
type framer struct {
	r      *bufio.Reader
	limits Limits
	raw    bytes.Buffer
}

func (f *framer) answer() error {
	for range maxInterim {
		m, bodyBegan, err := f.head()
		switch {
		case err != nil:
			return err
		case bodyBegan:
			return f.untilClose()
		case !m.interim():
			return f.body(m)
		}
	}
	return fmt.Errorf("%w: more than %d interim answers", ErrMalformed, maxInterim)
}

// head reads up to the empty line. bodyBegan is true when a body was found
// instead of a status line or of a header.
func (f *framer) head() (m Message, bodyBegan bool, err error) {
	bodyBegan, err = f.start()
	if err != nil || bodyBegan {
		return m, bodyBegan, err
	}
	var head []byte
	for lines := 0; ; lines++ {
		line, err := f.line()
		head = append(head, line...)
		if bodyLike(line) {
			return m, true, ended(err)
		}
		if err != nil {
			return m, false, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if lines == 0 && !headLike(text) {
			return m, false, f.foreign()
		}
		if text == "" {
			m, _ = parseHead(head)
			return m, false, nil
		}
		if lines > f.limits.Headers {
			return m, false, fmt.Errorf("%w: more than %d header lines", ErrTooLarge, f.limits.Headers)
		}
	}
}

// start looks at the first byte: an answer, a body without a head, media data
// or something else altogether.
func (f *framer) start() (bodyBegan bool, err error) {
	for range maxBlankLines {
		first, err := f.r.Peek(1)
		if err != nil {
			return false, err
		}
		switch c := first[0]; {
		case c == '\r' || c == '\n':
			if _, err := f.line(); err != nil {
				return false, err
			}
			continue
		case c == '$':
			return false, ErrInterleaved
		case c == bom[0]:
			return true, nil
		case bodyLike(first):
			return true, nil
		case c < ' ' || c >= 0x7f:
			return false, f.foreign()
		}
		return false, nil
	}
	return false, fmt.Errorf("%w: nothing but empty lines", ErrMalformed)
}

func headLike(line string) bool {
	_, _, _, ok := statusLine(line)
	return ok || headOnly(line)
}

// foreign takes what has arrived of an answer in another protocol.
func (f *framer) foreign() error {
	f.drain()
	return ErrNotMessage
}

// line reads up to and with a line feed, within what is left of the head.
func (f *framer) line() ([]byte, error) {
	var line []byte
	for {
		part, err := f.r.ReadSlice('\n')
		part = part[:min(len(part), max(0, f.limits.Head-f.raw.Len()))]
		f.raw.Write(part)
		line = append(line, part...)
		switch {
		case f.raw.Len() >= f.limits.Head:
			return line, fmt.Errorf("%w: head of more than %d bytes", ErrTooLarge, f.limits.Head)
		case err == nil:
			return line, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			return line, io.ErrUnexpectedEOF
		default:
			return line, err
		}
	}
}
