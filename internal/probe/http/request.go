// Package http writes the HTTP requests of an interview and reads from an
// answer what the interview has to know: where a redirection leads. It opens
// nothing.
package http

import (
	"bytes"
	"net"
	"net/netip"
	"strconv"
)

// Request is one HTTP/1.1 request. It has no place for credentials, cookies or
// further headers: a request is written with at most seven header lines.
type Request struct {
	Method      string
	Target      string // path and query
	Host        string // of the Host header, see Host
	UserAgent   string
	ContentType string // of Body; not sent without a body
	Body        string
}

// Bytes returns the request as it goes on the wire. It asks for an answer
// without compression and for the connection to be kept.
func (r Request) Bytes() []byte {
	var b bytes.Buffer
	line := func(parts ...string) {
		for _, part := range parts {
			b.WriteString(part)
		}
		b.WriteString("\r\n")
	}
	line(r.Method, " ", r.Target, " HTTP/1.1")
	line("Host: ", r.Host)
	line("User-Agent: ", r.UserAgent)
	line("Accept: */*")
	line("Accept-Encoding: identity")
	line("Connection: keep-alive")
	if r.Body != "" {
		line("Content-Type: ", r.ContentType)
		line("Content-Length: ", strconv.Itoa(len(r.Body)))
	}
	line()
	b.WriteString(r.Body)
	return b.Bytes()
}

// Host is the value of the Host header for the dialled address: the address
// without its zone, and the port unless it is the default of the scheme.
func Host(addr netip.Addr, port uint16, secure bool) string {
	host := addr.Unmap().WithZone("").String()
	if port == DefaultPort(secure) {
		if addr.Unmap().Is6() {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, strconv.Itoa(int(port)))
}

// DefaultPort is the port that a URL of the scheme means when it names none.
func DefaultPort(secure bool) uint16 {
	if secure {
		return 443
	}
	return 80
}
