package lab

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"camorigin/internal/model"
)

// Budget is what one device may be made to bear.
type Budget struct {
	Connections int           // completed TCP handshakes
	AtOnce      int           // connections open at once
	AtOnceRTSP  int           // of them, on RTSP ports
	Gap         time.Duration // between two connection attempts
	Requests    int           // application requests
	TLS         int           // TLS handshakes
	Protected   int           // questions that need credentials, asked without
	Bytes       int64         // read by the scanner
	Duration    time.Duration // in all
}

// DeviceBudget is the budget of every scan profile.
func DeviceBudget() Budget {
	return Budget{
		Connections: 24, AtOnce: 2, AtOnceRTSP: 1, Gap: 100 * time.Millisecond,
		Requests: 20, TLS: 4, Protected: 1, Bytes: 512 << 10, Duration: 20 * time.Second,
	}
}

// What the lab cannot measure exactly is given some room: the scheduler may
// delay an accept, and bytes that the kernel took need not have been read.
const (
	gapTolerance      = 40 * time.Millisecond
	durationTolerance = time.Second
	unreadAllowance   = 512 << 10 // bytes a connection, in the buffers of both sides
)

// check compares an account with the budget.
func (b Budget) check(c Counters, rtspPorts []uint16) []string {
	var found []string
	over := func(what string, got, allowed int) {
		if got > allowed {
			found = append(found, fmt.Sprintf("%d %s, allowed are %d", got, what, allowed))
		}
	}
	over("connections", c.Connections, b.Connections)
	over("connections at once", c.MaxAtOnce, b.AtOnce)
	for _, port := range rtspPorts {
		over(fmt.Sprintf("connections at once on RTSP port %d", port), c.MaxAtOnceByPort[port], b.AtOnceRTSP)
	}
	over("requests", c.Requests, b.Requests)
	over("TLS handshakes", c.TLSHandshakes, b.TLS)
	over("protected questions", protectedQuestions(c.Log), b.Protected)
	if c.Connections > 1 && c.ShortestGap < b.Gap-gapTolerance {
		found = append(found, fmt.Sprintf("two connections %v apart, allowed are %v", c.ShortestGap.Round(time.Millisecond), b.Gap))
	}
	if c.Duration > b.Duration+durationTolerance {
		found = append(found, fmt.Sprintf("held for %v, allowed are %v", c.Duration.Round(time.Millisecond), b.Duration))
	}
	if room := int64(c.Connections) * unreadAllowance; c.BytesOut > b.Bytes+room {
		found = append(found, fmt.Sprintf("%d bytes taken, allowed are %d", c.BytesOut, b.Bytes))
	}
	return append(found, manners(c)...)
}

// manners names what may never be sent, whatever the number.
func manners(c Counters) []string {
	var found []string
	for _, what := range c.Credentials {
		found = append(found, "credentials: "+what)
	}
	for _, what := range c.Malformed {
		found = append(found, "malformed request: "+what)
	}
	if c.StrayBytes > 0 {
		found = append(found, fmt.Sprintf("%d bytes sent to a port where nothing may be sent", c.StrayBytes))
	}
	for _, r := range c.Log {
		if !allowedMethod(r) {
			found = append(found, fmt.Sprintf("request %s %s, which may not be asked", r.Method, r.Target))
		}
	}
	return found
}

// allowedMethod reports whether a request reads only. The one POST apart from
// ONVIF is Axis' documented anonymous question.
func allowedMethod(r Request) bool {
	switch method, operation, _ := strings.Cut(r.Method, " "); method {
	case "GET", "HEAD", "OPTIONS", "DESCRIBE":
		return true
	case "POST":
		return strings.HasPrefix(operation, "Get") || r.Target == "/axis-cgi/basicdeviceinfo.cgi"
	}
	return false
}

// protectedQuestions counts the requests that a device answers only to those
// who have logged in.
func protectedQuestions(log []Request) int {
	paths := []string{"/ISAPI/", "/LAPI/", "/stw-cgi/", "/cgi-bin/magicBox.cgi", "/command/inquiry.cgi"}
	operations := []string{"POST GetDeviceInformation", "POST GetScopes", "POST GetNetworkInterfaces"}
	n := 0
	for _, r := range log {
		if slices.Contains(operations, r.Method) ||
			slices.ContainsFunc(paths, func(p string) bool { return strings.HasPrefix(r.Target, p) }) {
			n++
		}
	}
	return n
}

// rtspPorts lists the ports of a plan where RTSP is expected.
func rtspPorts(plan []Port) []uint16 {
	var ports []uint16
	for _, p := range plan {
		if p.Role == model.RoleRTSP {
			ports = append(ports, p.Number)
		}
	}
	return ports
}
