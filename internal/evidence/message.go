package evidence

import (
	"bytes"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/wire/banner"
	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/html"
	"camorigin/internal/wire/message"
	"camorigin/internal/wire/sdp"
	"camorigin/internal/wire/soap"
)

// The fields from which others are derived.
const (
	fieldHTTPBody     = "http.body"
	fieldHTTPHeader   = "http.header"
	fieldHTTPWWWAuth  = "http.www_authenticate"
	fieldONVIFBody    = "onvif.body"
	fieldRTSPSDP      = "rtsp.sdp"
	fieldRTSPHeader   = "rtsp.header"
	fieldRTSPWWWAuth  = "rtsp.www_authenticate"
	contentTypeHeader = "Content-Type"
)

// message reads an answer on a port where HTTP, RTSP or ONVIF was asked, or
// nothing, and returns the protocol that it is in.
func (f *facts) message(e model.Evidence) string {
	m := message.Parse(e.Response)
	switch {
	case m.Speaks("RTSP"), e.Protocol == protocolRTSP && m.Proto == "" && !bytes.HasPrefix(m.Body, []byte("<")):
		f.rtsp(m)
		return protocolRTSP
	case m.Speaks("SIP"):
		f.add("sip.user_agent", banner.SIP(e.Response))
		return "sip"
	case bytes.HasPrefix(e.Response, []byte("SSH-")):
		f.add("ssh.banner", banner.SSH(e.Response))
		return "ssh"
	case e.Protocol == protocolTCP && m.Proto == "":
		f.addText("tcp.banner", e.Response)
		return protocolTCP
	}
	return f.http(e, m)
}

// http reads an HTTP answer, or a body without a head, and tells ONVIF by its
// document.
func (f *facts) http(e model.Evidence, m message.Message) string {
	path := requestPath(e.Request)
	if m.Status > 0 {
		f.add("http.status", strconv.Itoa(m.Status))
	}
	f.add("http.path", path)
	f.headers(fieldHTTPHeader, m)
	if image(m.Body) {
		f.favicon(e, m, path)
		return protocolHTTP
	}
	if binary(m) {
		return protocolHTTP
	}
	text := charset.Decode(m.Body, m.Get(contentTypeHeader))
	isONVIF := onvifDocument(text, e.Protocol == protocolONVIF)
	if isONVIF {
		f.add(fieldONVIFBody, text)
	}
	if !isONVIF || e.Protocol == protocolHTTP {
		f.add(fieldHTTPBody, html.Unquoted(text))
	}
	if isONVIF {
		return protocolONVIF
	}
	return protocolHTTP
}

// rtsp reads an RTSP answer; session descriptions only count as such.
func (f *facts) rtsp(m message.Message) {
	if m.Status > 0 {
		f.add("rtsp.status", strings.TrimSpace(strconv.Itoa(m.Status)+" "+charset.Decode([]byte(m.Reason), "")))
	}
	f.headers(fieldRTSPHeader, m)
	if text := charset.Decode(m.Body, m.Get(contentTypeHeader)); sdp.Is(text) {
		f.add(fieldRTSPSDP, text)
	}
}

func (f *facts) headers(field string, m message.Message) {
	for _, h := range m.Headers {
		f.add(field, charset.Decode([]byte(h.Raw), ""))
	}
}

// requestPath takes the path out of "GET /favicon.ico".
func requestPath(request string) string {
	words := strings.Fields(request)
	if len(words) < 2 || !strings.HasPrefix(words[1], "/") {
		return ""
	}
	return words[1]
}

// onvifDocument reports whether a document is an ONVIF message. Where an ONVIF
// question was asked, any SOAP message counts, and a piece of one.
func onvifDocument(text string, asked bool) bool {
	if !asked && !strings.Contains(text, "Envelope") {
		return false
	}
	a := soap.Read(text)
	if a.SOAP() {
		return asked || a.ONVIF()
	}
	return asked && a.Root != "" && !strings.EqualFold(a.Root, "html") && strings.Contains(text, "onvif")
}

// binary reports whether a body is no text, by its content type or its bytes.
func binary(m message.Message) bool {
	kind, _, _ := strings.Cut(strings.ToLower(m.Get(contentTypeHeader)), "/")
	if kind == "image" || kind == "video" || kind == "audio" {
		return !bytes.Contains(m.Body[:min(len(m.Body), 64)], []byte("<"))
	}
	head := m.Body[:min(len(m.Body), 512)]
	return len(head) > 16 && bytes.Count(head, []byte{0})*4 > len(head) && !bytes.ContainsRune(head, '<')
}
