package message

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestRead(t *testing.T) {
	tests := map[string]struct {
		stream string
		want   string // the answer
		rest   string // what must be left on the stream
		err    error
	}{
		"stated_length":               {stream: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 404 No\r\n", want: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", rest: "HTTP/1.1 404 No\r\n"},
		"length_too_short":            {stream: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there", want: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there"},
		"length_too_long":             {stream: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", want: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", err: io.ErrUnexpectedEOF},
		"two_lengths":                 {stream: "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 3\n\nabc", want: "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 3\n\nabc"},
		"negative_length_until_close": {stream: "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc", want: "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc"},
		"no_length_until_close":       {stream: "HTTP/1.0 200 OK\r\n\r\n<html>", want: "HTTP/1.0 200 OK\r\n\r\n<html>"},
		"no_content":                  {stream: "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200", want: "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", rest: "HTTP/1.1 200"},
		"chunks":                      {stream: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nHTTP/1.1", want: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", rest: "HTTP/1.1"},
		"bad_chunk":                   {stream: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\nrest", want: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\nrest", err: ErrMalformed},
		"rtsp_without_body":           {stream: "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\nRTSP/1.0 401 No\r\n", want: "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n", rest: "RTSP/1.0 401 No\r\n"},
		"rtsp_then_media":             {stream: "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n$\x00\x00\x04abcd", want: "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n", rest: "$\x00\x00\x04abcd"},
		"rtsp_body_without_length":    {stream: "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nm=video 0\r\n", want: "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nm=video 0\r\n"},
		"rtsp_on_an_http_port":        {stream: "RTSP/1.0 505\r\n\r\n", want: "RTSP/1.0 505\r\n\r\n"},
		"media_data_refused":          {stream: "$\x00\x00\x04abcd", want: "", rest: "$\x00\x00\x04abcd", err: ErrInterleaved},
		"interim_answer":              {stream: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", want: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"},
		"endless_interim_answers":     {stream: strings.Repeat("HTTP/1.1 102 X\r\n\r\n", 9), want: strings.Repeat("HTTP/1.1 102 X\r\n\r\n", 4), rest: strings.Repeat("HTTP/1.1 102 X\r\n\r\n", 5), err: ErrMalformed},
		"http_0_9":                    {stream: "<html>old</html>", want: "<html>old</html>"},
		"byte_order_mark":             {stream: "\xef\xbb\xbf<html>", want: "\xef\xbb\xbf<html>"},
		"no_status_line":              {stream: "Server: x\r\nContent-Length: 1\r\n\r\ny", want: "Server: x\r\nContent-Length: 1\r\n\r\ny"},
		"leading_empty_lines":         {stream: "\r\n\r\nHTTP/1.1 204 N\r\n\r\n", want: "\r\n\r\nHTTP/1.1 204 N\r\n\r\n"},
		"empty_lines_only":            {stream: strings.Repeat("\n", 99), want: strings.Repeat("\n", 8), rest: strings.Repeat("\n", 91), err: ErrMalformed},
		"ssh_banner":                  {stream: "SSH-2.0-dropbear\r\n", want: "SSH-2.0-dropbear\r\n", err: ErrNotMessage},
		"ftp_banner":                  {stream: "220 ready\r\n", want: "220 ready\r\n", err: ErrNotMessage},
		"binary":                      {stream: "\x15\x03\x01\x00\x02\x02\x28", want: "\x15\x03\x01\x00\x02\x02\x28", err: ErrNotMessage},
		"html_without_empty_line":     {stream: "HTTP/1.1 200 OK\r\n<html>x", want: "HTTP/1.1 200 OK\r\n<html>x"},
		"cut_head":                    {stream: "HTTP/1.1 200 OK\r\nSer", want: "HTTP/1.1 200 OK\r\nSer", err: io.ErrUnexpectedEOF},
		"closed_at_once":              {err: io.EOF},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r := bufio.NewReader(strings.NewReader(test.stream))
			raw, err := Read(r, Limits{})
			if !errors.Is(err, test.err) {
				t.Errorf("error: got %v, want %v", err, test.err)
			}
			if string(raw) != test.want {
				t.Errorf("answer: got %q, want %q", raw, test.want)
			}
			if rest, _ := io.ReadAll(r); string(rest) != test.rest {
				t.Errorf("left on the stream: got %q, want %q", rest, test.rest)
			}
		})
	}
}

func TestReadIsBounded(t *testing.T) {
	limits := Limits{Head: 1000, Headers: 5, Body: 100}
	tests := map[string]string{
		"endless_line":    "HTTP/1.1 200 " + strings.Repeat("a", 1<<20),
		"endless_headers": "HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", 1<<16),
		"long_body":       "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + strings.Repeat("a", 1<<20),
		"unstated_body":   "HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("a", 1<<20),
		"huge_chunk":      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n" + strings.Repeat("a", 1<<20),
		"tiny_chunks":     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + strings.Repeat("1\r\na\r\n", 1<<16),
		"rtsp_body":       "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\n" + strings.Repeat("a", 1<<20),
	}
	for name, stream := range tests {
		t.Run(name, func(t *testing.T) {
			raw, err := Read(bufio.NewReader(strings.NewReader(stream)), limits)
			if !errors.Is(err, ErrTooLarge) {
				t.Errorf("error: got %v, want %v", err, ErrTooLarge)
			}
			if len(raw) > limits.Head+limits.Body {
				t.Errorf("read %d bytes, want at most %d", len(raw), limits.Head+limits.Body)
			}
		})
	}
}

func TestReadReturnsTheErrorOfTheReader(t *testing.T) {
	broken := errors.New("deadline")
	stream := io.MultiReader(strings.NewReader("HTTP/1.1 200 OK\r\n\r\npart"), iotest.ErrReader(broken))
	raw, err := Read(bufio.NewReader(stream), Limits{})
	if !errors.Is(err, broken) || !strings.HasSuffix(string(raw), "part") {
		t.Errorf("got %q and error %v, want the part that came and %v", raw, err, broken)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		limits := Limits{Head: 512, Headers: 8, Body: 512}
		raw, err := Read(bufio.NewReaderSize(bytes.NewReader(stream), 4096), limits)
		if !bytes.HasPrefix(stream, raw) {
			t.Errorf("the answer %q is not what was sent", raw)
		}
		if err == nil && len(raw) > limits.Head+limits.Body {
			t.Errorf("read %d bytes, limit %d", len(raw), limits.Head+limits.Body)
		}
	})
}

var seeds = []string{
	"HTTP/1.1 200 OK\r\nServer: web\r\nContent-Length: 2\r\n\r\nhi",
	"RTSP/1.0 401 Unauthorized\nWWW-Authenticate: Digest realm=\"a\"\n\n",
	"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
	"\xef\xbb\xbf<html>", "$\x00\x00\x04abcd", "Server: x\n\n", "\r\n\r\nRTSP/1.0 505\n v=0\n",
	"RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n",
	"HTTP/1.0 200\nContent-Encoding: deflate\n\n\x00",
}
