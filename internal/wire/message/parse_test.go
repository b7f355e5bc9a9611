package message

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	tests := map[string]struct {
		raw  string
		want Message
	}{
		"whole_http_answer": {
			raw: "HTTP/1.1 200 OK\r\nServer: web\r\nContent-Length: 2\r\n\r\nhi",
			want: Message{Proto: "HTTP/1.1", Status: 200, Reason: "OK", Body: []byte("hi"), Headers: []Header{
				{"Server", "web", "Server: web"}, {"Content-Length", "2", "Content-Length: 2"},
			}},
		},
		"line_feeds_only": {
			raw:  "HTTP/1.0 401 Unauthorized\nServer:thttpd\n\nno",
			want: Message{Proto: "HTTP/1.0", Status: 401, Reason: "Unauthorized", Body: []byte("no"), Headers: []Header{{"Server", "thttpd", "Server:thttpd"}}},
		},
		"rtsp_505_without_cseq_and_reason": {
			raw:  "RTSP/1.0 505\r\nserver:x\r\n\r\n",
			want: Message{Proto: "RTSP/1.0", Status: 505, Headers: []Header{{"server", "x", "server:x"}}},
		},
		"date_line_without_name": {
			raw: "HTTP/1.1 200 OK\r\nServer: GoaHead\r\nThu, 01 Jan 1970 00:00:09 GMT\r\njunk\r\n\r\n",
			want: Message{Proto: "HTTP/1.1", Status: 200, Reason: "OK", Headers: []Header{
				{"Server", "GoaHead", "Server: GoaHead"},
				{"", "", "Thu, 01 Jan 1970 00:00:09 GMT"},
				{"", "", "junk"},
			}},
		},
		"no_status_line": {
			raw:  "Server: small\r\nContent-Type: text/html\r\n\r\n<p>",
			want: Message{Body: []byte("<p>"), Headers: []Header{{"Server", "small", "Server: small"}, {"Content-Type", "text/html", "Content-Type: text/html"}}},
		},
		"body_only":             {raw: "\xef\xbb\xbf<?xml version='1.0'?><a/>", want: Message{Body: []byte("<?xml version='1.0'?><a/>")}},
		"body_only_after_blank": {raw: "\r\n  <html>", want: Message{Body: []byte("\r\n  <html>")}},
		"text_is_body":          {raw: "model=X\nbrand=Y", want: Message{Body: []byte("model=X\nbrand=Y")}},
		"empty":                 {},
		"status_line_only":      {raw: "RTSP/1.0 200 OK", want: Message{Proto: "RTSP/1.0", Status: 200, Reason: "OK"}},
		"status_missing":        {raw: "HTTP/1.1\r\n\r\n", want: Message{Proto: "HTTP/1.1"}},
		"lower_case_protocol":   {raw: "http/1.1 404 gone\r\n\r\n", want: Message{Proto: "HTTP/1.1", Status: 404, Reason: "gone"}},
		"interim_answer": {
			raw:  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx",
			want: Message{Proto: "HTTP/1.1", Status: 200, Reason: "OK", Body: []byte("x")},
		},
		"sdp_without_empty_line": {
			raw:  "RTSP/1.0 200 OK\r\nCSeq: 2\r\nv=0\r\ns=cam\r\n",
			want: Message{Proto: "RTSP/1.0", Status: 200, Reason: "OK", Headers: []Header{{"CSeq", "2", "CSeq: 2"}}, Body: []byte("v=0\r\ns=cam\r\n")},
		},
		"html_without_empty_line": {
			raw:  "HTTP/1.1 200 OK\r\nServer: a\r\n<html>",
			want: Message{Proto: "HTTP/1.1", Status: 200, Reason: "OK", Headers: []Header{{"Server", "a", "Server: a"}}, Body: []byte("<html>")},
		},
		"folded_header": {
			raw:  "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest\r\n\trealm=\"a\"\r\n\r\n",
			want: Message{Proto: "HTTP/1.1", Status: 401, Reason: "No", Headers: []Header{{"WWW-Authenticate", `Digest realm="a"`, `WWW-Authenticate: Digest realm="a"`}}},
		},
		"length_too_short_keeps_all": {
			raw:  "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc",
			want: Message{Proto: "HTTP/1.1", Status: 200, Reason: "OK", Headers: []Header{{"Content-Length", "1", "Content-Length: 1"}}, Body: []byte("abc")},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := Parse([]byte(test.raw))
			if len(got.Body) == 0 {
				got.Body = nil
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseDecodesBodies(t *testing.T) {
	head := func(headers string) string { return "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" }
	tests := map[string]struct{ raw, want string }{
		"chunks":              {head("Transfer-Encoding: chunked") + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde"},
		"chunks_lf_only":      {head("transfer-encoding:Chunked") + "3\nabc\n0\n\n", "abc"},
		"chunks_cut":          {head("Transfer-Encoding: chunked") + "a\r\nabc", "abc"},
		"bad_chunk_kept":      {head("Transfer-Encoding: chunked") + "3\r\nabc\r\nzz\r\nrest", "abczz\r\nrest"},
		"not_chunked_at_all":  {head("Transfer-Encoding: chunked") + "<html>", "<html>"},
		"gzip":                {head("Content-Encoding: gzip") + gzipped(t, "title"), "title"},
		"gzip_cut":            {head("Content-Encoding: gzip") + cutShort(gzipped(t, strings.Repeat("abcdefgh", 9)+"1234567")), strings.Repeat("abcdefgh", 9) + "1234567"},
		"gzip_that_is_not":    {head("Content-Encoding: gzip") + "plain", "plain"},
		"deflate_with_header": {head("Content-Encoding: deflate") + zlibbed(t, "x"), "x"},
		"unknown_encoding":    {head("Content-Encoding: br") + "x", "x"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := string(Parse([]byte(test.raw)).Body); got != test.want {
				t.Errorf("body: got %q, want %q", got, test.want)
			}
		})
	}
}

func TestParseBoundsDecompression(t *testing.T) {
	bomb := gzipped(t, strings.Repeat("\x00", 2<<20))
	body := Parse([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb)).Body
	if len(body) > MaxBody {
		t.Errorf("2 MiB of zeros became %d bytes, want at most %d", len(body), MaxBody)
	}
	small := gzipped(t, strings.Repeat("\x00", 100<<10))
	body = Parse([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + small)).Body
	if len(body) > maxRatio*len(small) {
		t.Errorf("%d bytes became %d, want at most %d times as many", len(small), len(body), maxRatio)
	}
}

func TestParseBoundsHead(t *testing.T) {
	raw := "HTTP/1.1 200 OK\r\n" + strings.Repeat("X-A: b\r\n", 500) + "X-Long: " + strings.Repeat("y", 20<<10) + "\r\n\r\nbody"
	m := Parse([]byte(raw))
	if got := len(m.Headers); got != MaxHeaders {
		t.Errorf("headers: got %d, want %d", got, MaxHeaders)
	}
	m = Parse([]byte("HTTP/1.1 200 OK\r\nX-Long: " + strings.Repeat("y", 20<<10)))
	if got := len(m.Get("x-long")); got != MaxValue {
		t.Errorf("value: got %d bytes, want %d", got, MaxValue)
	}
}

func TestKeepAlive(t *testing.T) {
	tests := map[string]struct {
		head string
		want bool
	}{
		"http_1_1_with_length":    {"HTTP/1.1 200 OK\nContent-Length: 0\n\n", true},
		"http_1_1_until_close":    {"HTTP/1.1 200 OK\n\n", false},
		"http_1_0":                {"HTTP/1.0 200 OK\nContent-Length: 0\n\n", false},
		"http_1_0_keep_alive":     {"HTTP/1.0 200 OK\nContent-Length: 0\nConnection: Keep-Alive\n\n", true},
		"announced_close":         {"HTTP/1.1 200 OK\nContent-Length: 0\nCONNECTION: Close\n\n", false},
		"rtsp":                    {"RTSP/1.0 401 No\n\n", true},
		"something_without_proto": {"<html>", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Parse([]byte(test.head)).KeepAlive(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Parse(raw)
		if len(m.Body) > MaxBody || len(m.Headers) > MaxHeaders {
			t.Errorf("limits broken: %d headers, %d bytes of body", len(m.Headers), len(m.Body))
		}
		m.KeepAlive()
	})
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	writeAll(t, w, text)
	return b.String()
}

func zlibbed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	writeAll(t, zlib.NewWriter(&b), text)
	return b.String()
}

func writeAll(t *testing.T, w io.WriteCloser, text string) {
	t.Helper()
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// cutShort drops the checksum that ends a gzip stream.
func cutShort(s string) string { return s[:len(s)-8] }
