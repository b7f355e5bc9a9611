package vendor

import (
	"bytes"
	"encoding/binary"
	"strings"

	"camorigin/internal/wire/charset"
)

// dahuaHeader is the size of the first section of an answer.
const dahuaHeader = 0x78

// parseDahua reads an answer of Dahua's older discovery (UDP 5050): a header
// with the lengths of two further sections, then address and model, then lines
// such as "SerialNo:...". The layout rests on one public implementation.
func parseDahua(raw []byte) fields {
	var out fields
	if !bytes.HasPrefix(raw, []byte{0xb3}) || len(raw) < dahuaHeader {
		return nil
	}
	out.add("model", textAt(raw, 0x28, 16))
	out.add("ip", ipText(window(raw, 0x38, 4)))
	size := int(binary.LittleEndian.Uint16(window(raw, 2, 2)))
	rest := raw[dahuaHeader:]
	second := window(rest, 0, min(size, len(rest)))
	out.add("mac", textAt(second, 0, 17))
	out.add("device", cText(second[min(17, len(second)):]))
	for line := range strings.Lines(charset.Decode(rest[len(second):], "")) {
		if key, value, found := strings.Cut(strings.Trim(line, "\x00\r\n "), ":"); found && !secret(key) && wordLike(key) {
			out.add(key, value)
		}
	}
	return out
}

// wordLike reports whether a key of a text protocol may become part of a field
// name: letters, digits and "-_." only.
func wordLike(key string) bool {
	return key != "" && len(key) <= 64 && strings.Trim(key, nameRunes) == ""
}
