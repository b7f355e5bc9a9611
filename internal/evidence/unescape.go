package evidence

import (
	"encoding/hex"
	"strings"
)

// unescape undoes percent-encoding; a sign that begins no valid escape is kept.
func unescape(text string) []byte {
	before, rest, found := strings.Cut(text, "%")
	out := []byte(before)
	for found {
		digits := rest[:min(2, len(rest))]
		if b, err := hex.DecodeString(digits); err == nil && len(b) == 1 {
			out, rest = append(out, b...), strings.TrimPrefix(rest, digits)
		} else {
			out = append(out, '%')
		}
		before, rest, found = strings.Cut(rest, "%")
		out = append(out, before...)
	}
	return out
}
