package vendor

import "bytes"

// parseHanwha reads an answer of Hanwha's (Samsung's) discovery, sent to UDP
// 7711. Its layout rests on one public implementation.
func parseHanwha(raw []byte) fields {
	var out fields
	if !bytes.HasPrefix(raw, []byte{0x0b}) {
		return nil
	}
	out.add("mac", textAt(raw, 0x13, 18))
	out.add("ip", textAt(raw, 0x25, 16))
	out.add("mask", textAt(raw, 0x35, 16))
	out.add("gateway", textAt(raw, 0x45, 16))
	out.add("model", textAt(raw, 0x6d, 10))
	out.add("url", textAt(raw, 0x85, 39))
	return out
}
