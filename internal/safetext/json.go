package safetext

import (
	"fmt"
	"unicode/utf8"
)

// JSON returns valid JSON with every hazardous character of its strings
// written as an escape, so that a terminal or a log that shows the JSON obeys
// nothing in it. Readers get the very same values.
func JSON(data []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/64)
	for last := rune(0); len(data) > 0; {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			out = append(out, data[:size]...) // between values: inside strings the encoder has escaped them
		case hazardous(r) || r == '#' && last == '#':
			out = appendEscape(out, r)
		case r == utf8.RuneError && size == 1:
			out = append(out, `\ufffd`...)
		default:
			out = append(out, data[:size]...)
		}
		last, data = r, data[size:]
	}
	return out
}

func appendEscape(out []byte, r rune) []byte {
	if r < 0x10000 {
		return fmt.Appendf(out, `\u%04x`, r)
	}
	r -= 0x10000
	return fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
}
