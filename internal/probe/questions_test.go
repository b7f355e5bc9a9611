package probe

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/wire/soap"
)

const (
	maxRequest = 1024
	maxHeaders = 8
)

// longest is an address, port and name that make every request as long as it
// can get.
var (
	longestAddr  = netip.MustParseAddr("2001:db8:1111:2222:3333:4444:5555:6666")
	longestPort  = service{port: model.PortRole{Port: 65535}, secure: true}
	longestAgent = UserAgent("v10.20.30-rc.4+20261124.abcdef0")
)

func request(q Question) []byte { return q.bytes(longestAddr, longestPort, longestAgent, 9) }

func TestQuestionsAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	labels := map[string]bool{}
	for _, q := range Questions() {
		if q.Name == "" || seen[q.Name] {
			t.Errorf("name %q: got it twice or empty, want unique", q.Name)
		}
		if q.Purpose == "" {
			t.Errorf("%s: no purpose", q.Name)
		}
		if labels[q.Label()] {
			t.Errorf("%s: label %q is that of another question", q.Name, q.Label())
		}
		seen[q.Name], labels[q.Label()] = true, true
	}
	for _, q := range Questions() {
		if q.After != "" && !seen[q.After] {
			t.Errorf("%s: comes after %q, which is no question", q.Name, q.After)
		}
	}
}

func TestCluesAreLowerCase(t *testing.T) {
	for _, q := range Questions() {
		for _, clue := range q.When {
			if clue.Text != strings.ToLower(clue.Text) || len(clue.Text) < 3 {
				t.Errorf("%s: clue %q: want at least 3 characters in lower case", q.Name, clue.Text)
			}
			if !slices.Contains([]Where{Head, Body, Stream, Certificate, Service}, clue.Where) {
				t.Errorf("%s: clue %q looks at %q, which is no part of an answer", q.Name, clue.Text, clue.Where)
			}
		}
	}
}

// TestRequestsAreWellFormed holds every question to the strict grammar of its
// protocol, to eight headers and to one KiB.
func TestRequestsAreWellFormed(t *testing.T) {
	for _, q := range Questions() {
		t.Run(q.Name, func(t *testing.T) {
			raw := request(q)
			if len(raw) > maxRequest {
				t.Errorf("length: got %d bytes, want at most %d", len(raw), maxRequest)
			}
			switch q.Protocol {
			case HTTP, ONVIF:
				checkHTTP(t, q, raw)
			case RTSP:
				checkRTSP(t, q, raw)
			case TLS, Silent:
				if len(raw) != 0 {
					t.Errorf("got %q, want nothing to be sent", raw)
				}
			default:
				t.Errorf("unknown protocol %q", q.Protocol)
			}
		})
	}
}

func checkHTTP(t *testing.T, q Question, raw []byte) {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
	if err != nil {
		t.Fatalf("request does not parse: %v\n%s", err, raw)
	}
	if n := len(r.Header) + 1; n > maxHeaders { // ReadRequest takes Host out
		t.Errorf("headers: got %d, want at most %d", n, maxHeaders)
	}
	if r.Proto != "HTTP/1.1" || r.Method != q.Method || r.RequestURI != q.Path {
		t.Errorf("request line: got %s %s %s", r.Method, r.RequestURI, r.Proto)
	}
	if want := "[" + longestAddr.String() + "]:65535"; r.Host != want {
		t.Errorf("Host: got %q, want %q", r.Host, want)
	}
	if got := r.Header.Get("User-Agent"); got != longestAgent {
		t.Errorf("User-Agent: got %q, want %q", got, longestAgent)
	}
	if got := r.Header.Get("Accept-Encoding"); got != "identity" {
		t.Errorf("Accept-Encoding: got %q, want identity", got)
	}
	for _, name := range []string{"Authorization", "Proxy-Authorization", "Cookie", "Expect", "Upgrade", "Referer", "Origin", "Te"} {
		if value := r.Header.Get(name); value != "" {
			t.Errorf("%s: got %q, want none", name, value)
		}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || int64(len(body)) != max(r.ContentLength, 0) {
		t.Errorf("body: got %d bytes, error %v, want the stated length %d", len(body), err, r.ContentLength)
	}
	checkBody(t, q, r, body)
}

func checkBody(t *testing.T, q Question, r *http.Request, body []byte) {
	t.Helper()
	switch {
	case q.Method == "GET":
		if len(body) != 0 {
			t.Errorf("got a GET with a body: %q", body)
		}
	case q.Protocol == ONVIF:
		checkSOAP(t, q, body)
	case json.Valid(body):
		const path, want = "/axis-cgi/basicdeviceinfo.cgi", `{"apiVersion":"1.0","method":"getAllUnrestrictedProperties"}`
		if r.RequestURI != path || string(body) != want {
			t.Errorf("JSON to %s: got %s, want nothing but the documented anonymous question to %s", r.RequestURI, body, path)
		}
	default:
		t.Errorf("got %s %s with a body that is neither SOAP nor JSON: %q", r.Method, r.RequestURI, body)
	}
}

func checkSOAP(t *testing.T, q Question, body []byte) {
	t.Helper()
	var envelope struct {
		XMLName xml.Name `xml:"http://www.w3.org/2003/05/soap-envelope Envelope"`
		Header  *string  `xml:"Header"`
		Body    struct {
			Inner []struct{ XMLName xml.Name } `xml:",any"`
		} `xml:"Body"`
	}
	if err := xml.Unmarshal(body, &envelope); err != nil {
		t.Fatalf("envelope: %v\n%s", err, body)
	}
	if envelope.Header != nil {
		t.Error("got a SOAP header, want none: it is where credentials go")
	}
	operation := xml.Name{Space: "http://www.onvif.org/ver10/device/wsdl", Local: string(q.Operation)}
	if inner := envelope.Body.Inner; len(inner) != 1 || inner[0].XMLName != operation {
		t.Errorf("operation: got %v, want %v", inner, operation)
	}
}

var rtspRequest = regexp.MustCompile(`^(OPTIONS|DESCRIBE) rtsp://\[[0-9a-f:]+\]:\d{1,5}/[!-~]* RTSP/1\.0\r\n(?:[A-Z][A-Za-z-]*: [ -~]+\r\n){1,8}\r\n$`)

func checkRTSP(t *testing.T, q Question, raw []byte) {
	t.Helper()
	if !rtspRequest.Match(raw) {
		t.Errorf("got %q, want %s", raw, rtspRequest)
	}
	if !bytes.Contains(raw, []byte("\r\nCSeq: 9\r\n")) {
		t.Errorf("got %q, want one CSeq", raw)
	}
	if q.Method != "OPTIONS" && q.Method != "DESCRIBE" {
		t.Errorf("method: got %s, want OPTIONS or DESCRIBE", q.Method)
	}
}

// TestRequestsAreHarmless walks over everything that can be sent.
func TestRequestsAreHarmless(t *testing.T) {
	words := append(Forbidden(),
		"authorization:", "cookie:", "security", "usernametoken", "setup ", "play ", "record ", "teardown ", "announce ",
		"put ", "delete ", "action=set", "action=update", "action=add", "action=remove", "reboot", "restart", "reset",
		"upgrade", "login.cgi", "<script", "%2e", "%00")
	for _, q := range Questions() {
		raw := strings.ToLower(string(request(q)))
		for _, word := range words {
			if strings.Contains(raw, word) {
				t.Errorf("%s: request holds %q:\n%s", q.Name, word, raw)
			}
		}
		for _, r := range raw {
			if r != '\r' && r != '\n' && (r < ' ' || r > '~') {
				t.Errorf("%s: request holds %q", q.Name, r)
			}
		}
	}
}

// TestOnlyReadingONVIF holds the unprotected questions to the class PRE_AUTH of
// the ONVIF Core specification.
func TestOnlyReadingONVIF(t *testing.T) {
	preAuth := []soap.Operation{soap.GetSystemDateAndTime, soap.GetServices, soap.GetCapabilities, soap.GetHostname}
	for _, q := range Questions() {
		if q.Protocol != ONVIF {
			continue
		}
		if open := slices.Contains(preAuth, q.Operation); open == q.Protected {
			t.Errorf("%s: protected %t, want %t", q.Operation, q.Protected, !open)
		}
	}
}

// TestProtectedQuestionsAreMarked names the paths that must be protected
// questions wherever they stand.
func TestProtectedQuestionsAreMarked(t *testing.T) {
	protected := []string{"/ISAPI/", "magicBox.cgi", "/LAPI/", "/stw-cgi/", "inquiry.cgi", "getparam.cgi", "GetDeviceInformation"}
	for _, q := range Questions() {
		named := slices.ContainsFunc(protected, func(p string) bool { return strings.Contains(q.Label(), p) })
		if named != q.Protected {
			t.Errorf("%s: protected %t, want %t", q.Label(), q.Protected, named)
		}
	}
}

// TestSourceHoldsNothingForbidden reads the source of this package and of those
// below it. Only the list itself may hold the texts.
func TestSourceHoldsNothingForbidden(t *testing.T) {
	texts := append(Forbidden()[:7], "YWRtaW46MTEK", "UsernameToken", "Authorization:", "net/http\"", "net.Dial", "tls.Dial")
	files := 0
	for _, dir := range []string{".", "http", "rtsp", "onvif", "tls"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			name := entry.Name()
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "forbidden.go" {
				continue
			}
			files++
			source, err := os.ReadFile(dir + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range texts {
				if strings.Contains(strings.ToLower(string(source)), strings.ToLower(text)) {
					t.Errorf("%s/%s holds %q", dir, name, text)
				}
			}
		}
	}
	if files < 15 {
		t.Errorf("files read: got %d, want the whole package", files)
	}
}

func TestTargetsThatDevicesChoose(t *testing.T) {
	cases := []struct {
		name, target string
		want         bool
	}{
		{"page", "/index.html", true},
		{"page_with_query", "/cgi-bin/main.cgi?webid=1", true},
		{"credentials", "/x?auth=YWRtaW46MTEK", false},
		{"encoded_credentials", "/x?%61uth=YWRtaW46MTEK", false},
		{"configuration", "/System/configurationFile", false},
		{"other_case", "/SYSTEM/configurationfile", false},
		{"leaves_the_root", "/a/../../etc/passwd", false},
		{"leaves_the_root_encoded", "/a/%2e%2e%2fetc/passwd", false},
		{"user", "/login?user=admin", false},
		{"broken_encoding", "/%zz", false},
		{"no_path", "index.html", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := plainTarget(c.target); got != c.want {
				t.Errorf("plainTarget(%q): got %t, want %t", c.target, got, c.want)
			}
		})
	}
}
