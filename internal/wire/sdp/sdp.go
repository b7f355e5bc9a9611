// Package sdp reads session descriptions (RFC 8866) as RTSP servers send them
// in answer to DESCRIBE, without insisting on anything.
package sdp

import "strings"

// maxLines bounds a description.
const maxLines = 1000

// Session is what a description says of the device and its streams.
type Session struct {
	Name  string   // s=
	Info  string   // i= of the session
	Tool  string   // a=tool:
	Media []string // m= lines, without the "m="
}

// Is reports whether text is a session description, or a piece of one: its
// first line has a known type, and it has a version or a medium.
func Is(text string) bool {
	text = strings.TrimLeft(text, "\r\n")
	kind, _, found := strings.Cut(text, "=")
	if !found || len(kind) != 1 || !strings.Contains("vosiuepcbtrzkam", kind) {
		return false
	}
	return strings.HasPrefix(text, "v=0") || strings.HasPrefix(text, "m=") || strings.Contains(text, "\nm=")
}

// Parse reads a description in UTF-8. The first value of a line counts.
func Parse(text string) Session {
	var s Session
	lines := 0
	for line := range strings.Lines(text) {
		if lines++; lines > maxLines {
			break
		}
		kind, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "=")
		value = strings.TrimSpace(value)
		switch kind {
		case "s":
			setOnce(&s.Name, value)
		case "i":
			if len(s.Media) == 0 {
				setOnce(&s.Info, value)
			}
		case "m":
			s.Media = append(s.Media, value)
		case "a":
			if tool, ok := strings.CutPrefix(value, "tool:"); ok {
				setOnce(&s.Tool, strings.TrimSpace(tool))
			}
		}
	}
	return s
}

func setOnce(to *string, value string) {
	if *to == "" {
		*to = value
	}
}
