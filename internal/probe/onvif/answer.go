// Package onvif reads from an answer of an ONVIF device service what an
// interview has to know before it asks on. The questions themselves come from
// wire/soap; facts are read out of the answers elsewhere.
//
// The ONVIF Core specification sorts operations into access classes. Those of
// the class PRE_AUTH (GetSystemDateAndTime, GetServices, GetCapabilities,
// GetHostname and a few more) must be answered to anybody. GetDeviceInformation
// is READ_SYSTEM: many devices answer it, a conforming one refuses it.
package onvif

import (
	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/message"
	"camorigin/internal/wire/soap"
)

// Speaks reports whether the answer is ONVIF, a fault included. Neither the page
// that a web server sends for a path it does not know nor the fault of some
// other SOAP service is.
func Speaks(m message.Message) bool {
	answer := read(m)
	return answer.SOAP() && answer.ONVIF()
}

// Denied reports whether the answer refuses the question for want of
// credentials: status 401 or 403, or the fault ter:NotAuthorized, which devices
// send with 400, 401 or 500.
func Denied(m message.Message) bool {
	return m.Status == 401 || m.Status == 403 || read(m).Fault.NotAuthorized()
}

func read(m message.Message) soap.Answer {
	return soap.Read(charset.Decode(m.Body, m.Get("Content-Type")))
}
