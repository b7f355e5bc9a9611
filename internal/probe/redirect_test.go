package probe

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
)

func redirect(location string) string {
	return status("302 Found", "text/html", "", "Location: "+location)
}

func TestRedirectWithinThePort(t *testing.T) {
	camera := serve(t, web(map[string]string{
		"/": redirect("/a"), "/a": redirect("b"), "/b": redirect("/c"), "/c": page("never reached"),
	}))
	got := interview(t, options{}, role(camera, model.RoleWeb))
	for _, label := range []string{"http GET /", "http GET /a", "http GET /b"} {
		if !slices.Contains(got.labels(), label) {
			t.Errorf("got %q, want %s", got.labels(), label)
		}
	}
	if asked(camera, "/c ") {
		t.Error("a third redirection was followed, want two")
	}
}

func TestRefreshWithinThePort(t *testing.T) {
	for _, c := range []struct{ name, front string }{
		{"element", page(`<html><head><META HTTP-EQUIV="Refresh" CONTENT="0; URL=/camera/index.html"></head></html>`)},
		{"header", page("wait", "Refresh: 0; url=/camera/index.html")},
	} {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, web(map[string]string{"/": c.front, "/camera/index.html": page("<title>Front</title>")}))
			got := interview(t, options{iv: Interviewer{NoProtected: true}}, role(camera, model.RoleWeb))
			if _, ok := got.find("http", "GET /camera/index.html"); !ok {
				t.Errorf("got %q, want the page behind the refresh", got.labels())
			}
		})
	}
}

func TestRedirectToAnotherPort(t *testing.T) {
	page2 := serve(t, web(map[string]string{"/start": page("<title>Front</title>")}))
	front := serve(t, web(map[string]string{"/": redirect(fmt.Sprintf("http://127.0.0.1:%d/start", page2.port))}))
	t.Run("in_the_list", func(t *testing.T) {
		got := interview(t, options{}, role(front, model.RoleWeb), role(page2, model.RoleWeb))
		if e, ok := got.find("http", "GET /start"); !ok || e.Port != int(page2.port) {
			t.Errorf("got %q, want /start on the other port", got.labels())
		}
		if asked(front, "favicon") || asked(front, "/onvif/") {
			t.Errorf("the redirecting port was asked %q, want the page only", front.requests())
		}
	})
	before := page2.accepted.Load()
	t.Run("not_in_the_list", func(t *testing.T) {
		got := interview(t, options{}, role(front, model.RoleWeb))
		if page2.accepted.Load() != before {
			t.Error("a port outside the list was opened")
		}
		if e, ok := got.find("http", "GET /"); !ok || !strings.Contains(string(e.Response), "Location: ") {
			t.Errorf("got %q, want the redirection as evidence", got.labels())
		}
	})
}

func TestRedirectThatLeadsNowhereLeavesTheFirstPort(t *testing.T) {
	closed := serve(t, once(""))
	front := serve(t, onvifDevice(redirect(fmt.Sprintf("http://127.0.0.1:%d/start", closed.port)), preAuth()))
	got := interview(t, options{iv: Interviewer{NoProtected: true}}, role(front, model.RoleWeb), role(closed, model.RoleWeb))
	if _, ok := got.find("onvif", "POST /onvif/device_service GetHostname"); !ok {
		t.Errorf("got %q, want ONVIF of the first port after all", got.labels())
	}
}

// TestRedirectElsewhereIsNeverFollowed has canaries on other addresses of
// loopback, on the ports that a redirection names.
func TestRedirectElsewhereIsNeverFollowed(t *testing.T) {
	canary := serveOn(t, "127.0.0.2:0", once(page("canary")))
	sixth := serveOn(t, fmt.Sprintf("[::1]:%d", canary.port), once(page("canary")))
	p := canary.port
	locations := []string{
		"http://127.0.0.2:%d/", "//127.0.0.2:%d/", "///127.0.0.2:%d/", "http:\\\\127.0.0.2:%d\\", "http://127.0.0.1@127.0.0.2:%d/",
		"http://127.0.0.2:%d@127.0.0.2/", "http://2130706434:%d/", "http://0x7f000002:%d/", "http://0177.0.0.2:%d/", "http://127.2:%d/",
		"http://[::1]:%d/", "http://[::ffff:127.0.0.2]:%d/", "http://localhost:%d/", "http://0:%d/", "http://0.0.0.0:%d/",
		"http://127.0.0.1.nip.io:%d/", "https://127.0.0.2:%d/", "rtsp://127.0.0.2:%d/", "http://127。0。0。2:%d/", "/\\127.0.0.2:%d/",
		"http://127.0.0.1:80:%d/", "http://127.0.0.2%%00.example:%d/", "\thttp://127.0.0.2:%d/", "http://127.0.0.1%%40127.0.0.2:%d/",
		"http:127.0.0.2:%d/", "javascript:location='http://127.0.0.2:%d/'", "http://127.0.0.2:%d", "HTTP://127.0.0.2:%d/",
	}
	for _, format := range locations {
		location := fmt.Sprintf(format, p)
		t.Run(location, func(t *testing.T) {
			fronts := []string{
				redirect(location),
				page("x", "Refresh: 0; url="+location),
				page(`<meta http-equiv="refresh" content="0; url=` + location + `">`),
				page("x", "Content-Location: "+location),
			}
			for _, front := range fronts {
				camera := serve(t, web(map[string]string{"/": front}))
				got := interview(t, options{}, role(camera, model.RoleWeb), model.PortRole{Port: 1, Role: model.RoleTLS})
				for _, sent := range got.record {
					if sent.Addr != loopback || sent.Port != camera.port && sent.Port != 1 {
						t.Errorf("sent %q to %s:%d", sent.Label, sent.Addr, sent.Port)
					}
				}
			}
		})
	}
	if n := canary.accepted.Load() + sixth.accepted.Load(); n != 0 {
		t.Errorf("canaries: got %d connections, want 0", n)
	}
}

func TestRedirectToAForbiddenPathIsNotFollowed(t *testing.T) {
	for _, path := range []string{"/System/configurationFile", "/x?%61uth=1", "/onvif-http/snapshot?auth=1", "/current_config/passwd"} {
		camera := serve(t, web(map[string]string{"/": redirect(path)}))
		interview(t, options{}, role(camera, model.RoleWeb))
		for _, line := range camera.requests()[1:] {
			if !strings.Contains(line, "/favicon.ico") && !strings.Contains(line, "/onvif/device_service") {
				t.Errorf("redirected to %s: asked %q", path, line)
			}
		}
	}
}

func TestRTSPRedirectIsNotFollowed(t *testing.T) {
	canary := serveOn(t, "127.0.0.2:0", once(options200))
	camera := serve(t, speak(func(string, string) string {
		return fmt.Sprintf("RTSP/1.0 302 Moved\r\nCSeq: 1\r\nLocation: rtsp://127.0.0.2:%d/\r\n\r\n", canary.port)
	}))
	interview(t, options{}, role(camera, model.RoleRTSP))
	if n := canary.accepted.Load(); n != 0 {
		t.Errorf("canary: got %d connections, want 0", n)
	}
}
