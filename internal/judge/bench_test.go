package judge_test

import (
	"testing"
	"time"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/evidence"
	"camorigin/internal/i18n"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/origin/oui"
	"camorigin/internal/rules"
)

// embeddedJudge is the judge of a run: everything that the program embeds.
func embeddedJudge(b testing.TB) *judge.Judge {
	b.Helper()
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		b.Fatal(err)
	}
	set, err := rules.Load(fingerprints.FS, kb)
	if err != nil {
		b.Fatal(err)
	}
	policy, err := assess.LoadPolicy(fingerprints.FS, "default", kb)
	if err != nil {
		b.Fatal(err)
	}
	table, err := oui.Load()
	if err != nil {
		b.Fatal(err)
	}
	company := func(mac string) string { name, _ := table.Company(mac); return name }
	words, err := i18n.Load(i18n.English)
	if err != nil {
		b.Fatal(err)
	}
	return &judge.Judge{
		Extractor: evidence.Extractor{MACCompany: company},
		Words:     words, Rules: set, Knowledge: kb, Policy: policy, AsOf: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
	}
}

// camera is what a camera of the usual sort says when it is interviewed: two
// pages, an RTSP greeting, ONVIF scopes and host name.
func camera() []model.Evidence {
	const host = "10.0.0.7"
	page := "HTTP/1.1 200 OK\r\nServer: webserver\r\nContent-Type: text/html\r\nX-Frame-Options: SAMEORIGIN\r\n\r\n" +
		`<!doctype html><html><head><title></title><meta http-equiv="X-UA-Compatible" content="IE=edge"><script>` +
		`function go(){ window.location.href = "/doc/page/login.asp?_" + (new Date()).getTime(); }</script></head><body onload="go()"></body></html>`
	stream := "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest realm=\"4419b6000001\", nonce=\"0f3a\", stale=\"FALSE\"\r\n" +
		"WWW-Authenticate: Basic realm=\"4419b6000001\"\r\nDate:  Tue, Nov 24 2026 10:00:00 GMT\r\n\r\n"
	scopes := "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n" +
		`<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema"><env:Body><tds:GetScopesResponse>` +
		`<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>onvif://www.onvif.org/type/video_encoder</tt:ScopeItem></tds:Scopes>` +
		`<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>onvif://www.onvif.org/hardware/DS-2CD2043G0-I</tt:ScopeItem></tds:Scopes>` +
		`<tds:Scopes><tt:ScopeDef>Configurable</tt:ScopeDef><tt:ScopeItem>onvif://www.onvif.org/name/HIKVISION%20DS-2CD2043G0-I</tt:ScopeItem></tds:Scopes>` +
		`</tds:GetScopesResponse></env:Body></env:Envelope>`
	return []model.Evidence{
		{Host: host, Port: 80, Protocol: "http", Request: "GET /", Response: []byte(page)},
		{Host: host, Port: 80, Protocol: "http", Request: "GET /doc/page/login.asp", Response: []byte(page)},
		{Host: host, Port: 554, Protocol: "rtsp", Request: "OPTIONS", Response: []byte(stream)},
		{Host: host, Port: 554, Protocol: "rtsp", Request: "DESCRIBE", Response: []byte(stream)},
		{Host: host, Port: 80, Protocol: "onvif", Request: "POST /onvif/device_service GetScopes", Response: []byte(scopes)},
	}
}

// BenchmarkDevice is the work for one device once it has answered.
func BenchmarkDevice(b *testing.B) {
	j, list := embeddedJudge(b), camera()
	if d := j.Device("10.0.0.7", "", list); d.Maker == nil || d.Maker.ID != "hikvision" {
		b.Fatalf("got maker %+v, want hikvision", d.Maker)
	}
	b.ReportAllocs()
	for b.Loop() {
		j.Device("10.0.0.7", "", list)
	}
}

// BenchmarkSettled is the work between two questions to a device.
func BenchmarkSettled(b *testing.B) {
	j, list := embeddedJudge(b), camera()
	b.ReportAllocs()
	for b.Loop() {
		j.Settled(list)
	}
}

// The loads are what every run of the program begins with.
func BenchmarkLoadKnowledge(b *testing.B) {
	for b.Loop() {
		if _, err := origin.Load(fingerprints.FS); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadRules(b *testing.B) {
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := rules.Load(fingerprints.FS, kb); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadPrefixes(b *testing.B) {
	for b.Loop() {
		if _, err := oui.Load(); err != nil {
			b.Fatal(err)
		}
	}
}
