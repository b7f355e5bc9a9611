package lab_test

import (
	"bufio"
	"cmp"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
)

// TestBenign_answers_as_its_file_says asks every service of every benign
// personality over an ordinary connection.
func TestBenign_answers_as_its_file_says(t *testing.T) {
	l := labtest.Start(t)
	for _, d := range l.Devices() {
		p := d.Personality()
		t.Run(p.ID, func(t *testing.T) {
			for i, s := range p.Services {
				port := d.Ports()[i].Port
				at := netip.AddrPortFrom(d.Addr(), port)
				spoken := s
				for _, other := range p.Services {
					if s.Like != "" && other.Port == s.Like {
						spoken = other
					}
				}
				connect := func() net.Conn { return dial(t, at, s.TLS) }
				fill := filler(l, d)
				switch {
				case spoken.HTTP != nil:
					checkHTTP(t, connect, spoken.HTTP, fill)
				case spoken.RTSP != nil:
					checkRTSP(t, connect, spoken.RTSP, fill)
				case spoken.Silent:
					checkSilent(t, connect)
				}
			}
			if c := d.Counters(); len(c.Malformed)+len(c.Credentials) > 0 {
				t.Errorf("got malformed %q and credentials %q, want none", c.Malformed, c.Credentials)
			}
		})
	}
}

// filler replaces placeholders, without the code under test.
func filler(l *lab.Lab, d *lab.Device) func(string) string {
	pairs := []string{"{{addr}}", d.Addr().String()}
	for i, port := range lab.Plan() {
		pairs = append(pairs, "{{port:"+port.Name+"}}", fmt.Sprint(l.Ports()[i].Port))
	}
	for name, value := range d.Personality().Values {
		pairs = append(pairs, "{{"+name+"}}", value)
	}
	return strings.NewReplacer(pairs...).Replace
}

func dial(t *testing.T, at netip.AddrPort, secure *lab.TLS) net.Conn {
	t.Helper()
	conn, err := net.DialTimeout("tcp", at.String(), time.Second)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	if secure == nil {
		return conn
	}
	config := &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10} // as scanners of old devices must
	for _, suite := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		config.CipherSuites = append(config.CipherSuites, suite.ID)
	}
	stream := tls.Client(conn, config)
	if err := stream.Handshake(); err != nil {
		t.Fatalf("TLS with %s: %v", at, err)
	}
	return stream
}

func checkHTTP(t *testing.T, connect func() net.Conn, h *lab.HTTP, fill func(string) string) {
	t.Helper()
	for _, route := range h.Routes {
		conn := connect()
		method := cmp.Or(route.Method, "GET")
		_, _ = fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: lab\r\nUser-Agent: camorigin-test\r\nConnection: close\r\n\r\n", method, route.Path)
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("%s %s: %v", method, route.Path, err)
		}
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatalf("%s %s: read body: %v", method, route.Path, err)
		}
		status := cmp.Or(route.Status, "200 OK")
		if len(route.Challenge) > 0 && route.Status == "" {
			status = "401 Unauthorized"
		}
		if response.Status != status {
			t.Errorf("%s %s: got status %q, want %q", method, route.Path, response.Status, status)
		}
		want := fill(route.Body)
		if route.BodyBase64 != "" {
			raw, err := base64.StdEncoding.DecodeString(route.BodyBase64)
			if err != nil {
				t.Fatal(err)
			}
			want = string(raw)
		}
		if got := decoded(t, body, cmp.Or(route.Charset, h.Charset)); got != want {
			t.Errorf("%s %s: got body %q, want %q", method, route.Path, got, want)
		}
		for _, want := range route.Challenge {
			if got := strings.Join(response.Header["Www-Authenticate"], "\n"); !strings.Contains(got, fill(want)) {
				t.Errorf("%s %s: got challenges %q, want %q among them", method, route.Path, got, fill(want))
			}
		}
		_ = conn.Close()
	}
}

func decoded(t *testing.T, body []byte, charset string) string {
	t.Helper()
	if charset != "gb2312" {
		return string(body)
	}
	text, err := simplifiedchinese.GBK.NewDecoder().Bytes(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func checkRTSP(t *testing.T, connect func() net.Conn, r *lab.RTSP, fill func(string) string) {
	t.Helper()
	conn := connect()
	reader := textproto.NewReader(bufio.NewReader(conn))
	for i, ask := range []struct {
		method string
		want   *lab.RTSPAnswer
	}{{"OPTIONS", r.Options}, {"DESCRIBE", r.Describe}} {
		_, _ = fmt.Fprintf(conn, "%s rtsp://lab/ RTSP/1.0\r\nCSeq: %d\r\n\r\n", ask.method, i+1)
		line, err := reader.ReadLine()
		if err != nil {
			t.Fatalf("%s: %v", ask.method, err)
		}
		header, err := reader.ReadMIMEHeader()
		if err != nil {
			t.Fatalf("%s: %v", ask.method, err)
		}
		status := cmp.Or(ask.want.Status, "200 OK")
		if len(ask.want.Challenge) > 0 && ask.want.Status == "" {
			status = "401 Unauthorized"
		}
		if line != "RTSP/1.0 "+status {
			t.Errorf("%s: got %q, want status %q", ask.method, line, status)
		}
		for _, want := range ask.want.Challenge {
			if got := strings.Join(header["Www-Authenticate"], "\n"); !strings.Contains(got, fill(want)) {
				t.Errorf("%s: got challenges %q, want %q among them", ask.method, got, fill(want))
			}
		}
		if r.CSeq == "" && header.Get("CSeq") != fmt.Sprint(i+1) {
			t.Errorf("%s: got CSeq %q, want %d", ask.method, header.Get("CSeq"), i+1)
		}
		if ask.want.SDP != "" {
			checkSDP(t, reader, header.Get("Content-Length"), fill(ask.want.SDP))
		}
	}
	_ = conn.Close()
}

func checkSDP(t *testing.T, reader *textproto.Reader, length, want string) {
	t.Helper()
	want = strings.ReplaceAll(want, "\n", "\r\n")
	if length != fmt.Sprint(len(want)) {
		t.Errorf("SDP: got Content-Length %q, want %d", length, len(want))
	}
	body := make([]byte, len(want))
	if _, err := io.ReadFull(reader.R, body); err != nil || string(body) != want {
		t.Errorf("SDP: got %q, %v, want %q", body, err, want)
	}
}

func checkSilent(t *testing.T, connect func() net.Conn) {
	t.Helper()
	conn := connect()
	_ = conn.SetReadDeadline(time.Now().Add(30 * time.Millisecond))
	if n, err := conn.Read(make([]byte, 1)); n > 0 || err == io.EOF {
		t.Errorf("silent port: got %d bytes and %v, want nothing and an open connection", n, err)
	}
	_ = conn.Close()
}
