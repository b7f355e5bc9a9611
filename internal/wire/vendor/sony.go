package vendor

import (
	"bytes"
	"strings"

	"camorigin/internal/wire/charset"
)

// parseSony reads an answer of Sony's discovery (UDP 2380): "KEY:VALUE" pieces
// with 0xff between, framed by 0x02 and 0x03. The layout rests on one public
// implementation.
func parseSony(raw []byte) fields {
	var out fields
	for piece := range bytes.SplitSeq(bytes.Trim(raw, "\x02\x03"), []byte{0xff}) {
		key, value, found := strings.Cut(charset.Decode(piece, ""), ":")
		if found && wordLike(key) && !secret(key) {
			out.add(key, strings.Trim(value, "\x00\x03"))
		}
	}
	return out
}
