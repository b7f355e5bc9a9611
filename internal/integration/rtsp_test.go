//go:build integration

package integration

import (
	"fmt"
	"os/exec"
	"slices"
	"testing"

	"camorigin/internal/model"
)

// python is the interpreter that Debian's GStreamer bindings belong to.
const python = "/usr/bin/python3"

func startRTSP(t *testing.T, path string, realm ...string) int {
	t.Helper()
	try := `import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer`
	if out, err := exec.Command(python, "-c", try).CombinedOutput(); err != nil {
		t.Skipf("the GStreamer RTSP server is not installed: %v %.200s", err, out)
	}
	port := freePort(t)
	start(t, port, python, append([]string{"testdata/rtsp_server.py", fmt.Sprint(port), path}, realm...)...)
	return port
}

func TestGStreamerOpenStream(t *testing.T) {
	device := scan(t, startRTSP(t, "/"), model.RoleRTSP)
	check(t, device, "", device.Surveillance) // a stream without a name: no maker, whatever the kind
	if !slices.ContainsFunc(device.Findings, func(f model.Finding) bool { return f.Check == "rtsp-open-description" }) {
		t.Errorf("findings: got %v, want rtsp-open-description", device.Findings)
	}
}

func TestGStreamerRealms(t *testing.T) {
	cases := []struct{ name, realm, maker string }{
		{"shared_stack", "GStreamer RTSP Server", ""},
		{"shared_realm", "LIVE555 Streaming Media", ""},
		{"realm_of_a_hikvision", "IP Camera(C1234)", "hikvision"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			device := scan(t, startRTSP(t, "/", c.realm), model.RoleRTSP)
			check(t, device, c.maker, device.Surveillance)
			if len(device.Ports) != 1 || device.Ports[0].Protocol != "rtsp" {
				t.Errorf("ports: got %v, want one that speaks rtsp", device.Ports)
			}
		})
	}
}
