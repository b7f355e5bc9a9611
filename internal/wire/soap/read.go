package soap

import (
	"slices"
	"strings"

	"camorigin/internal/wire/xmlscan"
)

// maxValues bounds every list of an answer.
const maxValues = 256

// Answer is what a SOAP document says, whatever operation it answers. Fields
// that it does not have are empty.
type Answer struct {
	Root      string // local name of the outermost element
	Operation string // local name of the first element in the body

	Manufacturer, Model, Firmware, Serial, Hardware string // GetDeviceInformation

	Hostname          string
	DateTime          string   // "2026-01-02T03:04:05Z"; without the Z when only local time is given
	TimeZone          string   // POSIX, as sent
	Scopes            []string // as sent, percent-encoded
	XAddrs            []string
	Namespaces        []string // declared on elements, and those of GetServices
	HardwareAddresses []string // as sent
	Fault             *Fault
}

// Fault is a refusal.
type Fault struct {
	Codes  []string // code and subcodes, outermost first, as sent: "env:Sender", "ter:NotAuthorized"
	Reason string
}

// NotAuthorized reports whether the device wants credentials.
func (f *Fault) NotAuthorized() bool {
	return f != nil && slices.ContainsFunc(f.Codes, func(code string) bool {
		return strings.Contains(code, "NotAuthorized") || strings.Contains(code, "FailedAuthentication")
	})
}

// SOAP reports whether the document is a SOAP message at all.
func (a Answer) SOAP() bool { return a.Root == "Envelope" }

// ONVIF reports whether the document speaks ONVIF: one of its namespaces is
// declared, or an answer to one of this package's questions is in it.
func (a Answer) ONVIF() bool {
	for _, op := range Operations() {
		if a.Operation == string(op)+"Response" {
			return true
		}
	}
	return slices.ContainsFunc(a.Namespaces, func(ns string) bool { return strings.Contains(ns, "onvif") })
}

// Read reads a document in UTF-8, which may be cut, not well-formed or no SOAP
// at all. What was understood before the reading stopped is returned; a value
// that is cut is left out.
func Read(doc string) Answer {
	r := reader{clock: map[string]int{}}
	// Why a walk stopped does not matter here: what it met before is kept.
	_ = xmlscan.Walk(doc, xmlscan.Visitor{Start: r.start, Text: r.text})
	r.answer.DateTime = r.dateTime()
	return r.answer
}

type reader struct {
	answer Answer
	clock  map[string]int // parts of the time, by "UTC" or "Local" and name
}

func (r *reader) start(path []string, attrs []xmlscan.Attr) {
	name := path[len(path)-1]
	switch {
	case len(path) == 1 && r.answer.Root == "":
		r.answer.Root = name
	case len(path) > 1 && path[len(path)-2] == "Body" && r.answer.Operation == "":
		r.answer.Operation = name
	}
	if name == "Fault" && r.answer.Fault == nil && slices.Contains(path, "Body") {
		r.answer.Fault = &Fault{}
	}
	for _, a := range attrs {
		if a.Prefix == "xmlns" || a.Prefix == "" && a.Name == "xmlns" {
			appendNew(&r.answer.Namespaces, a.Value)
		}
	}
}

func (r *reader) text(path []string, text string, whole bool) {
	name := path[len(path)-1]
	parent := ""
	if len(path) > 1 {
		parent = path[len(path)-2]
	}
	if !whole {
		return
	}
	a := &r.answer
	switch {
	case a.Fault != nil && slices.Contains(path, "Fault"):
		a.Fault.text(name, text)
	case parent == "GetDeviceInformationResponse" || parent == "":
		a.deviceInformation(name, text)
	case name == "Name" && parent == "HostnameInformation":
		setOnce(&a.Hostname, text)
	case name == "ScopeItem":
		appendNew(&a.Scopes, text)
	case name == "XAddr":
		appendNew(&a.XAddrs, text)
	case name == "Namespace":
		appendNew(&a.Namespaces, text)
	case name == "HwAddress":
		appendNew(&a.HardwareAddresses, text)
	case name == "TZ":
		setOnce(&a.TimeZone, text)
	case parent == "Time" || parent == "Date":
		r.clockPart(path, text)
	}
}

func (a *Answer) deviceInformation(name, text string) {
	switch name {
	case "Manufacturer":
		setOnce(&a.Manufacturer, text)
	case "Model":
		setOnce(&a.Model, text)
	case "FirmwareVersion":
		setOnce(&a.Firmware, text)
	case "SerialNumber":
		setOnce(&a.Serial, text)
	case "HardwareId":
		setOnce(&a.Hardware, text)
	}
}

// text reads both SOAP 1.2 (Value, Text) and 1.1 (faultcode, faultstring).
func (f *Fault) text(name, text string) {
	switch name {
	case "Value", "faultcode":
		appendNew(&f.Codes, text)
	case "Text", "faultstring":
		setOnce(&f.Reason, text)
	}
}

func setOnce(to *string, text string) {
	if *to == "" {
		*to = text
	}
}

func appendNew(to *[]string, text string) {
	if text != "" && len(*to) < maxValues && !slices.Contains(*to, text) {
		*to = append(*to, text)
	}
}
