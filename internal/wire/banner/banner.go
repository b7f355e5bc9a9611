// Package banner cleans the greetings of line protocols: what is left is the
// text in which a server names itself.
package banner

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/message"
)

// FTP returns the text of a greeting, without the status codes before its
// lines: "220-Welcome\r\n220 Camera FTP" gives "Welcome\nCamera FTP".
func FTP(raw []byte) string {
	var lines []string
	for line := range strings.Lines(charset.Decode(raw, "")) {
		lines = append(lines, strings.TrimRight(withoutCode(line), "\r\n"))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func withoutCode(line string) string {
	code := line[:min(3, len(line))]
	rest, found := strings.CutPrefix(line, code)
	if !found || len(code) < 3 || strings.Trim(code, "0123456789") != "" || rest == "" || !strings.ContainsAny(rest[:1], " -") {
		return line
	}
	return rest[1:]
}

// SSH returns the software and comment of an identification string (RFC 4253,
// section 4.2): "SSH-2.0-dropbear_2019.78" gives "dropbear_2019.78". Lines
// before it are passed over.
func SSH(raw []byte) string {
	text := charset.Decode(raw, "")
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "SSH-")
		if !ok {
			continue
		}
		_, software, _ := strings.Cut(rest, "-")
		return software
	}
	return strings.TrimSpace(text)
}

// Telnet returns the text of a greeting without the negotiation (RFC 854) and
// without terminal control sequences.
func Telnet(raw []byte) string {
	var text []byte
	for len(raw) > 0 {
		before, after, found := bytes.Cut(raw, []byte{telnetIAC})
		text = append(text, before...)
		if !found {
			break
		}
		var literal bool
		if literal, raw = telnetCommand(after); literal {
			text = append(text, telnetIAC)
		}
	}
	return strings.TrimSpace(withoutEscapes(charset.Decode(text, "")))
}

// The telnet commands that take more than one byte.
const (
	telnetIAC  = 0xff
	telnetSB   = 0xfa // up to IAC SE
	telnetSE   = 0xf0
	telnetWill = 0xfb // the first of four with an option: WILL WONT DO DONT
)

// telnetCommand reads what follows an IAC; a doubled one is a literal byte.
func telnetCommand(after []byte) (literal bool, rest []byte) {
	if len(after) == 0 {
		return false, nil
	}
	switch command := after[0]; {
	case command == telnetIAC:
		return true, after[1:]
	case command == telnetSB:
		_, rest, _ = bytes.Cut(after, []byte{telnetIAC, telnetSE})
		return false, rest
	case command >= telnetWill:
		return false, after[min(2, len(after)):]
	}
	return false, after[1:]
}

// withoutEscapes drops terminal control sequences ("ESC [ ... letter") and
// zero bytes.
func withoutEscapes(text string) string {
	text = strings.ReplaceAll(text, "\x00", "")
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "\x1b")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		text = after
		if sequence, ok := strings.CutPrefix(after, "["); ok {
			text = strings.TrimLeft(sequence, "0123456789;?")
			if text != "" && text[0] < utf8.RuneSelf {
				text = text[1:] // the letter that says what to do
			}
		}
	}
}

// SIP returns the User-Agent or Server of a SIP message, request or answer. Of
// text that is no SIP message, the whole is returned.
func SIP(raw []byte) string {
	text := charset.Decode(raw, "")
	first, rest, _ := strings.Cut(text, "\n")
	if !strings.Contains(first, "SIP/2.0") {
		return strings.TrimSpace(text)
	}
	m := message.Parse([]byte("SIP/2.0 200 OK\n" + rest))
	if agent := m.Get("User-Agent"); agent != "" {
		return agent
	}
	return m.Get("Server")
}
