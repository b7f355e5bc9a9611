package rtsp

import (
	"net/netip"
	"testing"
)

func TestBytes(t *testing.T) {
	cases := []struct {
		name    string
		request Request
		want    string
	}{
		{"options", Request{URL: "rtsp://10.0.0.5:554/", CSeq: 1, UserAgent: "camorigin/1"},
			"OPTIONS rtsp://10.0.0.5:554/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: camorigin/1\r\n\r\n"},
		{"describe", Request{Describe: true, URL: "rtsp://10.0.0.5:554/live", CSeq: 2, UserAgent: "camorigin/1"},
			"DESCRIBE rtsp://10.0.0.5:554/live RTSP/1.0\r\nCSeq: 2\r\nUser-Agent: camorigin/1\r\nAccept: application/sdp\r\n\r\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := string(c.request.Bytes()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestURL(t *testing.T) {
	cases := []struct{ name, addr, want string }{
		{"v4", "10.0.0.5", "rtsp://10.0.0.5:8554/"},
		{"v6", "fd00::1", "rtsp://[fd00::1]:8554/"},
		{"zone_stays_here", "fe80::1%eth0", "rtsp://[fe80::1]:8554/"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := URL(netip.MustParseAddr(c.addr), 8554, "/"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
