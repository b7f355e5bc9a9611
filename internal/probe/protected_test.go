package probe

import (
	"net"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
)

// protectedSent are the protected questions among what a run sent.
func protectedSent(r run) []string {
	var sent []string
	for _, q := range Questions() {
		for _, line := range r.asked.Sent {
			if q.Protected && strings.HasSuffix(line, " "+q.Label()) {
				sent = append(sent, q.Label())
			}
		}
	}
	return sent
}

func TestProtectedQuestion(t *testing.T) {
	const (
		isapi  = "GET /ISAPI/System/deviceInfo"
		device = "POST /onvif/device_service GetDeviceInformation"
		hik    = `<script>window.location.href = "/doc/page/login.asp?_" + Date.now()</script>`
	)
	deniedPage := status("401 Unauthorized", "text/html", "", `WWW-Authenticate: Digest realm="Example", nonce="1"`)
	known := func(maker, model_ bool) Judge {
		return judgeFunc(func([]model.Evidence) Settled { return Settled{Maker: maker, Model: model_} })
	}
	withInformation := preAuth()
	withInformation["GetDeviceInformation"] = done("GetDeviceInformation")
	deniesHostname := preAuth()
	deniesHostname["GetHostname"] = fault("ter:NotAuthorized")

	cases := []struct {
		name   string
		iv     Interviewer
		camera func(*server, net.Conn) // what the web port answers
		want   []string
	}{
		{"onvif_when_it_spoke", Interviewer{}, onvifDevice(page("hello"), withInformation), []string{device}},
		{"nothing_without_clue_or_onvif", Interviewer{}, web(map[string]string{"/": page("hello")}), nil},
		{"vendor_by_clue", Interviewer{}, web(map[string]string{"/": page(hik)}), []string{isapi}},
		{"onvif_before_vendor", Interviewer{}, onvifDevice(page(hik), withInformation), []string{device}},
		{"maker_and_model_known", Interviewer{Judge: known(true, true)}, onvifDevice(page(hik), withInformation), nil},
		{"only_maker_known", Interviewer{Judge: known(true, false)}, web(map[string]string{"/": page(hik)}), []string{isapi}},
		{"only_model_known", Interviewer{Judge: known(false, true)}, web(map[string]string{"/": page(hik)}), []string{isapi}},
		{"gentle", Interviewer{Gentle: true}, onvifDevice(page(hik), withInformation), nil},
		{"switched_off", Interviewer{NoProtected: true}, onvifDevice(page(hik), withInformation), nil},
		{"web_service_refused", Interviewer{}, web(map[string]string{"/": page(hik), "/SDK/activateStatus": deniedPage}), nil},
		{"web_service_forbade", Interviewer{},
			web(map[string]string{"/": page(hik), "/favicon.ico": status("403 Forbidden", "text/html", "")}), nil},
		{"web_service_refused_onvif_did_not", Interviewer{}, onvifDevice(deniedPage, withInformation), []string{device}},
		{"onvif_refused_hostname", Interviewer{}, onvifDevice(page("hello"), deniesHostname), nil},
		{"onvif_refused_web_did_not", Interviewer{}, onvifDevice(page(hik), deniesHostname), []string{isapi}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, c.camera)
			got := interview(t, options{iv: c.iv}, role(camera, model.RoleWeb))
			if sent := protectedSent(got); !slices.Equal(sent, c.want) {
				t.Fatalf("protected questions: got %q, want %q\nall: %q", sent, c.want, got.asked.Sent)
			}
			if want := strings.Join(c.want, ""); got.asked.Protected != want {
				t.Errorf("account: got %q, want %q", got.asked.Protected, want)
			}
			if last := got.asked.Sent[len(got.asked.Sent)-1]; c.want != nil && !strings.HasSuffix(last, c.want[0]) {
				t.Errorf("last question: got %q, want the protected one", last)
			}
		})
	}
}

func TestProtectedQuestionComesAfterAllPorts(t *testing.T) {
	camera := serve(t, onvifDevice(page("hello"), preAuth()))
	stream := rtspServer(t)
	got := interview(t, options{dialed: true}, role(camera, model.RoleWeb), role(stream, model.RoleRTSP))
	if last := got.evidence[len(got.evidence)-1]; !strings.HasSuffix(last.Request, "GetDeviceInformation") {
		t.Errorf("got %q, want the protected question last", got.labels())
	}
}
