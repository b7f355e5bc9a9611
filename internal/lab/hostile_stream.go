package lab

import (
	"fmt"
	"strings"
)

// hostileStream are the kinds that begin by reading an RTSP request.
func hostileStream() []hostileKind {
	asked := func(act func(a assault, seq string)) func(assault) {
		return func(a assault) {
			if r, ok := a.request(); ok {
				act(a, r.header.Get("CSeq"))
			}
		}
	}
	return []hostileKind{
		{"rtsp-huge-length", "RTSP with a Content-Length of twenty digits, and garbage for a body", asked(func(a assault, seq string) {
			a.send("RTSP/1.0 200 OK\r\nCSeq: " + seq + "\r\nContent-Type: application/sdp\r\nContent-Length: 99999999999999999999\r\n\r\n")
			a.flood(strings.Repeat("\x00\xff\x1b]0;v=0\r\n", 1000))
		})},
		{"rtsp-odd-cseq", "RTSP answers whose CSeq is cut, huge, negative or missing, another one each time", asked(func(a assault, _ string) {
			odd := []string{
				"RTSP/1.0 200 OK\r\nCSeq: ", "RTSP/1.0 200 OK\r\nCSeq:", "RTSP/1.0 200 OK\r\nCSeq: \r\n",
				"RTSP/1.0 200 OK\r\nCSeq: 99999999999999999999999999\r\n\r\n", "RTSP/1.0 200 OK\r\nCSeq: -1\r\n\r\n",
				"RTSP/1.0 200\r\n\r\n", "RTSP/1.0\r\n\r\n", "\r\n\r\n", "$\x00\xff\xff",
			}
			a.send(odd[a.turn%len(odd)])
		})},
		{"rtsp-endless-headers", "RTSP header lines that never end", asked(func(a assault, seq string) {
			a.send("RTSP/1.0 200 OK\r\nCSeq: " + seq + "\r\n")
			a.flood(strings.Repeat("X-Filler: 0123456789abcdef\r\n", 600))
		})},
		{"rtsp-redirect-out", "RTSP redirects and stream addresses that point elsewhere", asked(func(a assault, seq string) {
			elsewhere := "rtsp://" + a.v["canary"] + ":" + a.v["port:rtsp"] + "/"
			sdp := fmt.Sprintf("v=0\r\no=- 0 0 IN IP4 %s\r\ns=elsewhere\r\nc=IN IP4 %s\r\na=control:%s\r\n", a.v["canary"], a.v["canary"], elsewhere)
			a.send(fmt.Sprintf("RTSP/1.0 302 Moved Temporarily\r\nCSeq: %s\r\nLocation: %s\r\nContent-Base: %s\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",
				seq, elsewhere, elsewhere, len(sdp), sdp))
		})},
		{"rtsp-busy", "453 Not Enough Bandwidth to everything", asked(func(a assault, seq string) {
			a.send("RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: " + seq + "\r\n\r\n")
		})},
	}
}
