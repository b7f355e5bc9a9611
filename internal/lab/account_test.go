package lab_test

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
)

// settle waits until the account says what is wanted of it.
func settle(t *testing.T, d *lab.Device, want func(lab.Counters) bool) lab.Counters {
	t.Helper()
	deadline := time.Now().Add(3 * time.Second)
	for {
		c := d.Counters()
		if want(c) {
			return c
		}
		if time.Now().After(deadline) {
			t.Fatalf("got %+v, which does not become what is wanted", c)
		}
		time.Sleep(time.Millisecond)
	}
}

func port(t *testing.T, d *lab.Device, name string) netip.AddrPort {
	t.Helper()
	for i, s := range d.Personality().Services {
		if s.Port == name {
			return netip.AddrPortFrom(d.Addr(), d.Ports()[i].Port)
		}
	}
	t.Fatalf("no port %s", name)
	return netip.AddrPort{}
}

func TestAccount_of_a_gentle_visit(t *testing.T) {
	l := labtest.Only(t, "hikvision-dome")
	d := l.Devices()[0]
	conn := dial(t, port(t, d, "web"), nil)
	_, _ = fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
	if _, err := conn.Read(make([]byte, 4096)); err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
	c := settle(t, d, func(c lab.Counters) bool { return c.Open == 0 && c.FINs == 1 })
	if c.Connections != 1 || c.MaxAtOnce != 1 || c.Requests != 1 || c.Resets != 0 {
		t.Errorf("got %d connections, %d at once, %d requests, %d resets; want 1, 1, 1, 0", c.Connections, c.MaxAtOnce, c.Requests, c.Resets)
	}
	if c.BytesIn != 27 || c.BytesOut < 300 {
		t.Errorf("got %d bytes in and %d out, want 27 and more than 300", c.BytesIn, c.BytesOut)
	}
	labtest.WithinBudget(t, l)
	d.Reset()
	if c := d.Counters(); c.Connections != 0 || len(c.Log) != 0 {
		t.Errorf("got %+v after a reset, want nothing", c)
	}
}

func TestAccount_of_a_rude_visit(t *testing.T) {
	l := labtest.Only(t, "reolink-bullet", "axis-m1054")
	d := l.Devices()[0]
	var held []net.Conn
	for range 3 {
		held = append(held, dial(t, port(t, d, "web"), nil), dial(t, port(t, d, "rtsp"), nil))
	}
	_, _ = fmt.Fprint(held[0], "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n")
	_, _ = fmt.Fprint(held[2], "hello\r\n\r\n")
	silent := dial(t, port(t, d, "sdk9000"), nil)
	_, _ = fmt.Fprint(silent, "GET / HTTP/1.1\r\n\r\n")
	settle(t, d, func(c lab.Counters) bool { return c.Open == 7 && c.Requests == 1 && len(c.Malformed) == 1 })
	time.Sleep(20 * time.Millisecond) // what overlaps for less is not held against the peer
	_ = silent.(*net.TCPConn).SetLinger(0)
	_ = silent.Close()
	settle(t, d, func(c lab.Counters) bool { return c.Resets == 1 && c.StrayBytes > 0 })
	got := strings.Join(l.Violations(), "\n")
	for _, want := range []string{"7 connections at once", "on RTSP port", "apart", "Authorization header", "malformed", "18 bytes sent", "cut with a reset"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
	if strings.Contains(got, "axis-m1054") {
		t.Errorf("got %q, want nothing of the other device", got)
	}
}

func TestAccount_of_TLS(t *testing.T) {
	l := labtest.Only(t, "hikvision-nvr")
	d := l.Devices()[0]
	for _, s := range d.Personality().Services {
		if s.TLS != nil {
			_ = dial(t, port(t, d, "tls"), s.TLS).Close()
		}
	}
	plain := dial(t, port(t, d, "tls"), nil)
	_, _ = fmt.Fprint(plain, "GET / HTTP/1.1\r\n\r\n")
	_, _ = io.Copy(io.Discard, plain)
	c := settle(t, d, func(c lab.Counters) bool { return c.Connections == 2 && c.TLSCompleted == 1 })
	if c.TLSHandshakes != 1 {
		t.Errorf("got %d handshakes, want 1: the other connection did not begin one", c.TLSHandshakes)
	}
}

func TestViolations_tell_of_the_canary(t *testing.T) {
	l := labtest.Only(t, "hostile-redirect")
	if l.Canary() == nil {
		t.Skip("no address for a canary")
	}
	at := netip.AddrPortFrom(l.Canary().Addr(), l.Ports()[0].Port)
	_ = dial(t, at, nil).Close()
	settle(t, l.Canary(), func(c lab.Counters) bool { return c.Connections == 1 })
	if got := strings.Join(l.Violations(), "\n"); !strings.Contains(got, "canary at "+at.Addr().String()) {
		t.Errorf("got %q, want the canary in it", got)
	}
}
