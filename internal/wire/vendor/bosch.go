package vendor

import "bytes"

// parseBosch reads an answer of Bosch's discovery, sent to UDP 1758: either 32
// bytes, or XML. Both rest on one public implementation.
func parseBosch(raw []byte) fields {
	if bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("<")) {
		return xmlFields(raw)
	}
	var out fields
	if !bytes.HasPrefix(raw, []byte{0x99, 0x39, 0xa4, 0x27}) {
		return nil
	}
	out.add("mac", macText(window(raw, 8, 6)))
	out.add("ip", ipText(window(raw, 0x10, 4)))
	return out
}
