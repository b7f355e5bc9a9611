package probe

import (
	"bytes"
	"context"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

// canned is a connection on which a device says the same bytes whatever it is
// asked, and then ends it.
type canned struct{ said *bytes.Reader }

func (c canned) Read(p []byte) (int, error)     { return c.said.Read(p) }
func (canned) Write(p []byte) (int, error)      { return len(p), nil }
func (canned) Close() error                     { return nil }
func (canned) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (canned) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (canned) SetDeadline(time.Time) error      { return nil }
func (canned) SetReadDeadline(time.Time) error  { return nil }
func (canned) SetWriteDeadline(time.Time) error { return nil }

// FuzzInterview asks a device that says anything at all on every port. The
// interview must end, within the budget, without a forbidden byte.
func FuzzInterview(f *testing.F) {
	for _, seed := range []string{
		"", "x", page("hello"), options200, describe401, redirect("/a"), redirect("https://127.0.0.1:443/"), redirect("/x?auth=YWRtaW46MTEK"),
		fault("ter:NotAuthorized"), done("GetServices"), "SSH-2.0-x\r\n", "\x15\x03\x01\x00\x02\x02\x28", "\x16\x03\x03\x00\x04\x02\x00\x00\x00",
		"RTSP/1.0 200 OK\r\nCSeq: ", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
		page(`<meta http-equiv="refresh" content="0;url=/doc/page/login.asp">/doc/page/login /rpc2 /axis-cgi/ /nobody/ netsdk/`),
	} {
		f.Add([]byte(seed))
	}
	roles := []model.Role{model.RoleWeb, model.RoleRTSP, model.RoleTLS, model.RoleONVIF, model.RoleSilent}
	f.Fuzz(func(t *testing.T, said []byte) {
		var record []netx.ProbeRecord
		door := netx.New(netx.Options{
			Scope: everywhere{}, Pace: netx.Pace{Rate: 1e9, InFlight: 8}, Limits: netx.Limits{Spacing: time.Nanosecond},
			Dial: func(context.Context, string, string) (net.Conn, error) { return canned{bytes.NewReader(said)}, nil },
			ProbeLog: func(p netx.ProbeRecord) {
				p.Bytes = bytes.Clone(p.Bytes)
				record = append(record, p)
			},
		})
		var ports []model.PortRole
		for i, role := range roles {
			ports = append(ports, model.PortRole{Port: uint16(443 + i), Role: role})
		}
		dv := door.Device(loopback)
		answers := 0
		iv := Interviewer{UserAgent: UserAgent("test")}
		iv.Interview(t.Context(), dv, nil, ports, func(e model.Evidence) {
			answers++
			if e.Host == "" || e.Protocol == "" || strings.ContainsAny(e.Request, "\r\n") {
				t.Errorf("evidence: got %+v", e)
			}
		})
		asked := dv.Release()
		checkRecord(t, record)
		if answers == 0 || asked.Requests > 20 || asked.Connections > 24 || asked.TLS > 4 {
			t.Errorf("got %d answers, %d requests, %d connections, %d handshakes", answers, asked.Requests, asked.Connections, asked.TLS)
		}
	})
}

// TestHostileAnswersEnd has answers that never end; each question has one
// absolute deadline and a bound.
func TestHostileAnswersEnd(t *testing.T) {
	drip := func(piece string, begin string) func(*server, net.Conn) {
		return func(s *server, c net.Conn) {
			if _, err := c.Write([]byte(begin)); err != nil {
				return
			}
			for range 1000 {
				if _, err := c.Write([]byte(piece)); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		}
	}
	flood := func(begin string) func(*server, net.Conn) {
		return func(_ *server, c net.Conn) {
			_, _ = c.Write([]byte(begin))
			for block := []byte(strings.Repeat("x", 1<<14)); ; {
				if _, err := c.Write(block); err != nil {
					return
				}
			}
		}
	}
	cases := []struct {
		name   string
		handle func(*server, net.Conn)
		want   []model.Outcome
	}{
		{"one_byte_at_a_time_head", drip("x", "HTTP/1.1 200 OK\r\nX: "), []model.Outcome{model.Timeout}},
		{"one_byte_at_a_time_body", drip("x", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"), []model.Outcome{model.Timeout}},
		{"endless_body", flood("HTTP/1.1 200 OK\r\n\r\n"), []model.Outcome{model.TooLarge, model.BudgetSpent}},
		{"endless_header", flood("HTTP/1.1 200 OK\r\nX: "), []model.Outcome{model.TooLarge}},
		{"never_answers", func(_ *server, c net.Conn) { _, _ = c.Read(make([]byte, 4096)); time.Sleep(600 * time.Millisecond) }, []model.Outcome{model.Timeout}},
		{"huge_chunk", flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n"), []model.Outcome{model.Malformed}},
		{"interim_answers", drip("HTTP/1.1 100 Continue\r\n\r\n", ""), []model.Outcome{model.Malformed, model.Timeout}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, c.handle)
			step := 200 * time.Millisecond
			if !slices.Contains(c.want, model.Timeout) {
				step = 3 * time.Second // how fast a flood arrives is not what is tested
			}
			got := interview(t, options{iv: Interviewer{Step: step}}, role(camera, model.RoleWeb))
			if len(got.evidence) == 0 || !slices.Contains(c.want, got.evidence[0].Outcome) {
				t.Fatalf("got %q, want one of %q", got.labels(), c.want)
			}
			if got.evidence[0].Outcome == model.Timeout && len(got.evidence) != 1 {
				t.Errorf("got %q, want a port to be left whose answer has no end", got.labels())
			}
			if n := len(got.evidence[0].Response); n > 2*maxStored {
				t.Errorf("stored %d bytes, want at most %d", n, 2*maxStored)
			}
			if got.asked.BytesRead > 512<<10 {
				t.Errorf("read %d bytes, want at most 512 KiB", got.asked.BytesRead)
			}
			if most := time.Duration(len(got.evidence))*(step+250*time.Millisecond) + time.Second; got.took > most {
				t.Errorf("took %s, want at most %s", got.took, most)
			}
		})
	}
}

func TestStoredAnswersAreCut(t *testing.T) {
	body := strings.Repeat("y", 100<<10)
	camera := serve(t, web(map[string]string{"/": page(body), "/favicon.ico": page(body)}))
	got := interview(t, options{}, role(camera, model.RoleWeb))
	e, _ := got.find("http", "GET /")
	if head, after, _ := strings.Cut(string(e.Response), "\r\n\r\n"); len(after) != maxStored || !strings.Contains(head, "Content-Length: 102400") {
		t.Errorf("page: got a body of %d bytes, want %d and the whole head", len(after), maxStored)
	}
	icon, _ := got.find("http", "GET /favicon.ico")
	if !strings.HasSuffix(string(icon.Response), body) {
		t.Errorf("icon: got %d bytes, want the whole icon for its hash", len(icon.Response))
	}
}
