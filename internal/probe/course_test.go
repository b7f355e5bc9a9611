package probe

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

func asked(s *server, operationOrPath string) bool {
	return slices.ContainsFunc(s.requests(), func(line string) bool { return strings.Contains(line, operationOrPath) })
}

func TestFollowUpsNeedAClue(t *testing.T) {
	const path, label = "/web_caps/webCapsConfig", "http GET /web_caps/webCapsConfig"
	caps := status("200 OK", "application/json", `{"deviceType":"X"}`)
	cases := []struct {
		name, page string
		want       bool
	}{
		{"no_clue", "<title>Login</title>", false},
		{"clue_in_the_page", `<title>WEB SERVICE</title>`, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, web(map[string]string{"/": page(c.page), path: caps}))
			got := interview(t, options{iv: Interviewer{NoProtected: true}}, role(camera, model.RoleWeb))
			if has := slices.Contains(got.labels(), label); has != c.want {
				t.Errorf("got %q, want %s asked: %t", got.labels(), path, c.want)
			}
		})
	}
}

func TestClueFromAnotherPortLeadsBack(t *testing.T) {
	camera := serve(t, web(map[string]string{"/": page("hello")}))
	stream := serve(t, speak(func(string, string) string {
		return "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest realm=\"Login to 1234\", nonce=\"1\"\r\n\r\n"
	}))
	got := interview(t, options{}, role(camera, model.RoleWeb), role(stream, model.RoleRTSP))
	if last := got.evidence[len(got.evidence)-1]; last.Request != "GET /web_caps/webCapsConfig" || last.Port != int(camera.port) {
		t.Errorf("got %q, want to go back to the web port", got.labels())
	}
}

func TestFollowUpsAreFew(t *testing.T) {
	var every strings.Builder
	for _, q := range Questions() {
		for _, clue := range q.When {
			every.WriteString(clue.Text + "\n")
		}
	}
	camera := serve(t, web(map[string]string{"/": page(every.String())}))
	got := interview(t, options{}, role(camera, model.RoleWeb))
	followUps := 0
	for _, line := range camera.requests() {
		if !strings.HasPrefix(line, "GET / ") && !strings.Contains(line, "favicon") && !strings.Contains(line, "/onvif/") {
			followUps++
		}
	}
	if most := 4 + 1; followUps > most { // with the one protected question
		t.Errorf("got %d further paths, want at most %d:\n%q", followUps, most, camera.requests())
	}
	if got.asked.Requests > 20 {
		t.Errorf("requests: got %d, want at most 20", got.asked.Requests)
	}
}

func TestJudgeEndsTheInterview(t *testing.T) {
	cases := []struct {
		name    string
		settled Settled
	}{
		{"other_equipment", Settled{Other: true}},
		{"nothing_more_to_learn", Settled{Enough: true}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			device := serve(t, web(map[string]string{"/": page("<title>Printer</title>")}))
			stream := rtspServer(t)
			judge := judgeFunc(func(e []model.Evidence) Settled {
				if len(e) == 0 {
					return Settled{}
				}
				return c.settled
			})
			got := interview(t, options{iv: Interviewer{Judge: judge}}, role(device, model.RoleWeb), role(stream, model.RoleRTSP))
			got.want(t, "http GET /")
			if stream.accepted.Load() != 0 {
				t.Error("the next port was opened, want the device to be left")
			}
		})
	}
}

func TestSignsOfDistressEndTheInterview(t *testing.T) {
	cases := []struct {
		name, answer string
		role         model.Role
	}{
		{"unavailable", status("503 Service Unavailable", "text/html", ""), model.RoleWeb},
		{"too_many", status("429 Too Many Requests", "text/html", ""), model.RoleWeb},
		{"retry_after", page("busy", "Retry-After: 30"), model.RoleWeb},
		{"bandwidth", "RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: 1\r\n\r\n", model.RoleRTSP},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			device := serve(t, speak(func(string, string) string { return c.answer }))
			next := rtspServer(t)
			got := interview(t, options{}, model.PortRole{Port: device.port, Role: c.role}, role(next, model.RoleRTSP))
			if len(got.evidence) != 1 || got.asked.Distress == "" {
				t.Errorf("got %q and distress %q, want one answer and distress", got.labels(), got.asked.Distress)
			}
			if next.accepted.Load() != 0 {
				t.Error("the next port was opened, want the device to be left alone")
			}
		})
	}
}

func TestBudgetOfQuestions(t *testing.T) {
	camera := serve(t, web(map[string]string{"/": page("hello")}))
	got := interview(t, options{limits: netx.Limits{Requests: 2}}, role(camera, model.RoleWeb))
	got.want(t, "http GET /", "http GET /favicon.ico", "onvif POST /onvif/device_service GetSystemDateAndTime: budget-spent")
	if got.asked.Requests != 2 || len(camera.requests()) != 2 {
		t.Errorf("requests: got %d sent, %d heard, want 2", got.asked.Requests, len(camera.requests()))
	}
}

// TestEverythingOpen has a device with all ports of the default list open, each
// of which closes after an answer: the most that an interview can cost.
func TestEverythingOpen(t *testing.T) {
	var every strings.Builder
	for _, q := range Questions() {
		for _, clue := range q.When {
			every.WriteString(clue.Text + "\n")
		}
	}
	roles := []model.Role{model.RoleWeb, model.RoleWeb, model.RoleWeb, model.RoleRTSP, model.RoleONVIF, model.RoleWeb,
		model.RoleWeb, model.RoleWeb, model.RoleRTSP, model.RoleONVIF, model.RoleSilent, model.RoleSilent, model.RoleSilent}
	var ports []model.PortRole
	for _, r := range roles {
		s := serve(t, once(page(every.String())))
		ports = append(ports, role(s, r))
	}
	got := interview(t, options{}, ports...)
	if got.asked.Requests > 20 || got.asked.Connections > 24 || got.asked.TLS > 4 {
		t.Errorf("got %d requests, %d connections, %d TLS handshakes, want at most 20, 24, 4",
			got.asked.Requests, got.asked.Connections, got.asked.TLS)
	}
}

func TestCancelledInterviewEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	camera := serve(t, speak(func(string, string) string {
		cancel()
		return page("hello")
	}))
	next := rtspServer(t)
	got := interview(t, options{ctx: ctx}, role(camera, model.RoleWeb), role(next, model.RoleRTSP))
	if len(got.evidence) != 1 || next.accepted.Load() != 0 {
		t.Errorf("got %q, want nothing after the end of the context", got.labels())
	}
}

func TestFurtherPortsGetLessTime(t *testing.T) {
	camera := serve(t, web(map[string]string{"/": page("hello")}))
	waits := serve(t, func(_ *server, c net.Conn) { _, _ = c.Read(make([]byte, 4096)); _, _ = c.Read(make([]byte, 1)) })
	got := interview(t, options{iv: Interviewer{Step: time.Minute}}, role(camera, model.RoleWeb), role(waits, model.RoleWeb))
	if last := got.evidence[len(got.evidence)-1]; last.Outcome != model.Timeout || got.took > 10*time.Second {
		t.Errorf("got %q in %s, want a time-out by what the first port took", got.labels(), got.took)
	}
}

func TestIconIsAskedOnce(t *testing.T) {
	plain := serve(t, web(map[string]string{"/": page("hello")}))
	other := serve(t, web(map[string]string{"/": page("hello")}))
	interview(t, options{}, role(plain, model.RoleWeb), role(other, model.RoleWeb))
	if !asked(plain, "favicon") || asked(other, "favicon") {
		t.Errorf("got %q and %q, want the icon of the first server that shows a page", plain.requests(), other.requests())
	}
}

func TestUnreachableNeighbourPortsDoNotStopTheInterview(t *testing.T) {
	gone := serve(t, func(*server, net.Conn) {})
	gone.listener.Close()
	stream := rtspServer(t)
	got := interview(t, options{}, role(gone, model.RoleWeb), role(stream, model.RoleRTSP))
	got.want(t, "tcp connect: refused", "rtsp OPTIONS /", "rtsp DESCRIBE /")
	if want := fmt.Sprintf("%d OPTIONS /", stream.port); !slices.Contains(got.asked.Sent, want) {
		t.Errorf("sent: got %q, want %q", got.asked.Sent, want)
	}
}
