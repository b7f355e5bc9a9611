package http

import (
	"net/netip"
	"strings"
	"testing"

	"camorigin/internal/wire/message"
)

func TestRequest(t *testing.T) {
	r := Request{Method: "GET", Target: "/", Host: "10.0.0.5", UserAgent: "camorigin/1"}
	const get = "GET / HTTP/1.1\r\nHost: 10.0.0.5\r\nUser-Agent: camorigin/1\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: keep-alive\r\n\r\n"
	if got := string(r.Bytes()); got != get {
		t.Errorf("GET: got %q, want %q", got, get)
	}
	r.Method, r.Body, r.ContentType = "POST", "{}", "application/json"
	if got := string(r.Bytes()); !strings.HasSuffix(got, "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}") {
		t.Errorf("POST: got %q, want type, length and body", got)
	}
}

func TestHost(t *testing.T) {
	cases := []struct {
		name, addr string
		port       uint16
		secure     bool
		want       string
	}{
		{"default_port", "10.0.0.5", 80, false, "10.0.0.5"},
		{"default_port_of_tls", "10.0.0.5", 443, true, "10.0.0.5"},
		{"plain_on_443", "10.0.0.5", 443, false, "10.0.0.5:443"},
		{"other_port", "10.0.0.5", 8080, false, "10.0.0.5:8080"},
		{"v6", "fd00::1", 80, false, "[fd00::1]"},
		{"v6_other_port", "fd00::1", 81, false, "[fd00::1]:81"},
		{"zone_stays_here", "fe80::1%eth0", 80, false, "[fe80::1]"},
		{"mapped", "::ffff:10.0.0.5", 80, false, "10.0.0.5"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Host(netip.MustParseAddr(c.addr), c.port, c.secure); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRedirect(t *testing.T) {
	addr := netip.MustParseAddr("10.0.0.5")
	from := Place{Port: 8080, Target: "/a/b?c"}
	cases := []struct {
		name, location string
		want           Place
	}{
		{"path", "/login.html", Place{8080, false, "/login.html"}},
		{"relative", "login.html", Place{8080, false, "/a/login.html"}},
		{"query", "?x=1", Place{8080, false, "/a/b?x=1"}},
		{"whole", "http://10.0.0.5:8080/x", Place{8080, false, "/x"}},
		{"default_port", "http://10.0.0.5/x", Place{80, false, "/x"}},
		{"to_tls", "https://10.0.0.5/", Place{443, true, "/"}},
		{"to_tls_port", "https://10.0.0.5:8443", Place{8443, true, "/"}},
		{"same_scheme", "//10.0.0.5:81/x", Place{81, false, "/x"}},
		{"mapped", "http://[::ffff:10.0.0.5]/x", Place{80, false, "/x"}},
		{"fragment_is_dropped", "/x#portal", Place{8080, false, "/x"}},
		{"blanks_around", "  /x ", Place{8080, false, "/x"}},

		{"empty", "", Place{}},
		{"other_address", "http://10.0.0.6/", Place{}},
		{"other_address_without_scheme", "//10.0.0.6/", Place{}},
		{"decimal", "http://167772165/", Place{}},
		{"octal", "http://012.0.0.5/", Place{}},
		{"hexadecimal", "http://0xa000005/", Place{}},
		{"short", "http://10.5/", Place{}},
		{"name", "http://camera.local/", Place{}},
		{"name_like_address", "http://10.0.0.5.example/", Place{}},
		{"user", "http://10.0.0.5@10.0.0.6/", Place{}},
		{"user_of_ours", "http://admin:x@10.0.0.5/", Place{}},
		{"backslash", "http:\\\\10.0.0.6\\", Place{}},
		{"backslash_path", "/\\10.0.0.6/", Place{}},
		{"other_scheme", "rtsp://10.0.0.5/", Place{}},
		{"script", "javascript:alert(1)", Place{}},
		{"opaque", "http:10.0.0.6/", Place{}},
		{"line_feed", "/x\nSet-Cookie: a", Place{}},
		{"blank_inside", "/x y", Place{}},
		{"full_width", "http://10。0。0。5/", Place{}},
		{"port_zero", "http://10.0.0.5:0/", Place{}},
		{"port_too_large", "http://10.0.0.5:65616/", Place{}},
		{"too_long", "/" + strings.Repeat("x", maxTarget), Place{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := Redirect(addr, from, c.location)
			if want := c.want != (Place{}); ok != want || ok && got != c.want {
				t.Errorf("Redirect(%q): got %+v %t, want %+v", c.location, got, ok, c.want)
			}
		})
	}
}

func FuzzRedirect(f *testing.F) {
	for _, seed := range []string{"/x", "http://10.0.0.5:81/", "//10.0.0.6", "http://[fe80::1%25eth0]/", "https://10.0.0.5@10.0.0.6/", "http://[::ffff:a00:5]/"} {
		f.Add(seed)
	}
	addr := netip.MustParseAddr("10.0.0.5")
	f.Fuzz(func(t *testing.T, location string) {
		to, ok := Redirect(addr, Place{Port: 80, Target: "/"}, location)
		if !ok {
			return
		}
		if to.Port == 0 || !strings.HasPrefix(to.Target, "/") || len(to.Target) > maxTarget || strings.ContainsAny(to.Target, " \r\n\t\\") {
			t.Errorf("Redirect(%q): got %+v", location, to)
		}
	})
}

func TestLocation(t *testing.T) {
	cases := []struct{ name, answer, want string }{
		{"location", "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", "/x"},
		{"location_without_redirection", "HTTP/1.1 201 Created\r\nLocation: /x\r\n\r\n", ""},
		{"refresh_header", "HTTP/1.1 200 OK\r\nRefresh: 5; url='/x'\r\n\r\n", "/x"},
		{"refresh_element", "HTTP/1.1 200 OK\r\n\r\n<meta http-equiv=refresh content='0;URL=/x'>", "/x"},
		{"reload", "HTTP/1.1 200 OK\r\nRefresh: 5\r\n\r\n", ""},
		{"error_page", "HTTP/1.1 404 Not Found\r\n\r\n<meta http-equiv=refresh content='0;URL=/x'>", ""},
		{"content_location", "HTTP/1.1 200 OK\r\nContent-Location: /x\r\n\r\n", ""},
		{"none", "HTTP/1.1 200 OK\r\n\r\nhello", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Location(message.Parse([]byte(c.answer))); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
