package probe

import (
	"context"
	"strconv"

	"camorigin/internal/model"
)

// maxGreetingBytes bounds what a port may say by itself.
const maxGreetingBytes = 4 << 10

// listen opens a port, waits a moment for what the device says by itself, and
// closes it. Nothing is sent: the ports of vendor protocols take their first
// message for a login.
func (s *session) listen(ctx context.Context, v *visit) {
	if !s.connect(ctx, v) {
		return
	}
	q := s.question(askGreeting)
	started := s.dv.Now()
	v.line.SetStep(s.iv.greeting())
	said := make([]byte, maxGreetingBytes)
	n, err := v.line.Read(said)
	said = said[:n]
	e := model.Evidence{
		Port: int(v.port.Port), Protocol: string(Silent), Request: q.Label(),
		Fields: model.Fields{"port.open": {strconv.Itoa(int(v.port.Port))}},
		At:     started, Took: s.dv.Now().Sub(started),
	}
	switch {
	case n > 0:
		e.Protocol, e.Response = greeting(said), said
	case outcomeOf(err) == model.Cancelled:
		s.leave(string(model.Cancelled))
	default:
		e.Outcome = model.Open
	}
	s.record(e)
}
