package vendor

import (
	"bytes"
	"encoding/binary"
	"strconv"
)

// parseTVT reads an announcement of TVT's "MHED" discovery (UDP 23456, 240
// bytes). Its layout rests on one public description.
func parseTVT(raw []byte) fields {
	var out fields
	if !bytes.HasPrefix(raw, []byte("MHED")) {
		return nil
	}
	out.add("name", textAt(raw, 12, 20))
	out.add("mac", macText(window(raw, 32, 6)))
	out.add("ip", ipText(window(raw, 40, 4)))
	out.add("mask", ipText(window(raw, 44, 4)))
	out.add("gateway", ipText(window(raw, 48, 4)))
	if build := window(raw, 56, 4); build != nil {
		out.add("build", strconv.FormatUint(uint64(binary.LittleEndian.Uint32(build)), 10))
	}
	out.add("http_port", portText(window(raw, 60, 2), binary.LittleEndian))
	out.add("rtsp_port", portText(window(raw, 62, 2), binary.LittleEndian))
	out.add("serial", textAt(raw, 140, 16))
	out.add("firmware", textAt(raw, 156, 16))
	out.add("model", textAt(raw, 196, 16))
	out.add("vendor", textAt(raw, 212, 16))
	return out
}
