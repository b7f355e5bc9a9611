package wsd

import "fmt"

// Type is a type of device to ask for.
type Type struct{ Namespace, Name string }

// NetworkVideoTransmitter is the type that ONVIF cameras and recorders answer to.
func NetworkVideoTransmitter() Type {
	return Type{"http://www.onvif.org/ver10/network/wsdl", "NetworkVideoTransmitter"}
}

// Device is the type of any ONVIF device.
func Device() Type { return Type{"http://www.onvif.org/ver10/device/wsdl", "Device"} }

// Several types in one probe mean that a device must have all of them, so a
// probe asks for one. TP-Link devices answer only when the prefix of the type
// is declared on the Types element itself.
const probe = `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">` +
	`<s:Header><a:Action s:mustUnderstand="1">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>` +
	`<a:MessageID>uuid:%s</a:MessageID>` +
	`<a:ReplyTo><a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>` +
	`<a:To s:mustUnderstand="1">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header>` +
	`<s:Body><d:Probe><d:Types xmlns:dn="%s">dn:%s</d:Types></d:Probe></s:Body></s:Envelope>` + "\n"

// Probe builds the question for devices of a type. The identifier is a UUID
// that no other probe has.
func Probe(id [16]byte, t Type) []byte {
	uuid := fmt.Sprintf("%x-%x-%x-%x-%x", id[0:4], id[4:6], id[6:8], id[8:10], id[10:16])
	return fmt.Appendf(nil, probe, uuid, t.Namespace, t.Name)
}
