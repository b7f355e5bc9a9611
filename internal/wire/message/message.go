package message

import (
	"strconv"
	"strings"
)

// Message is what could be read of an answer.
type Message struct {
	Proto   string // "HTTP/1.1", "RTSP/1.0" ... in upper case; empty without a status line
	Status  int    // 0 when there is none that makes sense
	Reason  string // empty when the device sent none
	Headers []Header
	Body    []byte // chunks joined and one layer of compression undone, where that was possible
}

// Header is one line of the head. A line that is no header, such as a date
// without a name, has an empty Name and Value.
type Header struct {
	Name  string // as sent
	Value string // without surrounding blanks, at most MaxValue bytes
	Raw   string // the line as sent, at most MaxValue bytes
}

// Get returns the first value of a header, whatever the case of its name, and
// the empty string when there is none.
func (m Message) Get(name string) string {
	for _, h := range m.Headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// Values returns every value of a header, in the order sent.
func (m Message) Values(name string) []string {
	var values []string
	for _, h := range m.Headers {
		if strings.EqualFold(h.Name, name) {
			values = append(values, h.Value)
		}
	}
	return values
}

// Speaks reports whether the status line names the protocol, in upper case and
// without the version: "HTTP", "RTSP", "SIP".
func (m Message) Speaks(protocol string) bool {
	name, _, _ := strings.Cut(m.Proto, "/")
	return m.Proto != "" && name == protocol
}

// KeepAlive reports whether the connection may carry another question: the
// answer says where it ends and does not announce that the device will close.
func (m Message) KeepAlive() bool {
	connection := strings.ToLower(m.Get("Connection"))
	switch {
	case strings.Contains(connection, "close"):
		return false
	case m.Speaks("RTSP"):
		return true
	case !m.Speaks("HTTP") || m.length() < 0 && !m.chunked() && !m.bodiless():
		return false
	case m.Proto == "HTTP/1.0":
		return strings.Contains(connection, "keep-alive")
	}
	return true
}

// length is the largest length that the head states, or -1. Devices repeat the
// header with different values; with the largest one nothing is lost.
func (m Message) length() int {
	largest := -1
	for _, value := range m.Values("Content-Length") {
		for part := range strings.SplitSeq(value, ",") {
			if n, err := strconv.Atoi(strings.TrimSpace(part)); err == nil && n > largest {
				largest = n
			}
		}
	}
	return largest
}

func (m Message) chunked() bool {
	return strings.Contains(strings.ToLower(strings.Join(m.Values("Transfer-Encoding"), ",")), "chunked")
}

func (m Message) bodiless() bool { return m.Status == 204 || m.Status == 304 }

// interim reports whether another answer follows this one on its own.
func (m Message) interim() bool {
	return m.Status >= 100 && m.Status < 200 && m.Status != 101
}
