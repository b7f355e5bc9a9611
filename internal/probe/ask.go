package probe

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/probe/http"
	"camorigin/internal/probe/onvif"
	"camorigin/internal/probe/rtsp"
	"camorigin/internal/wire/message"
)

// reply is what came of a question.
type reply struct {
	message.Message
	raw    []byte
	speaks Protocol // what the answer is, whatever was asked; empty when there was none
	asked  bool     // there was a connection to ask on
	closed bool     // the device ended the connection without an answer
	slow   bool     // time ran out before the answer was whole
}

// ask puts a question to the port of a visit, on its open connection where
// there is one, and records what came of it. A kept connection that the device
// has closed in the meantime is replaced once.
func (s *session) ask(ctx context.Context, v *visit, q Question) reply {
	if !s.connect(ctx, v) {
		s.status[q.Name] = 0
		return reply{}
	}
	kept := v.line.used
	started := s.dv.Now()
	raw, err := s.exchange(ctx, v, q)
	if kept && len(raw) == 0 && droppedByPeer(err) {
		v.hangUp()
		v.single = true
		return s.ask(ctx, v, q)
	}
	r := reply{Message: message.Parse(raw), raw: raw, asked: true, closed: outcomeOf(err) == model.NotThisProtocol, slow: outcomeOf(err) == model.Timeout}
	r.speaks = sniff(raw, r.Message)
	s.status[q.Name] = r.Status
	if r.speaks == "" {
		v.hangUp()
		s.failed(v, q, err, started)
		return r
	}
	s.file(v, q, r, err, started)
	if !r.slow {
		s.slowest = max(s.slowest, s.dv.Now().Sub(started))
	}
	v.answered = true
	if err != nil || v.single || !r.KeepAlive() {
		v.hangUp()
	} else {
		v.line.used = true
		v.line.SetStep(s.patience(v))
	}
	return r
}

func (s *session) exchange(ctx context.Context, v *visit, q Question) ([]byte, error) {
	if err := v.line.Send(ctx, q.Label(), s.request(v, q)); err != nil {
		if errors.Is(err, netx.ErrBudget) {
			s.leave("all questions are spent")
		}
		return nil, err
	}
	return message.Read(v.line.reader, message.Limits{})
}

// request is what a question looks like on the wire.
func (s *session) request(v *visit, q Question) []byte {
	if q.Protocol == RTSP {
		v.line.cseq++
	}
	return q.bytes(s.dv.Addr(), v.service, s.iv.UserAgent, v.line.cseq)
}

// bytes is the request of a question in HTTP, RTSP or ONVIF. A question in
// another protocol sends nothing of its own.
func (q Question) bytes(addr netip.Addr, to service, userAgent string, cseq int) []byte {
	switch q.Protocol {
	case RTSP:
		return rtsp.Request{
			Describe: q.Method == "DESCRIBE", URL: rtsp.URL(addr, to.port.Port, q.Path), CSeq: cseq, UserAgent: userAgent,
		}.Bytes()
	case HTTP, ONVIF:
		body, contentType := q.body()
		return http.Request{
			Method: q.Method, Target: q.Path, Host: http.Host(addr, to.port.Port, to.secure),
			UserAgent: userAgent, Body: body, ContentType: contentType,
		}.Bytes()
	}
	return nil
}

// droppedByPeer reports whether a kept connection was ended by the device, so
// that the question was never heard.
func droppedByPeer(err error) bool {
	switch outcomeOf(err) {
	case model.NotThisProtocol, model.Reset:
		return !errors.Is(err, message.ErrNotMessage)
	}
	return false
}

// file records an answer, tells the clues of it, and passes on its signs of
// distress and its refusals.
func (s *session) file(v *visit, q Question, r reply, err error, started time.Time) {
	s.recordAnswer(v, q, r, err, started)
	s.heard.answer(protocolOf(q, r), r.Message)
	if onvif.Denied(r.Message) {
		s.denied[q.Protocol], s.denied[protocolOf(q, r)] = true, true
	}
	if sign, ok := distress(r.Message); ok {
		s.dv.Note(sign)
	}
}

// protocolOf names the family that an answer belongs to. The page that a web
// server sends for the path of the ONVIF service is an answer of the web
// server, and must not count as a second family.
func protocolOf(q Question, r reply) Protocol {
	if q.Protocol == ONVIF && r.speaks == HTTP && onvif.Speaks(r.Message) {
		return ONVIF
	}
	return r.speaks
}

// distress reads the ways in which an answer says that the device is
// overloaded: HTTP 503 and 429 (RFC 9110, RFC 6585), RTSP 453 (RFC 2326), and
// Retry-After with any answer but a redirection.
func distress(m message.Message) (netx.Sign, bool) {
	switch {
	case m.Status == 503:
		return netx.SignUnavailable, true
	case m.Status == 429:
		return netx.SignTooMany, true
	case m.Status == 453 && m.Speaks("RTSP"):
		return netx.SignBandwidth, true
	case m.Get("Retry-After") != "" && m.Status/100 != 3:
		return netx.SignRetryAfter, true
	}
	return "", false
}
