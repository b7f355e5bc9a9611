package probe

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/probe/http"
)

// Bounds of one interview, below the budget that netx enforces.
const (
	maxFollowUps  = 4 // follow-up questions: paths guessed in a burst raise alarms on some devices
	maxRedirects  = 2 // redirections in a row
	maxONVIFPorts = 3 // ports that are tried for ONVIF
)

// session is one interview: what was asked, what was heard, and which ports are
// still to be met.
type session struct {
	iv   *Interviewer
	dv   *netx.Device
	emit func(model.Evidence)
	log  *slog.Logger

	questions []Question
	todo      []model.PortRole
	ports     []model.PortRole
	evidence  []model.Evidence
	heard     heard
	status    map[string]int   // status of the last answer to a question, by name; 0 when there was none
	met       map[Protocol]int // ports that turned out to speak the protocol
	attempts  map[model.Role]int

	judged  int // how much of the evidence settled is about
	settled Settled

	start     map[uint16]http.Place // where a redirection led, by port
	hops      map[uint16]int        // redirections on the way there
	followUps int
	slowest   time.Duration // the longest that a whole answer took
	guessed   bool          // TLS was tried on a port that closes without an answer

	web      *service        // the one that further questions in HTTP go to
	webShown bool            // it showed its page
	away     *service        // one that only redirects to another port
	onvif    *service        // the one that spoke ONVIF
	tried    map[uint16]bool // ports tried for ONVIF
	denied   map[Protocol]bool
	ended    bool // a budget is spent or the scan is stopping
}

// service is where a protocol was found to be spoken.
type service struct {
	port   model.PortRole
	secure bool
}

func newSession(iv *Interviewer, dv *netx.Device, ports []model.PortRole, emit func(model.Evidence)) *session {
	return &session{
		iv: iv, dv: dv, emit: emit, log: iv.log().With("host", dv.Addr().String()),
		questions: Questions(), todo: slices.Clone(ports), ports: ports,
		heard: heard{}, status: map[string]int{}, met: map[Protocol]int{}, attempts: map[model.Role]int{},
		start: map[uint16]http.Place{}, hops: map[uint16]int{}, denied: map[Protocol]bool{}, tried: map[uint16]bool{},
	}
}

// over reports whether nothing more may or need be asked.
func (s *session) over(ctx context.Context) bool {
	if s.ended || ctx.Err() != nil {
		return true
	}
	if reason, stopped := s.dv.Stopped(); stopped {
		s.leave("the device is left alone: " + reason)
		return true
	}
	switch known := s.known(); {
	case known.Other:
		s.leave("the device is no surveillance equipment")
	case known.Enough:
		s.leave("nothing more is to be learned")
	}
	return s.ended
}

func (s *session) leave(why string) {
	s.ended = true
	s.log.Debug("interview ends", "reason", why)
}

// known is what the judge makes of the evidence so far. It is asked anew only
// when there is new evidence.
func (s *session) known() Settled {
	if s.judged != len(s.evidence) {
		s.settled, s.judged = s.iv.judge().Settled(s.evidence), len(s.evidence)
	}
	return s.settled
}

// record hands out one piece of evidence and keeps it for the judge.
func (s *session) record(e model.Evidence) {
	e.Host = s.dv.Addr().String()
	s.evidence = append(s.evidence, e)
	s.emit(e)
}

// question returns the question of the given name.
func (s *session) question(name string) Question {
	for _, q := range s.questions {
		if q.Name == name {
			return q
		}
	}
	return Question{}
}

// sensible reports whether earlier answers make the question sensible.
func (s *session) sensible(q Question) bool {
	if _, asked := s.status[q.Name]; asked || !s.heard.holds(q.When) {
		return false
	}
	if q.After == "" {
		return true
	}
	status, asked := s.status[q.After]
	return asked && status != 200
}
