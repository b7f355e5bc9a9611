package probe

import "context"

// askProtected asks the one protected question that a device may be asked, as
// the last question of all.
func (s *session) askProtected(ctx context.Context) {
	if s.over(ctx) || !s.mayAskProtected() {
		return
	}
	for _, q := range s.questions {
		to := s.askable(q)
		if to == nil {
			continue
		}
		s.dv.TookProtected(q.Label())
		v := &visit{service: *to}
		s.ask(ctx, v, q)
		v.hangUp()
		return
	}
}

// mayAskProtected reports whether a protected question is allowed at all: not
// in the gentle profile, not when the operator forbids it, not when one was
// asked already, and only when maker or model is still unknown.
func (s *session) mayAskProtected() bool {
	if s.iv.Gentle || s.iv.NoProtected || !s.dv.MayAskProtected() {
		return false
	}
	known := s.known()
	return !known.Maker || !known.Model
}

// askable returns the service that a protected question fits, and nil when
// there is none. A service that refused any question for want of credentials is
// not asked a protected one.
func (s *session) askable(q Question) *service {
	if !q.Protected || s.denied[q.Protocol] || !s.sensible(q) {
		return nil
	}
	switch q.Protocol {
	case HTTP:
		return s.web
	case ONVIF:
		return s.onvif
	}
	return nil
}
