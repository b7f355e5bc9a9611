package probe

import (
	"context"

	"camorigin/internal/probe/onvif"
)

// askONVIFPort asks a port of the role onvif for its device service. It returns
// what the port speaks when that is not ONVIF: HTTP where it is an ordinary web
// server.
func (s *session) askONVIFPort(ctx context.Context, v *visit) Protocol {
	first := s.askTime(ctx, v)
	if s.onvif != nil {
		return ""
	}
	if first.closed {
		return HTTP
	}
	return first.speaks
}

// askONVIF asks a web port whether ONVIF is spoken there, unless that is known
// of another port or was asked of enough of them.
func (s *session) askONVIF(ctx context.Context, v *visit) {
	if s.onvif != nil || len(s.tried) >= maxONVIFPorts || s.tried[v.port.Port] || s.over(ctx) {
		return
	}
	s.askTime(ctx, v)
}

// askTime asks for the time of the device service, and for more where there is
// one.
func (s *session) askTime(ctx context.Context, v *visit) reply {
	first := s.ask(ctx, v, s.question(askTime))
	if first.asked {
		s.tried[v.port.Port] = true
	}
	if first.speaks == HTTP && onvif.Speaks(first.Message) {
		s.converse(ctx, v, first)
	}
	return first
}

// converse asks the questions of the class PRE_AUTH. A device that refuses
// even those is asked no further.
func (s *session) converse(ctx context.Context, v *visit, answer reply) {
	s.met[ONVIF]++
	s.onvif = &service{port: v.port, secure: v.secure}
	for _, name := range []string{askServices, askCapabilities, askHostname} {
		if s.over(ctx) || onvif.Denied(answer.Message) {
			return
		}
		if q := s.question(name); s.sensible(q) {
			answer = s.ask(ctx, v, q)
		}
	}
}
