package probe

import (
	"bytes"
	"errors"
	"io"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/wire/message"
)

// maxStored is how much of a body is kept as evidence, in bytes.
const maxStored = 64 << 10

// recordAnswer records an answer under the protocol that it turned out to be
// in. A cut answer is recorded as far as it came, with what cut it.
func (s *session) recordAnswer(v *visit, q Question, r reply, err error, started time.Time) {
	e := model.Evidence{
		Port: int(v.port.Port), TLS: v.secure, Protocol: string(protocolOf(q, r)), Request: q.Label(),
		Outcome: answerOutcome(err), At: started, Took: s.dv.Now().Sub(started),
	}
	switch {
	case r.speaks == TLS:
		e.Protocol, e.Outcome = string(q.Protocol), model.NotThisProtocol
	case r.speaks == Silent:
		e.Protocol, e.Outcome, e.Response = greeting(r.raw), model.Answered, trim(r.raw)
	case q.Name == askIcon:
		e.Response = r.raw // its hash needs the whole icon; message.Read bounds it
	default:
		e.Response = trim(r.raw)
	}
	s.record(e)
}

// answerOutcome names what cut an answer of which something came.
func answerOutcome(err error) model.Outcome {
	switch {
	case err == nil:
		return model.Answered
	case errors.Is(err, message.ErrTooLarge):
		return model.TooLarge
	case errors.Is(err, io.ErrUnexpectedEOF):
		return model.Malformed // the stated length was wrong
	}
	return netx.OutcomeOf(err)
}

// trim cuts the body of an answer to what is kept. The head stays whole:
// message.Read bounds it.
func trim(raw []byte) []byte {
	body := raw
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if _, after, found := bytes.Cut(raw, []byte(end)); found && (len(after) > len(body) || len(body) == len(raw)) {
			body = after
		}
	}
	return raw[:len(raw)-max(len(body)-maxStored, 0)]
}
