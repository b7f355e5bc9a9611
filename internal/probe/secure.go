package probe

import (
	"context"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/probe/tls"
)

// askTLS makes a TLS handshake, records the certificate, and asks for the page
// inside. It returns HTTP when the port turned out to answer without TLS.
func (s *session) askTLS(ctx context.Context, v *visit) Protocol {
	v.hangUp() // TLS begins a connection
	if !s.connect(ctx, v) {
		return ""
	}
	if err := s.secure(ctx, v); err != nil {
		if outcomeOf(err) == model.NotThisProtocol {
			return HTTP
		}
		return ""
	}
	s.met[TLS]++
	if !s.over(ctx) {
		s.askWeb(ctx, v)
	}
	return ""
}

// secure makes the handshake on the connection of the visit. The first of a
// visit is recorded; a failed one ends the connection.
func (s *session) secure(ctx context.Context, v *visit) error {
	q := s.question(askCertificate)
	started := s.dv.Now()
	state, err := v.line.StartTLS(ctx, "")
	session := tls.Read(state)
	again := v.secure
	switch {
	case err != nil && session.Leaf == nil:
		v.hangUp()
		s.failed(v, q, err, started)
	case err != nil:
		v.hangUp()
		s.certify(v, q, session, err, started)
	default:
		v.secure = true
		v.line.reader.Reset(v.line)
		if !again {
			s.certify(v, q, session, nil, started)
		}
	}
	return err
}

// certify records what a handshake showed. One that failed after the device had
// sent its certificate has shown that much.
func (s *session) certify(v *visit, q Question, session tls.Session, err error, started time.Time) {
	s.heard.add(Certificate, string(session.Leaf))
	s.record(model.Evidence{
		Port: int(v.port.Port), TLS: true, Protocol: string(TLS), Request: q.Label(),
		Response: session.Leaf, Fields: session.Fields(), Outcome: outcomeOf(err), At: started, Took: s.dv.Now().Sub(started),
	})
}
