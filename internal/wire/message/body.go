package message

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxTrailers bounds the lines after the last chunk.
const maxTrailers = 16

// body reads what follows the head m, by the rules of its protocol.
func (f *framer) body(m Message) error {
	length := m.length()
	switch {
	case m.bodiless():
		return nil
	case m.chunked():
		return f.chunks()
	case length >= 0:
		return f.exactly(length)
	case !m.Speaks("HTTP") && m.Proto != "":
		return f.unstated(m)
	}
	return f.untilClose()
}

// exactly reads a body of stated length, and with it what else has arrived.
func (f *framer) exactly(length int) error {
	want := min(length, f.limits.Body)
	if err := f.copy(want); err != nil {
		return err
	}
	if want < length {
		return fmt.Errorf("%w: body of %d bytes, limit %d", ErrTooLarge, length, f.limits.Body)
	}
	f.leftovers(f.limits.Body - want)
	return nil
}

// unstated reads the body of an RTSP answer that states no length: none, or a
// session description. With a content type a first piece is waited for, and
// further ones until the description has a medium.
func (f *framer) unstated(m Message) error {
	left := f.limits.Body
	if m.Get("Content-Type") == "" {
		f.leftovers(left)
		return nil
	}
	from := f.raw.Len()
	for left > 0 {
		if _, err := f.r.Peek(1); err != nil {
			return ended(err)
		}
		left -= f.leftovers(left)
		body := f.raw.Bytes()[from:]
		if left > 0 && f.r.Buffered() > 0 || bytes.Contains(body, []byte("\nm=")) {
			return nil
		}
	}
	return fmt.Errorf("%w: body of more than %d bytes", ErrTooLarge, f.limits.Body)
}

// untilClose reads up to the end of the stream.
func (f *framer) untilClose() error {
	err := f.copy(f.limits.Body)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := f.r.Peek(1); err != nil {
		return ended(err)
	}
	return fmt.Errorf("%w: body of more than %d bytes", ErrTooLarge, f.limits.Body)
}

// chunks reads a chunked body, as sent.
func (f *framer) chunks() error {
	left := f.limits.Body
	for left > 0 {
		line, err := f.chunkLine(&left)
		if err != nil {
			return err
		}
		size, ok := chunkSize(line)
		switch {
		case !ok:
			f.leftovers(left)
			return fmt.Errorf("%w: chunk size %.20q", ErrMalformed, line)
		case size == 0:
			return f.trailers(left)
		}
		want := min(size, left)
		if err := f.copy(want); err != nil {
			return err
		}
		left -= want
		if want < size || left == 0 {
			break
		}
		if _, err := f.chunkLine(&left); err != nil { // the line end after the data
			return err
		}
	}
	return fmt.Errorf("%w: chunked body of more than %d bytes", ErrTooLarge, f.limits.Body)
}

// trailers reads the lines after the last chunk. Some devices leave out the
// empty line: only what has arrived is waited for.
func (f *framer) trailers(left int) error {
	for range maxTrailers {
		if f.r.Buffered() == 0 {
			return nil
		}
		line, err := f.chunkLine(&left)
		if err != nil || strings.TrimSpace(line) == "" {
			return ended(err)
		}
	}
	return nil
}

// chunkLine reads a line within a chunked body.
func (f *framer) chunkLine(left *int) (string, error) {
	var line []byte
	for *left > 0 {
		c, err := f.r.ReadByte()
		if err != nil {
			return string(line), unexpected(err)
		}
		*left--
		f.raw.WriteByte(c)
		if c == '\n' {
			break
		}
		line = append(line, c)
	}
	return strings.TrimSpace(string(line)), nil
}

// copy moves n bytes from the stream to the answer.
func (f *framer) copy(n int) error {
	_, err := io.CopyN(&f.raw, f.r, int64(n))
	return unexpected(err)
}

// leftovers takes bytes that have already arrived, unless they begin another
// answer or media data. It returns how many it took.
func (f *framer) leftovers(limit int) int {
	next, _ := f.r.Peek(f.r.Buffered())
	next = next[:min(len(next), limit)]
	line, _ := cutLine(next)
	if bytes.HasPrefix(next, []byte("$")) || headLike(string(line)) {
		return 0
	}
	return f.take(len(next))
}

// drain takes all bytes that have already arrived.
func (f *framer) drain() { f.take(f.r.Buffered()) }

func (f *framer) take(n int) int {
	copied, _ := io.CopyN(&f.raw, f.r, int64(n))
	return int(copied)
}

// unexpected turns the end of the stream into an error.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// ended turns the end of the stream into success.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
