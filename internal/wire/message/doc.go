// Package message reads the answers of the HTTP family: HTTP, RTSP, SIP and
// the vendor protocols that borrow their shape. Devices send them with bare
// line feeds, without a reason phrase or without a status line, with wrong
// lengths and with lines that are no header, so nothing here insists: [Read]
// takes one answer off a stream and [Parse] makes the best of bytes in hand.
//
// Everything is bounded by [Limits]. Nothing here knows of the network or of
// time: deadlines are those of the reader that the caller hands in.
package message

import "errors"

// The errors of Read. What was read up to the error is returned with it.
var (
	// ErrTooLarge says that a limit cut the answer.
	ErrTooLarge = errors.New("answer too large")
	// ErrMalformed says that the framing of the answer makes no sense.
	ErrMalformed = errors.New("malformed answer")
	// ErrNotMessage says that the peer speaks something else.
	ErrNotMessage = errors.New("not an HTTP or RTSP answer")
	// ErrInterleaved says that the stream goes on with interleaved RTSP media
	// data, which is left unread.
	ErrInterleaved = errors.New("interleaved media data instead of an answer")
)

// Limits bounds one answer. A zero limit stands for its default.
type Limits struct {
	Head    int // bytes of status line and headers, interim answers included
	Headers int // header lines
	Body    int // bytes of the body as sent, chunk sizes included
}

// The default limits. A single header value is cut at MaxValue bytes by Parse.
const (
	MaxHead    = 64 << 10
	MaxHeaders = 128
	MaxValue   = 8 << 10
	MaxBody    = 256 << 10
)

func (l Limits) orDefault() Limits {
	if l.Head <= 0 {
		l.Head = MaxHead
	}
	if l.Headers <= 0 {
		l.Headers = MaxHeaders
	}
	if l.Body <= 0 {
		l.Body = MaxBody
	}
	return l
}
