package message

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strconv"
	"strings"
)

// maxRatio is how many bytes one compressed byte may become.
const maxRatio = 100

// decodeBody joins chunks and undoes one layer of compression. What cannot be
// decoded is kept as sent.
func decodeBody(m Message, body []byte) []byte {
	if m.chunked() {
		body = dechunk(body)
	}
	body = body[:min(len(body), MaxBody)]
	if plain, ok := inflate(m.Get("Content-Encoding"), body); ok {
		return plain
	}
	return body
}

// dechunk joins the chunks of a body. From the first chunk on whose size makes
// no sense, the rest is kept as sent; so is a body that is not chunked at all.
func dechunk(body []byte) []byte {
	var out []byte
	for rest := body; len(rest) > 0; {
		line, after := cutLine(rest)
		size, ok := chunkSize(string(line))
		if !ok {
			return append(out, rest...)
		}
		if size == 0 {
			return out
		}
		out = append(out, after[:min(size, len(after))]...)
		rest = after[min(size, len(after)):]
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	}
	return out
}

// chunkSize reads a chunk's size line, extensions allowed.
func chunkSize(line string) (int, bool) {
	text, _, _ := strings.Cut(line, ";")
	size, err := strconv.ParseUint(strings.TrimSpace(text), 16, 31)
	return int(size), err == nil
}

// inflate undoes one layer of compression, up to MaxBody bytes and maxRatio. A
// cut stream gives what could be read of it; ok is false when there is nothing.
func inflate(encoding string, body []byte) (plain []byte, ok bool) {
	var open []func(io.Reader) (io.Reader, error)
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		open = append(open, openGzip)
	case "deflate":
		open = append(open, openZlib, openFlate) // both are meant by "deflate"
	}
	for _, f := range open {
		r, err := f(bytes.NewReader(body))
		if err != nil {
			continue
		}
		limit := min(MaxBody, maxRatio*len(body))
		plain, err = io.ReadAll(io.LimitReader(r, int64(limit)))
		if len(plain) > 0 || err == nil {
			return plain, true
		}
	}
	return nil, false
}

func openGzip(r io.Reader) (io.Reader, error)  { return gzip.NewReader(r) }
func openZlib(r io.Reader) (io.Reader, error)  { return zlib.NewReader(r) }
func openFlate(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil }
