package probe

import "camorigin/internal/wire/soap"

// Protocol is what a question is asked in, and what an answer turned out to be.
type Protocol string

// The protocols, by their names in the evidence vocabulary. Silent stands for
// opening a port, listening for a moment and closing it.
const (
	HTTP   Protocol = "http"
	TLS    Protocol = "tls"
	RTSP   Protocol = "rtsp"
	ONVIF  Protocol = "onvif"
	Silent Protocol = "tcp"
)

// Question is one thing that a device may be asked. Questions come from the
// literal list of Questions and from nowhere else: no device, rule or file can
// add one.
type Question struct {
	Name     string   // permanent, unique
	Protocol Protocol // what it is asked in
	Method   string   // HTTP or RTSP method; for TLS and Silent a word for the label
	Path     string   // HTTP target or RTSP path; empty for TLS and Silent

	Operation soap.Operation // ONVIF: the operation whose envelope is the body
	JSON      string         // HTTP: a body, which only one documented question has

	When      []Clue // asked only when one of them holds; always, when there is none
	After     string // asked only when the named question was asked and not answered with 200
	Protected bool   // a protected question: see the rules at mayAskProtected
	Purpose   string // what it is asked for
}

// Label is the short form for the evidence and the log: method and path, with
// the ONVIF operation.
func (q Question) Label() string {
	label := q.Method
	if q.Path != "" {
		label += " " + q.Path
	}
	if q.Operation != "" {
		label += " " + string(q.Operation)
	}
	return label
}

// body is what the request carries, and its media type.
func (q Question) body() (body, contentType string) {
	if q.Operation != "" {
		return string(q.Operation.Request()), soap.ContentType
	}
	if q.JSON != "" {
		return q.JSON, "application/json"
	}
	return "", ""
}
