package probe

import (
	"bytes"
	"errors"
	"io"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/probe/http"
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
	switch stored, whole := trim(r.raw); {
	case r.speaks == TLS:
		e.Protocol, e.Outcome = string(q.Protocol), model.NotThisProtocol
	case r.speaks == Silent:
		e.Protocol, e.Outcome, e.Response = greeting(r.raw), model.Answered, stored
	case q.Name == askIcon && !whole && err == nil:
		e.Fields = http.IconFields(r.Body) // of the whole icon, which is too large to keep
	default:
		e.Response = stored
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

// trim cuts the body of an answer to what is kept, and reports whether all of
// it is. The head stays whole: message.Read bounds it.
func trim(raw []byte) (stored []byte, whole bool) {
	body := raw
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if _, after, found := bytes.Cut(raw, []byte(end)); found && (len(after) > len(body) || len(body) == len(raw)) {
			body = after
		}
	}
	excess := len(body) - maxStored
	if excess <= 0 {
		return raw, true
	}
	return raw[:len(raw)-excess], false
}
