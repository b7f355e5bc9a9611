package probe

import "context"

// askStream asks an RTSP port for its methods and once for the description of
// its stream, on one connection. A device that already refuses OPTIONS has said
// what it has to say. It returns what the port speaks instead of RTSP.
func (s *session) askStream(ctx context.Context, v *visit) Protocol {
	options := s.ask(ctx, v, s.question(askOptions))
	switch {
	case options.speaks == HTTP, options.speaks == TLS:
		return options.speaks
	case options.closed:
		return HTTP
	case options.speaks != RTSP:
		return ""
	}
	s.met[RTSP]++
	if options.Status == 401 || s.over(ctx) {
		return ""
	}
	description := s.ask(ctx, v, s.question(askDescribe))
	if description.Status != 404 {
		return ""
	}
	for _, q := range s.questions {
		if q.Protocol == RTSP && len(q.When) > 0 && s.sensible(q) && !s.over(ctx) {
			s.ask(ctx, v, q)
			return ""
		}
	}
	return ""
}
