package probe

import (
	"bytes"

	"camorigin/internal/wire/message"
)

// sniff tells by its first bytes what an answer is, whatever was asked. It
// returns the empty protocol for an empty answer and Silent for one that is in
// none of the protocols that are interviewed.
func sniff(raw []byte, m message.Message) Protocol {
	switch {
	case len(raw) == 0:
		return ""
	case m.Speaks("RTSP"):
		return RTSP
	case m.Speaks("HTTP"), m.Proto == "" && (len(m.Headers) > 0 || markup(m.Body)):
		return HTTP
	case tlsRecord(raw):
		return TLS
	}
	return Silent
}

// markup reports whether bytes without a status line are a page all the same,
// as HTTP/0.9 servers send it.
func markup(body []byte) bool {
	body = bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(body, []byte("<"))
}

// tlsRecord reports whether bytes begin a TLS record: an alert (21) or a
// handshake message (22) of SSL 3.0 or later, which is how a TLS server answers
// a question that is not encrypted.
func tlsRecord(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte{0x15, 0x03}) || bytes.HasPrefix(raw, []byte{0x16, 0x03})
}

// wantsTLS reports whether an HTTP answer says that the port wants TLS: web
// servers answer 400 with one of a few phrases.
func wantsTLS(m message.Message) bool {
	if m.Status != 400 {
		return false
	}
	body := bytes.ToLower(m.Body)
	return bytes.Contains(body, []byte("https")) || bytes.Contains(body, []byte("ssl-enabled"))
}

// greeting names the protocol of what a port says by itself: the name that the
// evidence vocabulary has for it.
func greeting(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("SSH-")):
		return "ssh"
	case bytes.HasPrefix(raw, []byte("220 ")), bytes.HasPrefix(raw, []byte("220-")):
		return "ftp"
	case bytes.HasPrefix(raw, []byte{0xff, 0xfb}), bytes.HasPrefix(raw, []byte{0xff, 0xfd}):
		return "telnet" // IAC WILL and IAC DO, RFC 854
	}
	return string(Silent)
}
