package vendor

import (
	"bytes"
	"encoding/binary"
)

// The layout of a Foscam answer.
const (
	foscamHeader = 0x17 // magic, type, flag, key and size
	foscamFlag   = 6
	foscamKey    = 7
	foscamSize   = 87
)

// parseFoscam reads an answer of Foscam's discovery (UDP 10000). The layout
// rests on one public implementation. A payload whose flag says that it is
// obscured is XORed with the key of the header, which is an assumption: unless
// a serial number comes out, nothing is reported.
func parseFoscam(raw []byte) fields {
	if !bytes.HasPrefix(raw, []byte("MO_I")) || len(raw) < foscamSize {
		return nil
	}
	payload := bytes.Clone(raw[foscamHeader:foscamSize])
	if raw[foscamFlag] != 0 {
		key := window(raw, foscamKey, 8)
		for i := range payload {
			payload[i] ^= key[i%len(key)]
		}
	}
	serial := textAt(payload, 0, 13)
	if !wordLike(serial) {
		return nil
	}
	var out fields
	out.add("serial", serial)
	out.add("name", textAt(payload, 0x24-foscamHeader, 21))
	out.add("ip", ipText(window(payload, 0x39-foscamHeader, 4)))
	out.add("port", portText(window(payload, len(payload)-2, 2), binary.BigEndian))
	return out
}
