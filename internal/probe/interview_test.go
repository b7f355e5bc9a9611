package probe

import (
	"bytes"
	"net"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"
)

const (
	options200  = "RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n"
	describe401 = "RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\nWWW-Authenticate: Digest realm=\"Example\", nonce=\"1\"\r\n\r\n"
)

func rtspServer(t *testing.T) *server {
	t.Helper()
	return serve(t, speak(func(line, _ string) string {
		if strings.HasPrefix(line, "OPTIONS") {
			return options200
		}
		return describe401
	}))
}

func TestOneConnectionCarriesTheQuestionsOfAWebPort(t *testing.T) {
	camera := serve(t, web(map[string]string{"/": page("<title>Example</title>"), "/favicon.ico": page("icon")}))
	got := interview(t, options{dialed: true}, role(camera, model.RoleWeb))
	got.want(t, "http GET /", "http GET /favicon.ico", "http POST /onvif/device_service GetSystemDateAndTime")
	if n := camera.accepted.Load(); n != 1 {
		t.Errorf("connections: got %d, want 1", n)
	}
	first := got.evidence[0]
	if first.Host != "127.0.0.1" || first.Port != int(camera.port) || first.TLS || first.At.IsZero() || first.Took <= 0 {
		t.Errorf("evidence of the page: got %+v", first)
	}
	if !bytes.HasPrefix(first.Response, []byte("HTTP/1.1 200 OK\r\n")) || !bytes.HasSuffix(first.Response, []byte("</title>")) {
		t.Errorf("response: got %q, want the raw answer", first.Response)
	}
}

func TestServerThatClosesAfterEachAnswer(t *testing.T) {
	for _, c := range []struct{ name, header string }{{"announced", "Connection: close"}, {"unannounced", "Connection: keep-alive"}} {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, once(page("hello", c.header)))
			got := interview(t, options{}, role(camera, model.RoleWeb))
			got.want(t, "http GET /", "http GET /favicon.ico", "http POST /onvif/device_service GetSystemDateAndTime")
			if n := camera.accepted.Load(); n != 3 {
				t.Errorf("connections: got %d, want one for each question", n)
			}
			if got.asked.Requests > 4 {
				t.Errorf("requests: got %d, want at most one repeated", got.asked.Requests)
			}
		})
	}
}

func TestRTSPOnOneConnection(t *testing.T) {
	camera := rtspServer(t)
	got := interview(t, options{dialed: true}, role(camera, model.RoleRTSP))
	got.want(t, "rtsp OPTIONS /", "rtsp DESCRIBE /")
	if n := camera.accepted.Load(); n != 1 {
		t.Errorf("connections: got %d, want 1", n)
	}
	if e := got.evidence[1]; !strings.Contains(string(e.Response), `realm="Example"`) || e.Outcome != "" {
		t.Errorf("DESCRIBE: got %+v, want the challenge as an answer", e)
	}
}

func TestRTSPThatRefusesOptionsIsNotAskedAgain(t *testing.T) {
	camera := serve(t, speak(func(string, string) string { return describe401 }))
	interview(t, options{}, role(camera, model.RoleRTSP)).want(t, "rtsp OPTIONS /")
}

func TestRTSPOpenStream(t *testing.T) {
	const sdp = "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=Media Presentation\r\nm=video 0 RTP/AVP 96\r\n"
	camera := serve(t, speak(func(line, _ string) string {
		if strings.HasPrefix(line, "OPTIONS") {
			return options200
		}
		return "RTSP/1.0 200 OK\nCSeq: 2\nContent-Type:application/sdp\n\n" + sdp // LF only, no blank, no length
	}))
	got := interview(t, options{}, role(camera, model.RoleRTSP))
	got.want(t, "rtsp OPTIONS /", "rtsp DESCRIBE /")
	if !strings.HasSuffix(string(got.evidence[1].Response), sdp) {
		t.Errorf("DESCRIBE: got %q, want the session description", got.evidence[1].Response)
	}
	for _, line := range camera.requests() {
		if !strings.HasPrefix(line, "OPTIONS ") && !strings.HasPrefix(line, "DESCRIBE ") {
			t.Errorf("asked %q of an open stream", line)
		}
	}
}

func TestRTSPFurtherPath(t *testing.T) {
	notFound := func(header string) func(line, _ string) string {
		return func(line, _ string) string {
			if strings.HasPrefix(line, "OPTIONS") {
				return "RTSP/1.0 200 OK\r\nCSeq: 1\r\n" + header + "\r\n\r\n"
			}
			return "RTSP/1.0 404 Not Found\r\nCSeq: 2\r\n\r\n"
		}
	}
	t.Run("no_clue_no_path", func(t *testing.T) {
		camera := serve(t, speak(notFound("Server: Example")))
		interview(t, options{}, role(camera, model.RoleRTSP)).want(t, "rtsp OPTIONS /", "rtsp DESCRIBE /")
	})
	t.Run("not_after_a_refusal", func(t *testing.T) {
		camera := serve(t, speak(func(line, _ string) string {
			if strings.HasPrefix(line, "OPTIONS") {
				return "RTSP/1.0 200 OK\r\nCSeq: 1\r\nServer: Dahua Rtsp Server\r\n\r\n"
			}
			return describe401
		}))
		interview(t, options{}, role(camera, model.RoleRTSP)).want(t, "rtsp OPTIONS /", "rtsp DESCRIBE /")
	})
	t.Run("one_path_by_clue", func(t *testing.T) {
		camera := serve(t, speak(notFound("Server: Dahua Rtsp Server\r\nPublic: OPTIONS, MULTITRANS")))
		interview(t, options{}, role(camera, model.RoleRTSP)).want(t,
			"rtsp OPTIONS /", "rtsp DESCRIBE /", "rtsp DESCRIBE /cam/realmonitor?channel=1&subtype=0")
	})
}

// TestOddRTSPAnswers has the spellings that real servers use.
func TestOddRTSPAnswers(t *testing.T) {
	cases := []struct{ name, answer string }{
		{"no_blank_after_colon", "RTSP/1.0 200 OK\r\nServer:HiIpcam/V100R003 VodServer/1.0.0\r\nCseq:1\r\n\r\n"},
		{"line_feed_only", "RTSP/1.0 200 OK\nCSeq: 1\nPublic: OPTIONS\n\n"},
		{"no_cseq", "RTSP/1.0 200 OK\r\nServer: H264DVR 1.0\r\n\r\n"},
		{"no_reason", "RTSP/1.0 200\r\nCSeq: 1\r\n\r\n"},
		{"version_not_supported", "RTSP/1.0 505 RTSP Version Not Supported\r\nCSeq: 1\r\n\r\n"},
		{"parameter_not_understood", "RTSP/1.0 451 Parameter Not Understood\r\ncseq: 1\r\n\r\n"},
		{"two_blanks_after_date", "RTSP/1.0 200 OK\r\nCSeq: 1\r\nDate:  Tue, Nov 24 2026 10:00:00 GMT\r\n\r\n"},
		{"negative_cseq", "RTSP/1.0 200 OK\r\nCSeq: -1\r\n\r\n"},
		{"own_reason", "RTSP/1.0 401 ClientUnAuthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest realm=\"c47905000000\",nonce=\"0\"\r\n\r\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, speak(func(string, string) string { return c.answer }))
			got := interview(t, options{}, role(camera, model.RoleRTSP))
			e, ok := got.find("rtsp", "OPTIONS /")
			if !ok || string(e.Response) != c.answer || e.Outcome != "" {
				t.Errorf("got %q, want the answer as sent", got.labels())
			}
		})
	}
}

// TestTheAnswerDecidesTheParser has protocols on ports where others are
// expected.
func TestTheAnswerDecidesTheParser(t *testing.T) {
	t.Run("rtsp_on_a_web_port", func(t *testing.T) {
		camera := serve(t, speak(func(line, _ string) string {
			switch {
			case strings.HasPrefix(line, "OPTIONS"):
				return options200
			case strings.HasPrefix(line, "DESCRIBE"):
				return describe401
			}
			return "RTSP/1.0 400 Bad Request\r\n\r\n"
		}))
		interview(t, options{}, role(camera, model.RoleWeb)).want(t, "rtsp GET /", "rtsp OPTIONS /", "rtsp DESCRIBE /")
	})
	t.Run("http_on_an_rtsp_port", func(t *testing.T) {
		camera := serve(t, speak(func(line, _ string) string {
			if strings.HasPrefix(line, "GET / ") {
				return page("hello")
			}
			return status("400 Bad Request", "text/html", "bad")
		}))
		got := interview(t, options{}, role(camera, model.RoleRTSP))
		got.want(t, "http OPTIONS /", "http GET /", "http GET /favicon.ico", "http POST /onvif/device_service GetSystemDateAndTime")
	})
	t.Run("http_on_a_tls_port", func(t *testing.T) {
		camera := serve(t, func(s *server, c net.Conn) {
			buffer := make([]byte, 1)
			if _, err := c.Read(buffer); err != nil {
				return
			}
			if buffer[0] == 0x16 {
				_, _ = c.Write([]byte("HTTP/1.0 400 Bad Request\r\n\r\n"))
				return
			}
			_, _ = c.Write([]byte("HTTP/1.0 200 OK\r\n\r\nhello"))
		})
		got := interview(t, options{}, role(camera, model.RoleTLS))
		if e, ok := got.find("http", "GET /"); !ok || e.TLS {
			t.Errorf("got %q, want the page without TLS", got.labels())
		}
	})
	t.Run("html_without_a_head", func(t *testing.T) {
		camera := serve(t, once("<html><title>Old</title></html>"))
		got := interview(t, options{}, role(camera, model.RoleWeb))
		if e, ok := got.find("http", "GET /"); !ok || string(e.Response) != "<html><title>Old</title></html>" {
			t.Errorf("got %q, want the page", got.labels())
		}
	})
	t.Run("ssh_on_a_web_port", func(t *testing.T) {
		camera := serve(t, func(_ *server, c net.Conn) {
			_, _ = c.Write([]byte("SSH-2.0-dropbear_2014.63\r\n"))
			time.Sleep(20 * time.Millisecond)
		})
		got := interview(t, options{}, role(camera, model.RoleWeb))
		if e, ok := got.find("ssh", "GET /"); !ok || len(got.evidence) != 1 || e.Outcome != "" {
			t.Errorf("got %q, want the greeting and no further question", got.labels())
		}
	})
}

func TestSilentPortsAreOnlyOpened(t *testing.T) {
	mute := serve(t, func(s *server, c net.Conn) {
		n, _ := c.Read(make([]byte, 1))
		if n > 0 {
			s.t.Error("something was sent to a silent port")
		}
	})
	talks := serve(t, func(_ *server, c net.Conn) { _, _ = c.Write([]byte("220 Example FTP ready\r\n")) })
	got := interview(t, options{}, role(mute, model.RoleSilent), role(talks, model.RoleSilent))
	got.want(t, "tcp connect: open", "ftp connect")
	if open := got.evidence[0].Fields["port.open"]; len(open) != 1 {
		t.Errorf("port.open: got %q, want the port", open)
	}
	if got.asked.Requests != 0 {
		t.Errorf("requests: got %d, want 0", got.asked.Requests)
	}
	if got.took > time.Second {
		t.Errorf("took %s, want less than a second", got.took)
	}
}

func TestClosedPortIsAResult(t *testing.T) {
	gone := serve(t, func(*server, net.Conn) {})
	gone.listener.Close()
	interview(t, options{}, role(gone, model.RoleWeb)).want(t, "tcp connect: refused")
}

// TestEmptyAnswers has devices that end the connection instead of answering
// clients they do not like.
func TestEmptyAnswers(t *testing.T) {
	camera := serve(t, once(""))
	stream := rtspServer(t)
	got := interview(t, options{}, role(camera, model.RoleWeb), role(stream, model.RoleRTSP))
	if e, ok := got.find("http", "GET /"); !ok || e.Outcome != model.NotThisProtocol || e.Response != nil {
		t.Errorf("page: got %+v, want not-this-protocol and no response", e)
	}
	if _, ok := got.find("rtsp", "DESCRIBE /"); !ok {
		t.Errorf("got %q, want the interview to go on", got.labels())
	}
}

func TestOddHTTPAnswers(t *testing.T) {
	cases := []struct{ name, answer string }{
		{"date_without_a_name", "HTTP/1.1 200 OK\r\nServer: GoaHead\r\nTue Nov 24 10:00:00 2026\r\nContent-Length: 2\r\n\r\nhi"},
		{"line_feed_only", "HTTP/1.0 200 OK\nServer: example\n\n<html></html>"},
		{"no_reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"},
		{"length_too_large", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort"},
		{"two_lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello"},
		{"lower_case", "HTTP/1.0 403\r\ncontent-type: text/html\r\n\r\n<html><body><h1>403</h1></body></html>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, once(c.answer))
			got := interview(t, options{}, role(camera, model.RoleWeb))
			if e, ok := got.find("http", "GET /"); !ok || string(e.Response) != c.answer {
				t.Errorf("got %q with %q, want the answer as sent", got.labels(), e.Response)
			}
		})
	}
}
