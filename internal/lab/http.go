package lab

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"
)

// webServer is a compiled HTTP service.
type webServer struct {
	version, eol string
	close        bool
	routes       map[routeKey]webAnswer
	missing      webAnswer
	onvif        *onvifServer
	now          func() time.Time
}

type routeKey struct{ method, target string }

// webAnswer is a compiled answer.
type webAnswer struct {
	head    []string // status line and header lines
	body    []byte
	length  string
	raw     []byte
	dropped bool // the connection ends with the answer
}

const (
	lengthExact   = "exact"
	lengthNone    = "none"
	lengthChunked = "chunked"
)

func compileHTTP(h *HTTP, v variables, now func() time.Time) (*webServer, error) {
	s := &webServer{version: h.Version, close: h.Close, routes: map[routeKey]webAnswer{}, now: now}
	if s.version == "" {
		s.version = "HTTP/1.1"
	}
	var err error
	if s.eol, err = lineEnd(h.EOL); err != nil {
		return nil, err
	}
	for _, route := range h.Routes {
		if err := s.addRoute(h, route, v); err != nil {
			return nil, fmt.Errorf("route %.60q (line %d): %w", route.Path, route.Line, err)
		}
	}
	missing := h.Missing
	if missing == nil {
		missing = &Answer{Status: "404 Not Found", Headers: []string{"Content-Type: text/html"},
			Body: "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"}
	}
	if s.missing, err = s.compile(h, *missing, v); err != nil {
		return nil, fmt.Errorf("missing: %w", err)
	}
	if h.ONVIF != nil {
		if s.onvif, err = compileONVIF(s, h, v, now); err != nil {
			return nil, fmt.Errorf("onvif: %w", err)
		}
	}
	return s, nil
}

func (s *webServer) addRoute(h *HTTP, route Route, v variables) error {
	if !strings.HasPrefix(route.Path, "/") {
		return fmt.Errorf("path does not begin with a slash, add it")
	}
	method := route.Method
	if method == "" {
		method = "GET"
	}
	key := routeKey{method, route.Path}
	if _, twice := s.routes[key]; twice {
		return fmt.Errorf("stands twice, remove one")
	}
	answer, err := s.compile(h, route.Answer, v)
	s.routes[key] = answer
	return err
}

// compile turns an answer of the file into one that only has to be written.
func (s *webServer) compile(h *HTTP, a Answer, v variables) (webAnswer, error) {
	raw, err := v.text(a.Raw)
	if err != nil {
		return webAnswer{}, err
	}
	common, err := v.lines(h.Headers)
	if err != nil {
		return webAnswer{}, err
	}
	own, err := v.lines(a.Headers)
	if err != nil {
		return webAnswer{}, err
	}
	challenges, err := v.lines(a.Challenge)
	if err != nil {
		return webAnswer{}, err
	}
	charset := a.Charset
	if charset == "" {
		charset = h.Charset
	}
	body, err := v.body(a.Body, a.BodyBase64, charset)
	if err != nil {
		return webAnswer{}, err
	}
	out := webAnswer{raw: []byte(raw), body: body, length: a.Length}
	if a.Gzip {
		out.body = compress(body)
		own = append(own, "Content-Encoding: gzip")
	}
	out.head = append(out.head, s.version+" "+statusOr(a.Status, challenges))
	out.head = append(out.head, mergeHeaders(common, own)...)
	for _, challenge := range challenges {
		out.head = append(out.head, "WWW-Authenticate: "+challenge)
	}
	return out, out.frame()
}

// frame adds the header that says where the body ends, unless the file has it.
func (a *webAnswer) frame() error {
	switch a.length {
	case "", lengthExact:
		if !slices.ContainsFunc(a.head, func(l string) bool { return headerName(l) == "content-length" }) {
			a.head = append(a.head, "Content-Length: "+lengthMark)
		}
	case lengthChunked:
		a.head = append(a.head, "Transfer-Encoding: chunked")
		a.body = chunked(a.body)
	case lengthNone:
		a.dropped = true
	default:
		return fmt.Errorf("unknown length %.20q, known are exact, none and chunked", a.length)
	}
	return nil
}

// bytes is the answer as it goes out.
func (s *webServer) bytes(a webAnswer, withBody bool) []byte {
	if len(a.raw) > 0 {
		return a.raw
	}
	fill := strings.NewReplacer(
		lengthMark, strconv.Itoa(len(a.body)),
		dateMark, s.now().UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"),
	)
	var out bytes.Buffer
	for _, line := range a.head {
		out.WriteString(fill.Replace(line))
		out.WriteString(s.eol)
	}
	out.WriteString(s.eol)
	if withBody {
		out.Write(a.body)
	}
	return out.Bytes()
}

// serve answers requests until the peer or the service ends the connection.
// What is said inside TLS goes over stream, c stays the connection below it.
func (s *webServer) serve(c *conn, stream net.Conn) {
	incoming := newRequests(stream)
	for {
		r, err := incoming.next()
		if err != nil {
			s.refuse(c, stream, err)
			return
		}
		c.account(r)
		answer := s.answer(r, c.port, stream != net.Conn(c))
		if _, err := stream.Write(s.bytes(answer, r.method != "HEAD")); err != nil {
			return
		}
		if s.close || answer.dropped || len(answer.raw) > 0 || r.proto == "HTTP/1.0" ||
			strings.EqualFold(r.header.Get("Connection"), "close") {
			return
		}
	}
}

// refuse answers what is no request.
func (s *webServer) refuse(c *conn, stream net.Conn, err error) {
	c.accountError(err)
	if errors.Is(err, errMalformed) || errors.Is(err, errGreeting) {
		lines := []string{s.version + " 400 Bad Request", "Content-Length: 0", "Connection: close", "", ""}
		_, _ = io.WriteString(stream, strings.Join(lines, s.eol))
	}
}

// answer chooses the answer to a request.
func (s *webServer) answer(r request, port Port, inTLS bool) webAnswer {
	if s.onvif != nil && r.path() == s.onvif.path && r.method == "POST" {
		return s.onvif.answer(r, port, inTLS)
	}
	method := r.method
	if method == "HEAD" {
		method = "GET"
	}
	for _, target := range []string{r.target, r.path()} {
		if answer, found := s.routes[routeKey{method, target}]; found {
			return answer
		}
	}
	return s.missing
}

// chunked is a body as one chunk, or as none when it is empty.
func chunked(body []byte) []byte {
	const end = "0\r\n\r\n"
	if len(body) == 0 {
		return []byte(end)
	}
	return fmt.Appendf(nil, "%x\r\n%s\r\n%s", len(body), body, end)
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(body) // a bytes.Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}
