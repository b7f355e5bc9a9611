package vendor

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
)

// ubntNames are the types of Ubiquiti's discovery values that are known.
var ubntNames = map[byte]string{
	0x01: "mac", 0x02: "mac_ip", 0x03: "firmware", 0x0b: "hostname", 0x0c: "platform", 0x15: "model", 0x16: "version",
}

// parseUBNT reads an answer of Ubiquiti's discovery (UDP 10001): version,
// command, length, and values with a type of one byte and a length of two.
// Routers and access points answer too.
func parseUBNT(raw []byte) fields {
	var out fields
	if len(raw) < 4 {
		return nil
	}
	for rest := raw[4:]; len(rest) >= 3; {
		size := int(binary.BigEndian.Uint16(rest[1:3]))
		value := window(rest, 3, size)
		if value == nil {
			return out // cut
		}
		out.addUBNT(rest[0], value)
		rest = rest[3+size:]
	}
	return out
}

// addUBNT adds one value; an unknown one is kept when it is text.
func (f *fields) addUBNT(kind byte, value []byte) {
	switch name := ubntNames[kind]; {
	case name == "mac":
		f.add(name, macText(value))
	case name == "mac_ip":
		f.add("mac", macText(window(value, 0, 6)))
		f.add("ip", ipText(window(value, 6, 4)))
	case name != "":
		f.add(name, cText(value))
	case printable(value):
		f.add(fmt.Sprintf("type_%02x", kind), string(value))
	}
}

func printable(value []byte) bool {
	return len(value) > 1 && !strings.ContainsFunc(string(value), func(r rune) bool {
		return r == unicode.ReplacementChar || !unicode.IsPrint(r)
	})
}
