package probe

import (
	"bufio"
	"context"
	"errors"
	"io"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

// visit is one port being met.
type visit struct {
	service
	line     *line
	single   bool // the device closes after each answer, whatever it announces
	answered bool // the port answered a question
}

// line is one connection with what was read ahead on it.
type line struct {
	*netx.Conn
	reader *bufio.Reader
	used   bool // an answer came on it
	cseq   int  // of the latest RTSP request
}

// meet asks one port. The role of the port says what to try first; what answers
// decides what to try next, each protocol at most once.
func (s *session) meet(ctx context.Context, port model.PortRole, open *netx.Conn) {
	v := &visit{service: service{port: port}}
	defer v.hangUp()
	if open != nil {
		s.use(v, open)
	}
	if port.Role == model.RoleSilent || port.Role == model.RoleONVIF && s.onvif != nil {
		s.listen(ctx, v)
		return
	}
	done := map[Protocol]bool{}
	for speaks := firstTry(port.Role); speaks != "" && !done[speaks] && !s.over(ctx); {
		done[speaks] = true
		speaks = s.try(ctx, v, speaks)
	}
}

func firstTry(role model.Role) Protocol {
	switch role {
	case model.RoleRTSP:
		return RTSP
	case model.RoleTLS:
		return TLS
	case model.RoleONVIF:
		return ONVIF
	}
	return HTTP
}

// try asks in one protocol, and returns the one that the port turned out to
// speak instead, if any.
func (s *session) try(ctx context.Context, v *visit, protocol Protocol) Protocol {
	switch protocol {
	case HTTP:
		return s.askWeb(ctx, v)
	case RTSP:
		return s.askStream(ctx, v)
	case TLS:
		return s.askTLS(ctx, v)
	case ONVIF:
		return s.askONVIFPort(ctx, v)
	}
	return ""
}

// connect makes sure that the visit has a connection, with TLS where the
// service has it. What the attempt showed is recorded when there is none.
func (s *session) connect(ctx context.Context, v *visit) bool {
	if v.line != nil {
		return true
	}
	started := s.dv.Now()
	c, err := s.dv.Dial(ctx, v.port.Port, v.port.Role)
	if err != nil {
		s.failed(v, s.question(askGreeting), err, started)
		return false
	}
	s.use(v, c)
	if v.secure {
		return s.secure(ctx, v) == nil
	}
	return true
}

func (s *session) use(v *visit, c *netx.Conn) {
	c.SetStep(s.patience(v))
	v.line = &line{Conn: c, reader: bufio.NewReader(c)}
}

// patience is how long a question may take. On a port that has not answered yet
// it goes by what the other answers of the device took, so that ports which
// accept and wait for some protocol of their own cost little of its time.
func (s *session) patience(v *visit) time.Duration {
	step := s.iv.step()
	if s.slowest == 0 || v.answered {
		return step
	}
	return min(step, max(shortStep, slowFactor*s.slowest))
}

// A device that has answered takes no longer than this on another port, as a
// rule: cameras think for 20 to 200 ms, some for a second.
const (
	shortStep  = 1500 * time.Millisecond
	slowFactor = 10
)

// hangUp closes the connection of the visit, if there is one.
func (v *visit) hangUp() {
	if v.line != nil {
		_ = v.line.Close() // what was to be read was read
		v.line = nil
	}
}

// failed records that a question has no answer, and ends the interview when the
// scan is stopping.
func (s *session) failed(v *visit, q Question, err error, started time.Time) {
	outcome := outcomeOf(err)
	if outcome == model.Cancelled || outcome == model.OutOfScope {
		s.leave(string(outcome))
	}
	s.record(model.Evidence{
		Port: int(v.port.Port), TLS: v.secure, Protocol: string(q.Protocol), Request: q.Label(),
		Outcome: outcome, At: started, Took: s.dv.Now().Sub(started),
	})
}

// outcomeOf is netx.OutcomeOf, except that a device which ends the connection
// in good order instead of answering has not reset it: it does not speak the
// protocol, or not with everybody.
func outcomeOf(err error) model.Outcome {
	if errors.Is(err, io.EOF) {
		return model.NotThisProtocol
	}
	return netx.OutcomeOf(err)
}
