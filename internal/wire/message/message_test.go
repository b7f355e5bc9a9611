package message

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

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
	bomb := gzipped(t, strings.Repeat("\x00", 16<<20))
	body := Parse([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb)).Body
	if len(body) > MaxBody {
		t.Errorf("16 MiB of zeros became %d bytes, want at most %d", len(body), MaxBody)
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

func TestChallenges(t *testing.T) {
	tests := map[string]struct {
		value string
		want  []Challenge
	}{
		"digest": {`Digest realm="Login to 4X", nonce="a,b", stale=FALSE`, []Challenge{
			{"Digest", "Login to 4X", map[string]string{"realm": "Login to 4X", "nonce": "a,b", "stale": "FALSE"}}}},
		"no_blank_after_comma": {`Digest realm="c47905000001",nonce="1"`, []Challenge{
			{"Digest", "c47905000001", map[string]string{"realm": "c47905000001", "nonce": "1"}}}},
		"two_in_one_line": {`Digest realm="a", nonce="n", Basic realm="b"`, []Challenge{
			{"Digest", "a", map[string]string{"realm": "a", "nonce": "n"}},
			{"Basic", "b", map[string]string{"realm": "b"}}}},
		"unquoted":       {`Basic realm=IP Camera`, []Challenge{{"Basic", "IP Camera", map[string]string{"realm": "IP Camera"}}}},
		"open_quote":     {`Basic realm="IP Camera`, []Challenge{{"Basic", "IP Camera", map[string]string{"realm": "IP Camera"}}}},
		"escapes":        {`Basic realm="a\"b\\c\d"`, []Challenge{{"Basic", `a"b\c\d`, map[string]string{"realm": `a"b\c\d`}}}},
		"no_scheme":      {`realm="x"`, []Challenge{{"", "x", map[string]string{"realm": "x"}}}},
		"scheme_only":    {`NTLM`, []Challenge{{"NTLM", "", map[string]string{}}}},
		"upper_case":     {`BASIC REALM="x"`, []Challenge{{"BASIC", "x", map[string]string{"realm": "x"}}}},
		"blanks_about_=": {`Basic realm = "x"`, []Challenge{{"Basic", "x", map[string]string{"realm": "x"}}}},
		"empty":          {},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Challenges(test.value)); diff != "" {
				t.Errorf("Challenges (-want +got):\n%s", diff)
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

func FuzzChallenges(f *testing.F) {
	f.Add(`Digest realm="a", nonce="n", Basic realm="b"`)
	f.Add(`Basic realm="a\`)
	f.Add(`realm==`)
	f.Fuzz(func(t *testing.T, value string) {
		if got := Challenges(value); len(got) > maxChallenges {
			t.Errorf("%d challenges", len(got))
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
