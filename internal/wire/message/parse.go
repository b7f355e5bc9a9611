package message

import (
	"bytes"
	"strconv"
	"strings"
)

// Parse reads an answer from bytes in hand, which may be cut. It never fails:
// what is no head is body, lines that are no header are kept as such, headers
// beyond MaxHeaders are dropped, and an interim answer (100 Continue) before
// the real one is skipped. Body keeps what is there, whatever the stated
// length, up to MaxBody.
func Parse(raw []byte) Message {
	m, rest := parseHead(raw)
	for range maxInterim {
		if !m.interim() || len(bytes.TrimSpace(rest)) == 0 {
			break
		}
		m, rest = parseHead(rest)
	}
	m.Body = decodeBody(m, rest)
	return m
}

// parseHead reads status line and headers; rest is what follows the head.
func parseHead(raw []byte) (m Message, rest []byte) {
	raw = bytes.TrimPrefix(raw, bom)
	if bodyLike(raw) {
		return m, raw
	}
	line, rest := cutLine(bytes.TrimLeft(raw, "\r\n"))
	proto, status, reason, ok := statusLine(string(line))
	switch {
	case ok:
		m.Proto, m.Reason = proto, clip(reason)
		m.Status, _ = strconv.Atoi(status)
		if m.Status < 0 || m.Status > 999 {
			m.Status = 0
		}
	case headOnly(string(line)):
		m.addLine(string(line))
	default:
		return m, raw
	}
	return m, m.parseHeaders(rest)
}

// parseHeaders reads header lines up to the empty line, or to a line that can
// only be body.
func (m *Message) parseHeaders(rest []byte) []byte {
	for size := 0; len(rest) > 0 && size < MaxHead; {
		line, after := cutLine(rest)
		if len(line) == 0 {
			return after
		}
		if bodyLike(line) || m.Speaks("RTSP") && sdpLike(string(line)) {
			return rest
		}
		m.addLine(string(line))
		size += len(line)
		rest = after
	}
	return rest
}

// addLine keeps one line of the head; a line that begins with a blank goes on
// with the value before it.
func (m *Message) addLine(line string) {
	folded := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
	if last := len(m.Headers) - 1; folded && last >= 0 && m.Headers[last].Name != "" {
		h := &m.Headers[last]
		h.Value = clip(h.Value + " " + strings.TrimSpace(line))
		h.Raw = clip(h.Raw + " " + strings.TrimSpace(line))
		return
	}
	if len(m.Headers) >= MaxHeaders {
		return
	}
	name, value, _ := headerLine(line)
	m.Headers = append(m.Headers, Header{Name: name, Value: clip(value), Raw: clip(line)})
}

func clip(s string) string { return s[:min(len(s), MaxValue)] }
