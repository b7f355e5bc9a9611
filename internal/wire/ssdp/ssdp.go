// Package ssdp reads the answers and announcements of SSDP, and the device
// descriptions of UPnP that they point to (UPnP Device Architecture 1.1).
package ssdp

import (
	"bytes"
	"strings"

	"camorigin/internal/wire/message"
	"camorigin/internal/wire/xmlscan"
)

// Parse reads an answer to a search, or an announcement (NOTIFY), whose request
// line then counts for a status line.
func Parse(raw []byte) message.Message {
	line, rest, _ := bytes.Cut(bytes.TrimLeft(raw, "\r\n"), []byte("\n"))
	if bytes.HasPrefix(line, []byte("NOTIFY ")) || bytes.HasPrefix(line, []byte("M-SEARCH ")) {
		return message.Parse(append([]byte("HTTP/1.1 200\n"), rest...))
	}
	return message.Parse(raw)
}

// Description is what a device description says of its root device.
type Description struct {
	DeviceType   string
	FriendlyName string
	Manufacturer string
	ModelName    string
	ModelNumber  string
	ModelText    string // modelDescription
	Serial       string
	UDN          string
}

// Describe reads a device description in UTF-8; ok is false when the document
// is none. Embedded devices are not looked at.
func Describe(doc string) (d Description, ok bool) {
	// Why a walk stopped does not matter here: what it met before is kept.
	_ = xmlscan.Walk(doc, xmlscan.Visitor{
		Start: func(path []string, _ []xmlscan.Attr) { ok = ok || strings.Join(path, "/") == "root/device" },
		Text: func(path []string, text string, whole bool) {
			if whole && len(path) == 3 && path[0] == "root" && path[1] == "device" {
				d.set(path[2], text)
			}
		},
	})
	return d, ok
}

func (d *Description) set(name, text string) {
	fields := map[string]*string{
		"deviceType": &d.DeviceType, "friendlyName": &d.FriendlyName, "manufacturer": &d.Manufacturer,
		"modelName": &d.ModelName, "modelNumber": &d.ModelNumber, "modelDescription": &d.ModelText,
		"serialNumber": &d.Serial, "UDN": &d.UDN,
	}
	if field := fields[name]; field != nil && *field == "" {
		*field = text
	}
}
