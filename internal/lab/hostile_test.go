package lab_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
)

const (
	askWeb  = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
	askRTSP = "OPTIONS * RTSP/1.0\r\nCSeq: 7\r\n\r\n"
	mass    = 300 << 10 // more than any scanner may read
)

// visit asks one hostile port and reads until enough is enough, or until
// nothing has come for a while.
func visit(at netip.AddrPort, question string, patience time.Duration, enough func(string) bool) (string, error) {
	conn, err := net.DialTimeout("tcp", at.String(), time.Second)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetWriteDeadline(time.Now().Add(2 * time.Second))
	if _, err := io.WriteString(conn, question); err != nil {
		return "", err
	}
	var got []byte
	chunk := make([]byte, 32<<10)
	for !enough(string(got)) {
		_ = conn.SetReadDeadline(time.Now().Add(patience))
		n, err := conn.Read(chunk)
		got = append(got, chunk[:n]...)
		if err != nil {
			return string(got), err
		}
	}
	return string(got), nil
}

func greeting(t *testing.T) string {
	t.Helper()
	client, server := net.Pipe()
	defer func() { _ = server.Close() }()
	go func() { _ = tls.Client(client, &tls.Config{InsecureSkipVerify: true}).Handshake() }()
	hello := make([]byte, 16<<10)
	n, err := server.Read(hello)
	if err != nil {
		t.Fatal(err)
	}
	return string(hello[:n])
}

func timedOut(err error) bool {
	var netError net.Error
	return errors.As(err, &netError) && netError.Timeout()
}

func TestHostile_kinds_do_what_they_say(t *testing.T) {
	l := labtest.Hostile(t)
	hello := greeting(t)
	const brief, ample = 150 * time.Millisecond, 5 * time.Second
	never := func(string) bool { return false }
	much := func(got string) bool { return len(got) >= mass }
	has := func(parts ...string) func(string) bool {
		return func(got string) bool {
			return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(got, part) })
		}
	}
	went := func(_ string, err error) bool { return err == nil }
	nothing := func(got string, err error) bool { return got == "" && timedOut(err) }
	cut := func(_ string, err error) bool {
		return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.EOF)
	}
	stalls := func(prefix string, most int) func(string, error) bool {
		return func(got string, err error) bool {
			return timedOut(err) && strings.HasPrefix(got, prefix) && len(got) <= most
		}
	}
	tests := []struct {
		kind, question string
		patience       time.Duration
		enough         func(string) bool
		right          func(string, error) bool
	}{
		{"endless-body", askWeb, ample, much, went},
		{"huge-length", askWeb, ample, much, went},
		{"drip-head", askWeb, brief, never, stalls("", 1)},
		{"drip-body", askWeb, brief, never, stalls("HTTP/1.1 200 OK\r\n", 200)},
		{"many-headers", askWeb, ample, has("X-Filler-9999"), went},
		{"endless-headers", askWeb, ample, much, went},
		{"long-header", askWeb, ample, much, went},
		{"interim-flood", askWeb, ample, much, went},
		{"gzip-bomb", askWeb, ample, has("Content-Encoding: gzip, gzip"), went},
		{"gzip-bomb-wide", askWeb, ample, has("Content-Encoding: gzip"), went},
		{"framing-lies", askWeb, ample, has("Content-Length: -1"), went},
		{"redirect-out", askWeb, ample, has("302", "Location: http://"+l.Canary().Addr().String()), went},
		{"reset-in-answer", askWeb, ample, never, cut},
		{"xml-depth", askWeb, ample, much, went},
		{"xml-entities", askWeb, ample, has("<!DOCTYPE", "&e8;&e8;"), went},
		{"overloaded", askWeb, ample, has("503", "Retry-After"), went},
		{"goes-silent", askWeb, ample, has("<title>index"), went},
		{"goes-silent", askWeb, brief, never, nothing},
		{"tarpit", askWeb, brief, never, nothing},
		{"close-at-once", askWeb, ample, never, cut},
		{"reset-at-once", askWeb, ample, never, cut},
		{"garbage", askWeb, ample, much, went},
		{"tls-never-finishes", hello, brief, never, nothing},
		{"tls-drip", hello, brief, never, stalls("\x16\x03\x03", 6)},
		{"tls-garbage", hello, ample, much, went},
		{"tls-alert", hello, ample, has("\x15\x03\x03"), went},
		{"rtsp-huge-length", askRTSP, ample, has("CSeq: 7", "99999999999999999999"), went},
		{"rtsp-odd-cseq", askRTSP, ample, has("CSeq: "), went},
		{"rtsp-endless-headers", askRTSP, ample, much, went},
		{"rtsp-redirect-out", askRTSP, ample, has("302", "rtsp://"+l.Canary().Addr().String()), went},
		{"rtsp-busy", askRTSP, ample, has("453"), went},
	}
	tested := map[string]bool{}
	for i, test := range tests {
		tested[test.kind] = true
		t.Run(fmt.Sprintf("%d_%s", i, test.kind), func(t *testing.T) {
			got, err := visit(hostilePort(t, l, test.kind), test.question, test.patience, test.enough)
			if !test.right(got, err) {
				t.Errorf("got %d bytes (%.200q) and %v, want what the kind says", len(got), got, err)
			}
		})
	}
	for kind := range lab.HostileKinds() {
		if !tested[kind] {
			t.Errorf("hostile kind %s is not tested", kind)
		}
	}
}

// hostilePort finds the first port of the lab that misbehaves in this way.
func hostilePort(t *testing.T, l *lab.Lab, kind string) netip.AddrPort {
	t.Helper()
	for _, d := range l.Devices() {
		for i, s := range d.Personality().Services {
			if s.Hostile != nil && s.Hostile.Kind == kind {
				return netip.AddrPortFrom(d.Addr(), d.Ports()[i].Port)
			}
		}
	}
	t.Fatalf("nobody does %s", kind)
	return netip.AddrPort{}
}
