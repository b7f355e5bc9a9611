package lab

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// recordHandshake is the first byte of a TLS connection (RFC 8446 section 5.1).
const recordHandshake = 0x16

// maxRequest bounds one request, body included.
const maxRequest = 64 << 10

// request is one HTTP or RTSP request.
type request struct {
	method, target, proto string
	header                textproto.MIMEHeader
	body                  []byte
}

var (
	// errMalformed is a request that a strict parser refuses.
	errMalformed = errors.New("malformed request")
	// errGreeting is the beginning of TLS on a plain port: nothing is wrong with
	// it, only it is not understood.
	errGreeting = errors.New("TLS on a plain port")
)

// requests reads the requests of one connection.
type requests struct {
	limited io.LimitedReader
	buffer  *bufio.Reader
}

func newRequests(r io.Reader) *requests {
	rs := &requests{limited: io.LimitedReader{R: r}}
	rs.buffer = bufio.NewReader(&rs.limited)
	return rs
}

// next returns the next request; io.EOF when the peer has ended the connection
// between two of them, errMalformed when it sent something else.
func (rs *requests) next() (request, error) {
	rs.limited.N = maxRequest
	first, err := rs.buffer.Peek(1)
	switch {
	case err != nil:
		return request{}, err
	case first[0] == recordHandshake:
		return request{}, errGreeting
	}
	reader := textproto.NewReader(rs.buffer)
	line, err := reader.ReadLine()
	if err != nil {
		return request{}, fmt.Errorf("%w: cut in its first line", errMalformed)
	}
	r, err := requestLine(line)
	if err != nil {
		return request{}, err
	}
	if r.header, err = reader.ReadMIMEHeader(); err != nil {
		return request{}, fmt.Errorf("%w: header: %.80q", errMalformed, err.Error())
	}
	r.body, err = readBody(rs.buffer, r.header.Get("Content-Length"))
	return r, err
}

func requestLine(line string) (request, error) {
	method, rest, _ := strings.Cut(line, " ")
	target, proto, found := strings.Cut(rest, " ")
	known := proto == "HTTP/1.0" || proto == "HTTP/1.1" || proto == "RTSP/1.0"
	if !found || !known || method == "" || target == "" || strings.ToUpper(method) != method {
		return request{}, fmt.Errorf("%w: %.80q", errMalformed, line)
	}
	return request{method: method, target: target, proto: proto}, nil
}

func readBody(r io.Reader, length string) ([]byte, error) {
	if length == "" {
		return nil, nil
	}
	n, err := strconv.ParseUint(length, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("%w: Content-Length %.20q", errMalformed, length)
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, fmt.Errorf("%w: body shorter than its Content-Length", errMalformed)
	}
	return body, nil
}

// path is the target without its query.
func (r request) path() string {
	path, _, _ := strings.Cut(r.target, "?")
	return path
}

// operation is the name of the element inside the SOAP body, or empty.
func (r request) operation() string {
	decoder := xml.NewDecoder(strings.NewReader(string(r.body)))
	inBody := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		start, ok := token.(xml.StartElement)
		switch {
		case ok && inBody:
			return start.Name.Local
		case ok && start.Name.Local == "Body":
			inBody = true
		}
	}
}

// credentials names what in the request looks like a login.
func (r request) credentials() []string {
	var found []string
	for _, name := range []string{"Authorization", "Proxy-Authorization", "Cookie"} {
		if _, sent := r.header[name]; sent {
			found = append(found, name+" header")
		}
	}
	if strings.Contains(string(r.body), "UsernameToken") {
		found = append(found, "WS-Security UsernameToken")
	}
	if u, err := url.Parse(r.target); err == nil && u.User != nil {
		found = append(found, "user in the address")
	}
	return found
}

// account enters the request into the account of the device.
func (c *conn) account(r request) {
	method := r.method
	if operation := r.operation(); operation != "" {
		method += " " + operation
	}
	c.tally.request(Request{Port: c.port.Number, Method: method, Target: r.target})
	for _, what := range r.credentials() {
		c.tally.credential(what)
	}
}

// accountError enters a request that could not be read.
func (c *conn) accountError(err error) {
	if errors.Is(err, errMalformed) {
		c.tally.malformed(err.Error())
	}
}
