package probe

import (
	"context"

	"camorigin/internal/probe/http"
	"camorigin/internal/wire/message"
)

// askWeb asks for the page of a port, then, on the same connection where the
// device keeps it, for the icon, for what the answers so far make sensible, and
// whether ONVIF is spoken. It returns what the port speaks instead of HTTP.
func (s *session) askWeb(ctx context.Context, v *visit) Protocol {
	page, away := s.askForPage(ctx, v)
	switch {
	case page.speaks == HTTP && !v.secure && wantsTLS(page.Message):
		return TLS
	case page.speaks == TLS, page.speaks == RTSP:
		return page.speaks
	case page.closed && !v.secure && !s.guessed:
		s.guessed = true // servers that want TLS also just close
		return TLS
	case page.speaks != HTTP:
		return ""
	}
	s.met[HTTP]++
	if page.slow {
		return "" // a server without end would take all the time of the device
	}
	if away {
		s.away = &service{port: v.port, secure: v.secure}
		return ""
	}
	if better := page.Status == 200 && !s.webShown; s.web == nil || better {
		s.web = &service{port: v.port, secure: v.secure}
		s.webShown = better
		s.askIcon(ctx, v, page)
	}
	s.followUp(ctx, v)
	s.askONVIF(ctx, v)
	return ""
}

// askIcon asks for the icon of a server that does not refuse its page.
func (s *session) askIcon(ctx context.Context, v *visit, page reply) {
	if !refuses(page.Message) && !s.over(ctx) {
		s.ask(ctx, v, s.question(askIcon))
	}
}

// askForPage asks for the page of a port and follows redirections within it.
// One to another port of the device is kept for when that port is met.
func (s *session) askForPage(ctx context.Context, v *visit) (page reply, away bool) {
	q := s.question(askPage)
	if led, ok := s.start[v.port.Port]; ok && led.Secure == v.secure {
		q.Path = led.Target
	}
	hops := s.hops[v.port.Port]
	page = s.ask(ctx, v, q)
	for page.speaks == HTTP && hops < maxRedirects && !s.over(ctx) {
		from := http.Place{Port: v.port.Port, Secure: v.secure, Target: q.Path}
		to, ok := http.Redirect(s.dv.Addr(), from, http.Location(page.Message))
		if !ok || !plainTarget(to.Target) || to == from {
			break
		}
		hops++
		if to.Port != from.Port || to.Secure != from.Secure {
			return page, s.remember(to, hops)
		}
		q.Path = to.Target
		page = s.ask(ctx, v, q)
	}
	return page, false
}

// remember keeps a redirection to another port, and reports whether that port
// may be contacted.
func (s *session) remember(to http.Place, hops int) bool {
	if !s.listed(to.Port) {
		return false
	}
	s.start[to.Port], s.hops[to.Port] = to, hops
	return true
}

// refuses reports whether a web server wants credentials.
func refuses(m message.Message) bool { return m.Status == 401 || m.Status == 403 }

// followUp asks the questions that earlier answers made sensible.
func (s *session) followUp(ctx context.Context, v *visit) {
	for _, q := range s.questions {
		if q.Protocol != HTTP || q.Protected || len(q.When) == 0 {
			continue
		}
		if s.followUps >= maxFollowUps || s.over(ctx) {
			return
		}
		if s.sensible(q) {
			s.followUps++
			s.ask(ctx, v, q)
		}
	}
}

// askAgain goes back to the web service with the questions that only the
// answers of other ports made sensible. Where a redirection led nowhere, the
// service that redirects has to do.
func (s *session) askAgain(ctx context.Context) {
	if s.web == nil {
		s.web = s.away
	}
	if s.web == nil || s.over(ctx) {
		return
	}
	v := &visit{service: *s.web}
	defer v.hangUp()
	s.followUp(ctx, v)
	s.askONVIF(ctx, v)
}
