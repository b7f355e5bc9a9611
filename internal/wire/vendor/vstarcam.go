package vendor

import (
	"bytes"
	"encoding/binary"
)

// parseVStarcam reads an answer of VStarcam's discovery (UDP 8600). The layout
// rests on one public implementation.
func parseVStarcam(raw []byte) fields {
	var out fields
	if !bytes.HasPrefix(raw, []byte{0x44, 0x48, 0x01, 0x08}) {
		return nil
	}
	out.add("ip", textAt(raw, 0x04, 16))
	out.add("mac", macText(window(raw, 0x54, 6)))
	out.add("port", portText(window(raw, 0x5a, 2), binary.LittleEndian))
	out.add("serial", textAt(raw, 0x5c, 32))
	out.add("name", textAt(raw, 0x7c, 32))
	return out
}
