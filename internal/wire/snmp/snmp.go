// Package snmp reads the system group out of an SNMP answer.
package snmp

import (
	"camorigin/internal/wire/ber"
	"camorigin/internal/wire/charset"
)

// The objects of the system group (RFC 3418).
const (
	sysDescr    = "1.3.6.1.2.1.1.1.0"
	sysObjectID = "1.3.6.1.2.1.1.2.0"
)

// System is what an agent says it is.
type System struct {
	Descr    string
	ObjectID string // dotted
}

// Parse reads an SNMPv1 or v2c message; ok is false when there is none. The
// community name is not looked at.
func Parse(raw []byte) (s System, ok bool) {
	message, _, _ := ber.Next(raw)
	parts := ber.Children(message.Content, 4)
	if message.Tag != ber.Sequence || len(parts) < 3 || parts[0].Tag != ber.Integer || parts[1].Tag != ber.OctetString {
		return s, false
	}
	pdu := ber.Children(parts[2].Content, 8)
	if len(pdu) < 4 {
		return s, false
	}
	for _, binding := range ber.Children(pdu[3].Content, 64) {
		pair := ber.Children(binding.Content, 2)
		if len(pair) < 2 {
			continue
		}
		switch ber.DecodeOID(pair[0].Content) {
		case sysDescr:
			s.Descr = charset.Decode(pair[1].Content, "")
		case sysObjectID:
			s.ObjectID = ber.DecodeOID(pair[1].Content)
		}
	}
	return s, true
}
