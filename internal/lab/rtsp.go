package lab

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// streamServer is a compiled RTSP service.
type streamServer struct {
	eol      string
	cseq     string
	options  streamAnswer
	describe streamAnswer
	missing  streamAnswer
	paths    map[string]bool // nil for all
	now      func() time.Time
}

// streamAnswer is a compiled RTSP answer.
type streamAnswer struct {
	status  string
	headers []string
	sdp     []byte
	raw     []byte
}

func compileRTSP(r *RTSP, v variables, now func() time.Time) (*streamServer, error) {
	s := &streamServer{cseq: r.CSeq, now: now}
	if s.cseq == "" {
		s.cseq = "CSeq"
	}
	var err error
	if s.eol, err = lineEnd(r.EOL); err != nil {
		return nil, err
	}
	if r.Options == nil || r.Describe == nil {
		return nil, fmt.Errorf("options or describe is missing, give both answers")
	}
	missing := r.Missing
	if missing == nil {
		missing = &RTSPAnswer{Status: "404 Stream Not Found"}
	}
	for _, part := range []struct {
		name string
		from *RTSPAnswer
		to   *streamAnswer
	}{{"options", r.Options, &s.options}, {"describe", r.Describe, &s.describe}, {"missing", missing, &s.missing}} {
		if *part.to, err = part.from.compile(r.Headers, v); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	if len(r.Paths) > 0 {
		s.paths = map[string]bool{}
		for _, path := range r.Paths {
			s.paths[path] = true
		}
	}
	return s, nil
}

func (a *RTSPAnswer) compile(common []string, v variables) (streamAnswer, error) {
	raw, err := v.text(a.Raw)
	if err != nil {
		return streamAnswer{}, err
	}
	headers, err := v.lines(mergeHeaders(common, a.Headers))
	if err != nil {
		return streamAnswer{}, err
	}
	challenges, err := v.lines(a.Challenge)
	if err != nil {
		return streamAnswer{}, err
	}
	sdp, err := v.text(a.SDP)
	if err != nil {
		return streamAnswer{}, err
	}
	for _, challenge := range challenges {
		headers = append(headers, "WWW-Authenticate: "+challenge)
	}
	if sdp != "" {
		sdp = strings.ReplaceAll(sdp, "\n", "\r\n")
		headers = append(mergeHeaders([]string{"Content-Type: application/sdp"}, headers), "Content-Length: "+lengthMark)
	}
	return streamAnswer{status: statusOr(a.Status, challenges), headers: headers, sdp: []byte(sdp), raw: []byte(raw)}, nil
}

// serve answers requests until the peer ends the connection.
func (s *streamServer) serve(c *conn, stream net.Conn) {
	incoming := newRequests(stream)
	for {
		r, err := incoming.next()
		if err != nil {
			c.accountError(err)
			return
		}
		c.account(r)
		if _, err := stream.Write(s.bytes(r, s.answer(r))); err != nil {
			return
		}
	}
}

func (s *streamServer) answer(r request) streamAnswer {
	switch {
	case r.proto != "RTSP/1.0":
		return streamAnswer{status: "400 Bad Request"}
	case r.method == "OPTIONS":
		return s.options
	case r.method == "DESCRIBE" && s.serves(r.target):
		return s.describe
	case r.method == "DESCRIBE":
		return s.missing
	}
	return streamAnswer{status: "405 Method Not Allowed"}
}

// serves reports whether there is a stream at an address.
func (s *streamServer) serves(target string) bool {
	if s.paths == nil {
		return true
	}
	u, err := url.Parse(target)
	return err == nil && s.paths[strings.TrimSuffix(u.Path, "/")]
}

// bytes is the answer as it goes out.
func (s *streamServer) bytes(r request, a streamAnswer) []byte {
	if len(a.raw) > 0 {
		return a.raw
	}
	fill := strings.NewReplacer(
		lengthMark, strconv.Itoa(len(a.sdp)),
		dateMark, s.now().UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"),
	)
	var out strings.Builder
	line := func(text string) { _, _ = io.WriteString(&out, fill.Replace(text)+s.eol) }
	line("RTSP/1.0 " + a.status)
	if seq := r.header.Get("CSeq"); seq != "" && s.cseq != "none" {
		line(s.cseq + ": " + seq)
	}
	for _, header := range a.headers {
		line(header)
	}
	line("")
	out.Write(a.sdp)
	return []byte(out.String())
}
