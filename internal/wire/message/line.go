package message

import (
	"bytes"
	"slices"
	"strings"
)

var bom = []byte("\xef\xbb\xbf")

// cutLine splits off the first line, without its line end.
func cutLine(raw []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(raw, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), rest
}

// statusLine splits "HTTP/1.1 200 OK" into its parts. The reason and even the
// status may be missing; the protocol is recognised by its shape, a word and a
// version, in any case.
func statusLine(line string) (proto, status, reason string, ok bool) {
	proto, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	name, version, found := strings.Cut(proto, "/")
	major, minor, _ := strings.Cut(version, ".")
	if !found || !word(name) || !digits(major) || !digits(minor) && minor != "" {
		return "", "", "", false
	}
	status, reason, _ = strings.Cut(strings.TrimSpace(rest), " ")
	return strings.ToUpper(proto), status, strings.TrimSpace(reason), true
}

func word(s string) bool {
	return len(s) >= 2 && len(s) <= 8 && strings.Trim(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func digits(s string) bool {
	return s != "" && len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// headerLine splits "Name: value". Names are tokens; a line whose text before
// the colon is none, such as a bare date, is no header.
func headerLine(line string) (name, value string, ok bool) {
	name, value, found := strings.Cut(line, ":")
	name = strings.TrimRight(name, " \t")
	if !found || !token(name) {
		return "", "", false
	}
	return name, strings.TrimSpace(value), true
}

func token(s string) bool {
	if s == "" || len(s) > 256 {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

// bodyLike reports whether text can only be the beginning of a body.
func bodyLike(text []byte) bool {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, bom), " \t\r\n")
	return len(text) > 0 && bytes.ContainsRune([]byte("<{["), rune(text[0]))
}

// sdpLike reports whether a line is one of a session description ("v=0"),
// which some RTSP servers send without the empty line before it.
func sdpLike(line string) bool {
	kind, _, found := strings.Cut(line, "=")
	return found && len(kind) == 1 && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") == ""
}

// headOnly reports whether a first line that is no status line begins a head
// all the same: it is one of the headers that servers send.
func headOnly(line string) bool {
	name, _, ok := headerLine(line)
	return ok && slices.Contains(commonHeaders, strings.ToLower(name))
}

var commonHeaders = []string{
	"accept-ranges", "allow", "cache-control", "connection", "content-base", "content-encoding", "content-length",
	"content-type", "cseq", "date", "etag", "expires", "last-modified", "location", "mime-version", "pragma",
	"public", "server", "session", "set-cookie", "transfer-encoding", "www-authenticate", "x-frame-options",
}
