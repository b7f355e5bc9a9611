package probe

import (
	"bytes"
	"context"
	"net"
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
