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

const (
	soapHead = `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>`
	soapTail = `</s:Body></s:Envelope>`
)

func soapAnswer(line, body string) string {
	return status(line, "application/soap+xml", soapHead+body+soapTail)
}

func fault(code string) string {
	return soapAnswer("400 Bad Request", `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>`+code+
		`</s:Value></s:Subcode></s:Code></s:Fault>`)
}

// onvifDevice answers the operations of answers; other operations get a fault,
// and GETs the given page.
func onvifDevice(front string, answers map[string]string) func(*server, net.Conn) {
	return speak(func(line, body string) string {
		if strings.HasPrefix(line, "GET ") {
			return front
		}
		for operation, answer := range answers {
			if strings.Contains(body, "tds:"+operation+">") {
				return answer
			}
		}
		return fault("ter:ActionNotSupported")
	})
}

func done(operation string) string {
	return soapAnswer("200 OK", "<tds:"+operation+"Response></tds:"+operation+"Response>")
}

func preAuth() map[string]string {
	return map[string]string{
		"GetSystemDateAndTime": done("GetSystemDateAndTime"), "GetServices": done("GetServices"), "GetHostname": done("GetHostname"),
	}
}

func asked(s *server, operationOrPath string) bool {
	return slices.ContainsFunc(s.requests(), func(line string) bool { return strings.Contains(line, operationOrPath) })
}

func TestONVIFOnTheWebPort(t *testing.T) {
	camera := serve(t, onvifDevice(page("hello"), preAuth()))
	other := serve(t, web(map[string]string{"/": page("second")}))
	got := interview(t, options{iv: Interviewer{NoProtected: true}, dialed: true}, role(camera, model.RoleWeb), role(other, model.RoleWeb))
	got.want(t, "http GET /", "http GET /favicon.ico", "onvif POST /onvif/device_service GetSystemDateAndTime",
		"onvif POST /onvif/device_service GetServices", "onvif POST /onvif/device_service GetHostname", "http GET /")
	if n := camera.accepted.Load(); n != 1 {
		t.Errorf("connections: got %d, want 1", n)
	}
	if asked(other, "/onvif/") {
		t.Error("the second port was asked for ONVIF, want the first to be enough")
	}
}

func TestONVIFFallsBackToCapabilities(t *testing.T) {
	answers := preAuth()
	delete(answers, "GetServices")
	answers["GetCapabilities"] = done("GetCapabilities")
	camera := serve(t, onvifDevice("", answers))
	got := interview(t, options{iv: Interviewer{NoProtected: true}}, role(camera, model.RoleONVIF))
	got.want(t, "onvif POST /onvif/device_service GetSystemDateAndTime", "onvif POST /onvif/device_service GetServices",
		"onvif POST /onvif/device_service GetCapabilities", "onvif POST /onvif/device_service GetHostname")
}

func TestONVIFThatRefusesIsLeft(t *testing.T) {
	camera := serve(t, onvifDevice("", map[string]string{"GetSystemDateAndTime": fault("ter:NotAuthorized")}))
	got := interview(t, options{}, role(camera, model.RoleONVIF))
	got.want(t, "onvif POST /onvif/device_service GetSystemDateAndTime")
}

func TestPageInsteadOfONVIFIsNoSecondFamily(t *testing.T) {
	camera := serve(t, web(map[string]string{"/": page("hello")}))
	got := interview(t, options{}, role(camera, model.RoleONVIF))
	for _, e := range got.evidence {
		if e.Protocol == "onvif" {
			t.Errorf("got %s as onvif, want http", e.Request)
		}
	}
	if _, ok := got.find("http", "GET /"); !ok {
		t.Errorf("got %q, want the page too", got.labels())
	}
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
			got := interview(t, options{limits: netx.Limits{Step: step}}, role(camera, model.RoleWeb))
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
