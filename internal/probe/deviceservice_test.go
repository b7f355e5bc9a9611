package probe

import (
	"net"
	"strings"
	"testing"

	"camorigin/internal/model"
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

func TestClosedPortsAreNotTriedForONVIF(t *testing.T) {
	var ports []model.PortRole
	for range 4 {
		gone := serve(t, func(*server, net.Conn) {})
		gone.listener.Close()
		ports = append(ports, role(gone, model.RoleONVIF))
	}
	camera := serve(t, onvifDevice(page("hello"), preAuth()))
	got := interview(t, options{}, append(ports, role(camera, model.RoleWeb))...)
	if _, ok := got.find("onvif", "POST /onvif/device_service GetHostname"); !ok {
		t.Errorf("got %q, want ONVIF on the port that is open", got.labels())
	}
}

func TestONVIFIsTriedOnThreePorts(t *testing.T) {
	var ports []model.PortRole
	for range 5 {
		ports = append(ports, role(serve(t, web(map[string]string{"/": page("hello")})), model.RoleWeb))
	}
	got := interview(t, options{}, ports...)
	tries := 0
	for _, line := range got.asked.Sent {
		if strings.HasSuffix(line, "GetSystemDateAndTime") {
			tries++
		}
	}
	if tries != 3 {
		t.Errorf("got %d tries, want 3: %q", tries, got.asked.Sent)
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
