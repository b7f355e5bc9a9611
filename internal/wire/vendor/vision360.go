package vendor

import (
	"strings"

	"camorigin/internal/wire/charset"
)

// parse360Vision reads an answer of 360 Vision's discovery (UDP 3600), which is
// text whose shape is not documented: it is kept as a whole, and lines with a
// key are read.
func parse360Vision(raw []byte) fields {
	var out fields
	text := charset.Decode(raw, "")
	out.add("text", text)
	for line := range strings.Lines(text) {
		key, value, found := strings.Cut(line, "=")
		if !found {
			key, value, found = strings.Cut(line, ":")
		}
		if key = strings.TrimSpace(key); found && wordLike(key) && !secret(key) {
			out.add(key, value)
		}
	}
	return out
}
