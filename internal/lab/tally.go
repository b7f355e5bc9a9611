package lab

import (
	"slices"
	"sync"
	"time"
)

// Limits of what one account keeps; what exceeds them is still counted.
const (
	maxSpans    = 1 << 16
	maxRequests = 4096
	maxRemarks  = 64
)

// Request is one application request that a device received.
type Request struct {
	Port   uint16
	Method string // of ONVIF requests the operation: "POST GetSystemDateAndTime"
	Target string
}

// ending says how a peer ended a connection.
type ending int

const (
	endedByFIN ending = iota
	endedByReset
	endedByDevice
)

// span is the life of one connection, up to the moment at which the peer ended
// it.
type span struct {
	port  uint16
	from  time.Time
	slack time.Duration // it may have begun earlier by so much
	to    time.Time     // zero while open
	delay time.Duration // it may have ended earlier by so much
}

// tally is the account of one device. It is safe for concurrent use.
type tally struct {
	now   func() time.Time
	pulse *pulse

	mu       sync.Mutex
	spans    []*span
	counters Counters
}

// accepted opens a connection in the account.
func (t *tally) accepted(port uint16) *span {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counters.Connections++
	s := &span{port: port, from: t.now(), slack: t.pulse.slack()}
	if len(t.spans) < maxSpans {
		t.spans = append(t.spans, s)
	}
	return s
}

// ended closes a connection in the account; only the first call for it counts.
func (t *tally) ended(s *span, how ending) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !s.to.IsZero() {
		return
	}
	s.to, s.delay = t.now(), t.pulse.slack()
	switch how {
	case endedByFIN:
		t.counters.FINs++
	case endedByReset:
		t.counters.Resets++
	}
}

func (t *tally) read(n int) {
	t.mu.Lock()
	t.counters.BytesIn += int64(n)
	t.mu.Unlock()
}

func (t *tally) wrote(n int) {
	t.mu.Lock()
	t.counters.BytesOut += int64(n)
	t.mu.Unlock()
}

func (t *tally) handshake(completed bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if completed {
		t.counters.TLSCompleted++
		return
	}
	t.counters.TLSHandshakes++
}

func (t *tally) request(r Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counters.Requests++
	if len(t.counters.Log) < maxRequests {
		t.counters.Log = append(t.counters.Log, r)
	}
}

func (t *tally) credential(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counters.Credentials = remark(t.counters.Credentials, what)
}

func (t *tally) malformed(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counters.Malformed = remark(t.counters.Malformed, what)
}

func (t *tally) stray(n int) {
	t.mu.Lock()
	t.counters.StrayBytes += int64(n)
	t.mu.Unlock()
}

func remark(list []string, what string) []string {
	if len(list) >= maxRemarks {
		return list
	}
	return append(list, what)
}

// reset empties the account. Connections that are open leave it with the rest.
func (t *tally) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range t.spans {
		if s.to.IsZero() {
			s.to = t.now()
		}
	}
	t.spans, t.counters = nil, Counters{}
}

// snapshot returns the account as it stands.
func (t *tally) snapshot() Counters {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.counters
	c.Log = slices.Clone(c.Log)
	c.Credentials = slices.Clone(c.Credentials)
	c.Malformed = slices.Clone(c.Malformed)
	c.measure(t.spans, t.now())
	return c
}
