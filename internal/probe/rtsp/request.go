// Package rtsp writes the RTSP requests of an interview: OPTIONS and DESCRIBE,
// without credentials. There is no way to write SETUP or PLAY with it, so no
// session is ever begun and no stream started.
package rtsp

import (
	"bytes"
	"net"
	"net/netip"
	"strconv"
)

// Request is one RTSP/1.0 request.
type Request struct {
	Describe  bool   // DESCRIBE instead of OPTIONS
	URL       string // absolute, see URL
	CSeq      int
	UserAgent string
}

// Bytes returns the request as it goes on the wire.
func (r Request) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(r.Method() + " " + r.URL + " RTSP/1.0\r\n")
	b.WriteString("CSeq: " + strconv.Itoa(r.CSeq) + "\r\n")
	b.WriteString("User-Agent: " + r.UserAgent + "\r\n")
	if r.Describe {
		b.WriteString("Accept: application/sdp\r\n")
	}
	b.WriteString("\r\n")
	return b.Bytes()
}

// Method is the method of the request.
func (r Request) Method() string {
	if r.Describe {
		return "DESCRIBE"
	}
	return "OPTIONS"
}

// URL is the absolute address of a path of the dialled device. The port is
// always written, since some servers answer 404 without it.
func URL(addr netip.Addr, port uint16, path string) string {
	host := addr.Unmap().WithZone("").String()
	return "rtsp://" + net.JoinHostPort(host, strconv.Itoa(int(port))) + path
}
