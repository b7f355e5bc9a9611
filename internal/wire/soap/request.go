// Package soap builds the ONVIF questions that a device answers to anybody,
// and reads SOAP answers without insisting on well-formed XML. It knows no
// credentials: no envelope of this package has a security header.
package soap

import (
	"fmt"
	"strings"
)

// Operation is a read-only operation of the ONVIF device service.
type Operation string

// The operations. By the access classes of the ONVIF Core specification the
// first four must be answered without credentials (PRE_AUTH); the others read
// system data and may be refused.
const (
	GetSystemDateAndTime Operation = "GetSystemDateAndTime"
	GetCapabilities      Operation = "GetCapabilities"
	GetServices          Operation = "GetServices"
	GetHostname          Operation = "GetHostname"
	GetScopes            Operation = "GetScopes"
	GetDeviceInformation Operation = "GetDeviceInformation"
	GetNetworkInterfaces Operation = "GetNetworkInterfaces"
)

// Operations lists every operation that this package can ask.
func Operations() []Operation {
	return []Operation{
		GetSystemDateAndTime, GetCapabilities, GetServices, GetHostname,
		GetScopes, GetDeviceInformation, GetNetworkInterfaces,
	}
}

// The namespaces of the requests.
const (
	envelopeNamespace = "http://www.w3.org/2003/05/soap-envelope"
	deviceNamespace   = "http://www.onvif.org/ver10/device/wsdl"
)

// ContentType is the media type of a request. The action parameter is
// optional in SOAP 1.2, and some devices refuse it.
const ContentType = "application/soap+xml; charset=utf-8"

// DevicePath is the fixed entry point of the ONVIF device service.
const DevicePath = "/onvif/device_service"

// Request returns the SOAP 1.2 envelope of an operation.
func (op Operation) Request() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	fmt.Fprintf(&b, `<s:Envelope xmlns:s=%q xmlns:tds=%q>`, envelopeNamespace, deviceNamespace)
	fmt.Fprintf(&b, `<s:Body><tds:%s>%s</tds:%[1]s></s:Body></s:Envelope>`, op, op.arguments())
	b.WriteString("\n")
	return []byte(b.String())
}

// arguments are the elements that the schema requires inside the request.
func (op Operation) arguments() string {
	switch op {
	case GetCapabilities:
		return `<tds:Category>All</tds:Category>`
	case GetServices:
		return `<tds:IncludeCapability>false</tds:IncludeCapability>`
	}
	return ""
}
