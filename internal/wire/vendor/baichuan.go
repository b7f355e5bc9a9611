package vendor

import (
	"bytes"
	"encoding/binary"
	"strconv"
)

// The layout of Baichuan messages (Reolink, TCP 9000).
const (
	baichuanClass  = 18 // class of the message, two bytes
	baichuanLong   = 24 // header size of most classes
	baichuanShort  = 20 // header size of the classes below
	baichuanReply  = 0x6614
	baichuanLegacy = 0x6514
)

// parseBaichuan recognises a Baichuan message and outlines it: its number, its
// class, and the kind of encryption that a device asks for. The nonce of a
// login is left out.
func parseBaichuan(raw []byte) fields {
	var out fields
	if !bytes.HasPrefix(raw, []byte{0xf0, 0xde, 0xbc, 0x0a}) || len(raw) < baichuanShort {
		return nil
	}
	class := binary.LittleEndian.Uint16(window(raw, baichuanClass, 2))
	out.add("message", strconv.FormatUint(uint64(binary.LittleEndian.Uint32(window(raw, 4, 4))), 10))
	out.add("class", strconv.FormatUint(uint64(class), 16))
	header := baichuanLong
	if class == baichuanReply || class == baichuanLegacy {
		header = baichuanShort
	}
	offset := binary.LittleEndian.Uint32(window(raw, 12, 4))
	for _, f := range xmlFields(baichuanXML(raw[min(header, len(raw)):], offset)) {
		if f.Name == "type" {
			out.add("encryption", f.Value)
		}
	}
	return out
}

// baichuanXML undoes the fixed obscuring of a body; one that is plain XML is
// left as it is.
func baichuanXML(body []byte, offset uint32) []byte {
	if bytes.HasPrefix(body, []byte("<")) {
		return body
	}
	key := []byte{0x1f, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78, 0xff}
	out := bytes.Clone(body)
	for i := range out {
		at := offset + uint32(i)
		out[i] ^= key[at%8] ^ byte(offset)
	}
	return out
}
