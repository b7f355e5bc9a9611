package lab

import (
	"strings"
	"testing"
	"time"
)

// moment is a time of the tests, in milliseconds.
func moment(ms int) time.Time { return time.UnixMilli(int64(1_000_000 + ms)) }

func spansOf(edges ...[2]int) []*span {
	var spans []*span
	for _, e := range edges {
		s := &span{port: 18080, from: moment(e[0])}
		if e[1] >= 0 {
			s.to = moment(e[1])
		}
		spans = append(spans, s)
	}
	return spans
}

func TestMaxAtOnce(t *testing.T) {
	tests := []struct {
		name  string
		spans []*span
		want  int
	}{
		{"none", nil, 0},
		{"one", spansOf([2]int{0, 50}), 1},
		{"one_after_the_other", spansOf([2]int{0, 50}, [2]int{100, 150}), 1},
		{"end_seen_a_little_late", spansOf([2]int{0, 105}, [2]int{100, 150}), 1},
		{"two_overlap", spansOf([2]int{0, 150}, [2]int{100, 250}), 2},
		{"three_in_a_chain_are_two", spansOf([2]int{0, 150}, [2]int{100, 250}, [2]int{200, 300}), 2},
		{"three_at_once", spansOf([2]int{0, 500}, [2]int{100, 500}, [2]int{200, 500}), 3},
		{"still_open", spansOf([2]int{0, -1}, [2]int{100, -1}), 2},
		{"very_short", spansOf([2]int{0, 1}, [2]int{0, 1}), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := maxAtOnce(test.spans, moment(1000)); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func TestMeasure(t *testing.T) {
	var c Counters
	c.measure(spansOf([2]int{0, 300}, [2]int{100, 180}, [2]int{250, -1}), moment(900))
	if c.ShortestGap != 100*time.Millisecond || c.Duration != 900*time.Millisecond || c.Open != 1 || c.MaxAtOnce != 2 {
		t.Errorf("got gap %v, duration %v, %d open, %d at once; want 100ms, 900ms, 1, 2", c.ShortestGap, c.Duration, c.Open, c.MaxAtOnce)
	}
}

func TestMeasure_allows_for_a_late_scheduler(t *testing.T) {
	spans := spansOf([2]int{85, 95}, [2]int{100, 180})
	spans[0].slack = 85 * time.Millisecond
	var c Counters
	c.measure(spans, moment(200))
	if c.ShortestGap != 100*time.Millisecond {
		t.Errorf("got a gap of %v, want 100ms: the first connection was noticed 85ms late", c.ShortestGap)
	}
}

func TestPulse_remembers_for_a_while(t *testing.T) {
	at := 0
	p := &pulse{now: func() time.Time { return moment(at) }}
	steps := []struct {
		name string
		at   int
		beat bool
		want time.Duration
	}{
		{"first_beat", 0, true, 0},
		{"in_time", 5, true, 0},
		{"overdue", 65, false, 55 * time.Millisecond},
		{"late_beat", 65, true, 55 * time.Millisecond},
		{"in_time_again", 70, true, 55 * time.Millisecond},
		{"shorter_lateness", 85, true, 55 * time.Millisecond},
		{"forgotten", 330, true, 240 * time.Millisecond},
	}
	for _, step := range steps {
		at = step.at
		if step.beat {
			p.beat()
		}
		if got := p.slack(); got != step.want {
			t.Errorf("%s: got %v, want %v", step.name, got, step.want)
		}
	}
}

func TestBudget_check(t *testing.T) {
	clean := func() Counters {
		return Counters{
			Connections: 5, MaxAtOnce: 2, MaxAtOnceByPort: map[uint16]int{18554: 1}, ShortestGap: 100 * time.Millisecond,
			Duration: 2 * time.Second, Requests: 3, TLSHandshakes: 1, BytesOut: 4000,
			Log: []Request{{18080, "GET", "/"}, {18554, "DESCRIBE", "rtsp://a/"}, {18080, "POST GetServices", "/onvif/device_service"},
				{18080, "POST", "/axis-cgi/basicdeviceinfo.cgi"}, {18080, "GET", "/ISAPI/System/deviceInfo"}},
		}
	}
	tests := []struct {
		name   string
		change func(*Counters)
		want   string // empty: nothing is exceeded
	}{
		{"within", func(*Counters) {}, ""},
		{"too_many_connections", func(c *Counters) { c.Connections = 25 }, "25 connections,"},
		{"three_at_once", func(c *Counters) { c.MaxAtOnce = 3 }, "3 connections at once"},
		{"two_at_once_on_rtsp", func(c *Counters) { c.MaxAtOnceByPort[18554] = 2 }, "RTSP port 18554"},
		{"too_many_requests", func(c *Counters) { c.Requests = 21 }, "21 requests"},
		{"too_many_tls_handshakes", func(c *Counters) { c.TLSHandshakes = 5 }, "5 TLS"},
		{"too_close", func(c *Counters) { c.ShortestGap = 30 * time.Millisecond }, "30ms apart"},
		{"too_long", func(c *Counters) { c.Duration = 22 * time.Second }, "held for 22s"},
		{"too_much_read", func(c *Counters) { c.BytesOut = 10 << 20 }, "bytes taken"},
		{"two_protected_questions", func(c *Counters) { c.Log = append(c.Log, Request{18080, "POST GetDeviceInformation", "/"}) }, "2 protected questions"},
		{"credentials", func(c *Counters) { c.Credentials = []string{"Cookie header"} }, "credentials: Cookie"},
		{"malformed", func(c *Counters) { c.Malformed = []string{"GET"} }, "malformed"},
		{"bytes_to_a_silent_port", func(c *Counters) { c.StrayBytes = 3 }, "3 bytes sent"},
		{"setup", func(c *Counters) { c.Log = append(c.Log, Request{18554, "SETUP", "rtsp://a/"}) }, "SETUP"},
		{"post_elsewhere", func(c *Counters) { c.Log = append(c.Log, Request{18080, "POST", "/RPC2"}) }, "POST /RPC2"},
		{"onvif_that_changes", func(c *Counters) { c.Log = append(c.Log, Request{18080, "POST SetHostname", "/"}) }, "SetHostname"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := clean()
			test.change(&c)
			got := strings.Join(DeviceBudget().check(c, []uint16{18554}), "; ")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTally_reset_forgets_what_is_open(t *testing.T) {
	account := &tally{now: func() time.Time { return moment(0) }}
	open := account.accepted(18080)
	account.reset()
	account.ended(open, endedByFIN)
	if c := account.snapshot(); c.Connections != 0 || c.FINs != 0 || c.Open != 0 {
		t.Errorf("got %d connections, %d ended, %d open; want none", c.Connections, c.FINs, c.Open)
	}
}

func TestRequests_next(t *testing.T) {
	tests := []struct {
		name, in, method string
		malformed        bool
		credentials      int
	}{
		{"get", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET", false, 0},
		{"describe", "DESCRIBE rtsp://a/ RTSP/1.0\r\nCSeq: 2\r\n\r\n", "DESCRIBE", false, 0},
		{"basic_login", "GET / HTTP/1.1\r\nAuthorization: Basic YTpi\r\n\r\n", "GET", false, 1},
		{"cookie", "GET / HTTP/1.1\r\nCookie: a=b\r\n\r\n", "GET", false, 1},
		{"user_in_address", "DESCRIBE rtsp://u:p@a/ RTSP/1.0\r\nCSeq: 2\r\n\r\n", "DESCRIBE", false, 1},
		{"soap_login", "POST / HTTP/1.1\r\nContent-Length: 22\r\n\r\n<wsse:UsernameToken />", "POST", false, 1},
		{"no_version", "GET /\r\n\r\n", "", true, 0},
		{"lower_case_method", "get / HTTP/1.1\r\n\r\n", "", true, 0},
		{"binary", "\x00\x01\x02\x03\r\n", "", true, 0},
		{"header_without_colon", "GET / HTTP/1.1\r\nnothing\r\n\r\n", "", true, 0},
		{"body_cut", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc", "", true, 0},
		{"length_of_text", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "", true, 0},
		{"too_long", "GET / HTTP/1.1\r\nA: " + strings.Repeat("a", maxRequest) + "\r\n\r\n", "", true, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := newRequests(strings.NewReader(test.in)).next()
			if (err != nil) != test.malformed {
				t.Fatalf("got error %v, want one: %t", err, test.malformed)
			}
			if err == nil && (r.method != test.method || len(r.credentials()) != test.credentials) {
				t.Errorf("got %s with %q, want %s with %d credentials", r.method, r.credentials(), test.method, test.credentials)
			}
		})
	}
}

func FuzzRequests(f *testing.F) {
	f.Add("GET / HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n")
	f.Add("POST / HTTP/1.1\r\nContent-Length: 30\r\n\r\n<E><Body><GetServices/></Body>")
	f.Fuzz(func(t *testing.T, in string) {
		incoming := newRequests(strings.NewReader(in))
		for range 1 + len(in) {
			r, err := incoming.next()
			if err != nil {
				return
			}
			_, _ = r.operation(), r.credentials()
			if len(r.body) > maxRequest {
				t.Errorf("got a body of %d bytes, want at most %d", len(r.body), maxRequest)
			}
		}
		t.Errorf("got no end of requests from %d bytes", len(in))
	})
}
