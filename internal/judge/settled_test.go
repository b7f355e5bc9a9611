package judge_test

import (
	"testing"

	"camorigin/internal/judge"
	"camorigin/internal/model"
)

// A device is left alone only when it is surely no surveillance equipment:
// recording software may run on a network disk.
func TestSettledLeavesOnlySureOthers(t *testing.T) {
	j := embeddedJudge(t)
	for name, test := range map[string]struct {
		response string
		want     judge.Settled
	}{
		"printer":      {"HTTP/1.1 200 OK\r\nServer: HP HTTP Server; HP LaserJet M404dn\r\n\r\n<title>HP LaserJet M404dn</title>", judge.Settled{Other: true}},
		"network_disk": {"HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n<title>DS220 - Synology DiskStation</title>", judge.Settled{}},
		"start_page":   {"HTTP/1.1 200 OK\r\nServer: Microsoft-IIS/10.0\r\n\r\n<title>IIS Windows Server</title>", judge.Settled{}},
		"nobody":       {"HTTP/1.1 200 OK\r\nServer: lighttpd\r\n\r\n", judge.Settled{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := j.Settled([]model.Evidence{{Host: "192.0.2.1", Port: 80, Protocol: "http", Request: "GET /", Response: []byte(test.response)}})
			got.Maker = false // a network disk may have a known maker
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
