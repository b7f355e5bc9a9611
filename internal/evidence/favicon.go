package evidence

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the fingerprint in use everywhere, not a protection
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/wire/message"

	"github.com/twmb/murmur3"
)

// base64Line is the line length of MIME, which the hash of an icon is taken over.
const base64Line = 76

// favicon adds the hashes of an icon, when one was asked for and came whole.
func (f *facts) favicon(e model.Evidence, m message.Message, path string) {
	asked := strings.Contains(strings.ToLower(path), "favicon") || strings.HasSuffix(strings.ToLower(path), ".ico")
	if !asked || e.Outcome != model.Answered || m.Status != 200 && m.Status != 0 {
		return
	}
	if length, err := strconv.Atoi(m.Get("Content-Length")); err == nil && m.Get("Content-Encoding") == "" && length > len(m.Body) {
		return // cut: its hash would be another icon's
	}
	sum := md5.Sum(m.Body) //nolint:gosec // see above
	f.add("http.favicon.md5", hex.EncodeToString(sum[:]))
	f.add("http.favicon.mmh3", FaviconHash(m.Body))
}

// FaviconHash is the hash by which search engines index icons: MurmurHash3 of
// the icon in base64 with lines as in MIME, as a signed decimal number.
func FaviconHash(icon []byte) string {
	text := []byte(base64.StdEncoding.EncodeToString(icon))
	var lines []byte
	for len(text) > 0 {
		n := min(base64Line, len(text))
		lines = append(append(lines, text[:n]...), '\n')
		text = text[n:]
	}
	return strconv.Itoa(int(int32(murmur3.Sum32(lines)))) //nolint:gosec // the sign is part of the form
}

// image reports whether bytes begin as those image formats do that devices
// use for icons.
func image(body []byte) bool {
	for _, magic := range []string{"\x00\x00\x01\x00", "\x89PNG\r\n", "GIF87a", "GIF89a", "\xff\xd8\xff"} {
		if bytes.HasPrefix(body, []byte(magic)) {
			return true
		}
	}
	return bytes.HasPrefix(body, []byte("BM")) && bytes.ContainsRune(body[:min(len(body), 16)], 0)
}
