package lab_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
	"camorigin/internal/model"
)

func TestPlan_suits_an_ordinary_user(t *testing.T) {
	seen := map[uint16]bool{}
	for _, p := range lab.Plan() {
		if p.Number <= 1024 || p.Number >= 32768 {
			t.Errorf("port %s: got %d, want it above 1024 and below 32768", p.Name, p.Number)
		}
		if seen[p.Number] {
			t.Errorf("port %s: got %d twice", p.Name, p.Number)
		}
		seen[p.Number] = true
	}
	if first := lab.Plan()[0]; first.Role != model.RoleWeb {
		t.Errorf("first port: got role %s, want web as in a scan", first.Role)
	}
}

func TestScanCommand(t *testing.T) {
	l := labtest.Only(t, "axis-m1054", "hikvision-dome")
	command := l.ScanCommand()
	first, last := l.Devices()[0].Addr(), l.Devices()[1].Addr()
	for _, want := range []string{"camorigin scan " + first.String() + "-" + last.String() + " --ports ", ":web,", ":rtsp,", ":silent"} {
		if !strings.Contains(command, want) {
			t.Errorf("got %q, want it to contain %q", command, want)
		}
	}
	if strings.Contains(command, l.Canary().Addr().String()) {
		t.Errorf("got %q, want the canary outside of it", command)
	}
	if one := labtest.Only(t, "axis-m1054"); strings.Contains(one.ScanCommand(), "-127") {
		t.Errorf("got %q, want one address", one.ScanCommand())
	}
}

func TestStart_refuses(t *testing.T) {
	silent := lab.Personality{ID: "a", Services: []lab.Service{{Port: "web", Silent: true}}}
	tests := []struct {
		name    string
		options lab.Options
		want    string
	}{
		{"nothing_to_serve", lab.Options{Personalities: []lab.Personality{}}, "name at least one"},
		{"address_that_is_not_loopback", lab.Options{Personalities: []lab.Personality{silent}, Base: netip.MustParseAddr("192.0.2.1")}, "no loopback address"},
		{"shift_too_large", lab.Options{Personalities: []lab.Personality{silent}, Shift: 60000}, "too large"},
		{"broken_personality", lab.Options{Personalities: []lab.Personality{{ID: "a", Services: []lab.Service{{Port: "door"}}}}}, "personality a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, err := lab.Start(t.Context(), test.options)
			if err == nil {
				l.Close()
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestStart_leaves_nothing_open_when_a_port_is_taken(t *testing.T) {
	first := labtest.Only(t, "hikvision-dome")
	d := first.Devices()[0]
	shift := d.Ports()[0].Port - lab.Plan()[0].Number
	other := d.Addr().Prev()
	all, err := lab.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	picked, err := lab.Select(all, "axis-m1054", "axis-speaker")
	if err != nil {
		t.Fatal(err)
	}
	_, err = lab.Start(t.Context(), lab.Options{Personalities: picked, Base: other, Shift: shift})
	if errors.Is(err, lab.ErrOneAddress) {
		t.Skip(err)
	}
	if !errors.Is(err, syscall.EADDRINUSE) {
		t.Fatalf("got %v, want address in use", err)
	}
	at := netip.AddrPortFrom(other, d.Ports()[0].Port)
	if conn, err := net.Dial("tcp", at.String()); err == nil {
		_ = conn.Close()
		t.Errorf("%s: got an open port, want none after the failed start", at)
	}
}

func TestOneAddress(t *testing.T) {
	one := netip.MustParseAddr("127.0.0.1")
	all, err := lab.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	shift := uint16(os.Getpid() % 700 * 16)
	l, err := lab.Start(t.Context(), lab.Options{Personalities: all[:1], Base: one, Shift: shift})
	if err != nil {
		t.Skipf("127.0.0.1 is taken: %v", err)
	}
	defer l.Close()
	if got := l.Targets(); got != "127.0.0.1" {
		t.Errorf("got targets %q, want 127.0.0.1", got)
	}
}

func TestClose_ends_every_goroutine(t *testing.T) {
	before := runtime.NumGoroutine()
	l := labtest.Hostile(t)
	for _, d := range l.Devices() {
		for _, port := range d.Ports() {
			conn, err := net.Dial("tcp", netip.AddrPortFrom(d.Addr(), port.Port).String())
			if err != nil {
				continue // one of them resets at once
			}
			_, _ = conn.Write([]byte("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
			defer func() { _ = conn.Close() }() // held open until the lab has ended
		}
	}
	started := time.Now()
	l.Close()
	if took := time.Since(started); took > 2*time.Second {
		t.Errorf("got an end after %v, want it at once", took)
	}
	for range 1000 { // the last ones may be on their way out
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("got %d goroutines, want at most %d", runtime.NumGoroutine(), before)
}

func TestStart_ends_with_its_context(t *testing.T) {
	d := labtest.Only(t, "hikvision-dome").Devices()[0] // a place that is free next to it
	base := d.Addr()
	for range 100 {
		base = base.Next()
	}
	ctx, cancel := context.WithCancel(t.Context())
	l, err := lab.Start(ctx, lab.Options{
		Personalities: []lab.Personality{d.Personality()}, Base: base, Shift: d.Ports()[0].Port - lab.Plan()[0].Number,
	})
	if err != nil {
		cancel()
		t.Skip(err)
	}
	cancel()
	l.Close()
	at := netip.AddrPortFrom(base, d.Ports()[0].Port)
	if conn, err := net.Dial("tcp", at.String()); err == nil {
		_ = conn.Close()
		t.Errorf("%s: got an open port, want none after the context has ended", at)
	}
}
