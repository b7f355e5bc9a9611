package http

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the published lists of icons use it; nothing is protected by it
	"encoding/base64"
	"encoding/hex"
	"strconv"

	"github.com/twmb/murmur3"

	"camorigin/internal/model"
)

// base64Line is the length of a line of base64 text in the MIME form.
const base64Line = 76

// IconFields are the hashes by which icons are known: MD5 of the bytes, and
// MurmurHash3 of their base64 text in lines of 76, as a signed number, which is
// how scan databases publish it. An empty icon has none.
func IconFields(icon []byte) model.Fields {
	if len(icon) == 0 {
		return nil
	}
	sum := md5.Sum(icon) //nolint:gosec // see the import
	return model.Fields{
		"http.favicon.md5":  {hex.EncodeToString(sum[:])},
		"http.favicon.mmh3": {strconv.Itoa(int(int32(murmur3.Sum32(lines(icon)))))},
	}
}

// lines is the base64 text with a line feed after every line, the last one
// included.
func lines(data []byte) []byte {
	var out bytes.Buffer
	for text := []byte(base64.StdEncoding.EncodeToString(data)); len(text) > 0; {
		n := min(len(text), base64Line)
		out.Write(text[:n])
		out.WriteByte('\n')
		text = text[n:]
	}
	return out.Bytes()
}
