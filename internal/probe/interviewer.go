package probe

import (
	"context"
	"log/slog"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

// Interviewer asks devices. Its fields are set once and then only read: one
// Interviewer serves any number of interviews at the same time.
type Interviewer struct {
	UserAgent   string        // see UserAgent
	Judge       Judge         // nil: nothing is ever settled
	Gentle      bool          // the profile gentle: no protected question
	NoProtected bool          // no protected question, by the operator's choice
	Step        time.Duration // one question and its answer; 0 means netx.DefaultLimits().Step
	Greeting    time.Duration // how long a silent port is listened to; 0 means 500 ms
	Log         *slog.Logger  // nil: nothing is logged
}

// UserAgent is the name under which an administrator finds a scan in the log of
// a device.
func UserAgent(version string) string {
	return "camorigin/" + version + " (+https://github.com/camorigin/camorigin; read-only inventory)"
}

const (
	defaultGreeting = 500 * time.Millisecond
	maxGreeting     = 1500 * time.Millisecond
)

// Interview asks one device. It begins on the open connection, which may be nil
// and which it closes, and goes round the other ports, the most telling first.
// Every answer goes to emit, and so does every question that found none, with
// its outcome; emit is called from the calling goroutine only. Evidence.Site is
// left for the caller to fill.
//
// Interview returns when the device has nothing more to say, when the judge
// knows enough, when the device must be left alone, or when ctx ends.
func (iv *Interviewer) Interview(ctx context.Context, dv *netx.Device, open *netx.Conn, ports []model.PortRole, emit func(model.Evidence)) {
	s := newSession(iv, dv, ports, emit)
	if open != nil {
		s.meet(ctx, s.take(open.Port()), open)
	}
	for !s.over(ctx) {
		port, ok := s.next()
		if !ok {
			break
		}
		s.meet(ctx, port, nil)
	}
	s.askAgain(ctx)
	s.askProtected(ctx)
}

func (iv *Interviewer) judge() Judge {
	if iv.Judge == nil {
		return ignorant{}
	}
	return iv.Judge
}

func (iv *Interviewer) log() *slog.Logger {
	if iv.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return iv.Log
}

func (iv *Interviewer) step() time.Duration {
	if iv.Step <= 0 {
		return netx.DefaultLimits().Step
	}
	return iv.Step
}

func (iv *Interviewer) greeting() time.Duration {
	if iv.Greeting <= 0 {
		return defaultGreeting
	}
	return min(iv.Greeting, maxGreeting)
}
