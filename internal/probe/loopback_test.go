package probe

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

var loopback = netip.MustParseAddr("127.0.0.1")

// server is a device's port on loopback, played by the test.
type server struct {
	t        *testing.T
	listener net.Listener
	port     uint16
	wg       sync.WaitGroup
	accepted atomic.Int64

	mu    sync.Mutex
	heads []string // first lines of the requests read by readRequest
	conns []net.Conn
}

// serve plays a port: handle is called for each connection, which is closed
// after it.
func serve(t *testing.T, handle func(s *server, c net.Conn)) *server {
	t.Helper()
	return serveOn(t, "127.0.0.1:0", handle)
}

func serveOn(t *testing.T, address string, handle func(s *server, c net.Conn)) *server {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Skipf("listen on %s: %v", address, err)
	}
	s := &server{t: t, listener: listener, port: uint16(listener.Addr().(*net.TCPAddr).Port)}
	s.wg.Add(1)
	go s.accept(handle)
	t.Cleanup(s.stop)
	return s
}

func (s *server) accept(handle func(s *server, c net.Conn)) {
	defer s.wg.Done()
	for {
		c, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.accepted.Add(1)
		s.mu.Lock()
		s.conns = append(s.conns, c)
		s.mu.Unlock()
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			defer c.Close()
			handle(s, c)
		}()
	}
}

func (s *server) stop() {
	s.listener.Close()
	s.mu.Lock()
	for _, c := range s.conns {
		c.Close()
	}
	s.mu.Unlock()
	s.wg.Wait()
}

// requests are the first lines of what was asked.
func (s *server) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.heads)
}

// readRequest reads one request with its body and returns its first line.
func (s *server) readRequest(r *bufio.Reader) (line, body string, err error) {
	length := 0
	for n := 0; ; n++ {
		text, err := r.ReadString('\n')
		if err != nil {
			return "", "", err
		}
		text = strings.TrimRight(text, "\r\n")
		if n == 0 {
			line = text
		}
		_, _ = fmt.Sscanf(text, "Content-Length: %d", &length)
		if text == "" {
			break
		}
	}
	content := make([]byte, length)
	for read := 0; read < length; {
		n, err := r.Read(content[read:])
		if err != nil {
			return "", "", err
		}
		read += n
	}
	s.mu.Lock()
	s.heads = append(s.heads, line)
	s.mu.Unlock()
	return line, string(content), nil
}

// speak answers every request on a connection with answer(line, body), until it
// returns the empty text.
func speak(answer func(line, body string) string) func(*server, net.Conn) {
	return func(s *server, c net.Conn) {
		r := bufio.NewReader(c)
		for {
			line, body, err := s.readRequest(r)
			if err != nil {
				return
			}
			text := answer(line, body)
			if text == "" {
				return
			}
			if _, err := c.Write([]byte(text)); err != nil {
				return
			}
		}
	}
}

// once answers one request on each connection and closes it.
func once(answer string) func(*server, net.Conn) {
	return func(s *server, c net.Conn) {
		if _, _, err := s.readRequest(bufio.NewReader(c)); err == nil {
			_, _ = c.Write([]byte(answer))
		}
	}
}

// web answers by path; other paths get 404.
func web(pages map[string]string) func(*server, net.Conn) {
	return speak(func(line, _ string) string {
		path := strings.Fields(line + " ? ?")[1]
		if page, ok := pages[path]; ok {
			return page
		}
		return status("404 Not Found", "text/html", "<h1>404</h1>")
	})
}

// page is a whole answer with status 200.
func page(body string, headers ...string) string {
	return status("200 OK", "text/html", body, headers...)
}

func status(line, contentType, body string, headers ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n", line, contentType, len(body))
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	b.WriteString("\r\n" + body)
	return b.String()
}

// everywhere is a scope that the tests need no other of: the addresses dialled
// are checked by canaries.
type everywhere struct{}

func (everywhere) Allow(netip.Addr) error { return nil }

// run is one interview and what came of it.
type run struct {
	evidence []model.Evidence
	asked    model.Asked
	took     time.Duration
	record   []netx.ProbeRecord
}

// options changes an interview from the default of the tests.
type options struct {
	iv     Interviewer
	limits netx.Limits
	ctx    context.Context
	dialed bool // hand over an open connection to the first port
}

func interview(t *testing.T, o options, ports ...model.PortRole) run {
	t.Helper()
	if o.limits.Spacing == 0 {
		o.limits.Spacing = time.Millisecond
	}
	if o.iv.Step == 0 {
		o.iv.Step = 2 * time.Second
	}
	if o.limits.TLSStep == 0 {
		o.limits.TLSStep = 700 * time.Millisecond
	}
	if o.iv.UserAgent == "" {
		o.iv.UserAgent = UserAgent("test")
	}
	if o.iv.Greeting == 0 {
		o.iv.Greeting = 50 * time.Millisecond
	}
	if o.ctx == nil {
		o.ctx = t.Context()
	}
	var result run
	var mu sync.Mutex
	door := netx.New(netx.Options{
		Scope: everywhere{}, Pace: netx.Pace{Rate: 10_000, InFlight: 8}, Limits: o.limits,
		ProbeLog: func(p netx.ProbeRecord) {
			mu.Lock()
			defer mu.Unlock()
			p.Bytes = slices.Clone(p.Bytes)
			result.record = append(result.record, p)
		},
	})
	dv := door.Device(loopback)
	var open *netx.Conn
	if o.dialed {
		conn, err := dv.Dial(o.ctx, ports[0].Port, ports[0].Role)
		if err != nil {
			t.Fatalf("dial: %v", err)
		}
		open = conn
	}
	started := time.Now()
	o.iv.Interview(o.ctx, dv, open, ports, func(e model.Evidence) { result.evidence = append(result.evidence, e) })
	result.took = time.Since(started)
	result.asked = dv.Release()
	checkRecord(t, result.record)
	return result
}

// checkRecord holds everything that was sent in any test to the promises.
func checkRecord(t *testing.T, record []netx.ProbeRecord) {
	t.Helper()
	for _, p := range record {
		if p.Label == "TLS handshake" {
			continue
		}
		text := strings.ToLower(string(p.Bytes))
		if forbidden(text) || strings.Contains(text, "\nauthorization:") || strings.Contains(text, "\ncookie:") {
			t.Errorf("sent to port %d: %q", p.Port, p.Bytes)
		}
		if len(p.Bytes) > maxRequest {
			t.Errorf("sent to port %d: %d bytes, want at most %d", p.Port, len(p.Bytes), maxRequest)
		}
	}
}

// labels are the requests of the evidence, with protocol and outcome: "http GET
// /", "tcp connect: refused".
func (r run) labels() []string {
	var labels []string
	for _, e := range r.evidence {
		label := e.Protocol + " " + e.Request
		if e.Outcome != "" {
			label += ": " + string(e.Outcome)
		}
		labels = append(labels, label)
	}
	return labels
}

// find is the first evidence with the protocol and request.
func (r run) find(protocol, request string) (model.Evidence, bool) {
	for _, e := range r.evidence {
		if e.Protocol == protocol && e.Request == request {
			return e, true
		}
	}
	return model.Evidence{}, false
}

func (r run) want(t *testing.T, labels ...string) {
	t.Helper()
	if got := r.labels(); !slices.Equal(got, labels) {
		t.Errorf("evidence:\ngot  %q\nwant %q", got, labels)
	}
}

func role(s *server, role model.Role) model.PortRole { return model.PortRole{Port: s.port, Role: role} }

// judgeFunc is a judge made of a function.
type judgeFunc func([]model.Evidence) Settled

func (f judgeFunc) Settled(e []model.Evidence) Settled { return f(e) }
