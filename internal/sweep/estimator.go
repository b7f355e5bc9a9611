package sweep

import (
	"net/netip"
	"sync"
	"time"

	"camorigin/internal/netx"
)

const (
	// MinTimeout and MaxTimeout clamp the patience of one attempt. The kernel
	// repeats a SYN after 1 s, so an attempt below that is exactly one packet.
	MinTimeout = 100 * time.Millisecond
	MaxTimeout = 950 * time.Millisecond

	// strangerTimeout is the least patience with a neighbourhood that has not
	// answered often enough to be known.
	strangerTimeout = 200 * time.Millisecond
	// strangerAttempts have full patience, so that a slow network among fast
	// ones is not taken for an empty one.
	strangerAttempts = 24

	enoughSamples = 8
	maxGroups     = 1 << 16 // neighbourhoods that are told apart

	// A longer round trip may be that of a repeated SYN (Karn's rule).
	maxSample = 900 * time.Millisecond

	// With so many answers a loss that was seen in a neighbourhood is its own; to
	// say that it has none takes more (rule of three: 3/600 = 0.5 %), and until
	// then what is known of the whole holds.
	enoughForLoss   = 50
	enoughForNoLoss = 600
	// With so many answers retries are rarely needed where loss is rare.
	enoughForFewRetries = 200
)

// Estimator learns round trips and loss from attempts that were answered. It
// keeps them for each /24 (IPv6: /64) and for the whole. It implements
// netx.Timing and is safe for concurrent use.
type Estimator struct {
	fixed time.Duration

	mu     sync.Mutex
	all    group
	groups map[netip.Prefix]*group
}

// group is what is known of a neighbourhood.
type group struct {
	rtt      roundTrip
	attempts int
	loss     loss
}

// NewEstimator returns an estimator. A fixed timeout above zero switches the
// learning of timeouts off.
func NewEstimator(fixed time.Duration) *Estimator {
	return &Estimator{fixed: fixed, groups: make(map[netip.Prefix]*group)}
}

var _ netx.Timing = (*Estimator)(nil)

// Timeout is how long one attempt on the address may take.
func (e *Estimator) Timeout(addr netip.Addr) time.Duration {
	if e.fixed > 0 {
		return e.fixed
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	g := e.groupLocked(addr)
	g.attempts++
	switch {
	case g.rtt.samples >= enoughSamples:
		return g.rtt.timeout()
	case e.all.rtt.samples >= enoughSamples && g.attempts > strangerAttempts:
		return max(e.all.rtt.timeout(), strangerTimeout)
	}
	return MaxTimeout
}

// Retries is how often a device known to be alive is tried again on a port that
// did not answer: twice, or once where loss is known to be rare.
func (e *Estimator) Retries(addr netip.Addr) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	if l := e.lossLocked(addr); l.answers >= enoughForFewRetries && l.rate() < RareLoss {
		return 1
	}
	return 2
}

// Observe learns from an attempt that was answered.
func (e *Estimator) Observe(a netx.Attempt) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, g := range []*group{e.groupLocked(a.Addr), &e.all} {
		if a.RTT < maxSample {
			g.rtt.sample(a.RTT)
		}
		if a.Known {
			g.loss.answers++
			g.loss.lost += a.Lost
		}
	}
}

// Loss is the share of attempts that were lost on the way to the neighbourhood
// of the address, or to everything where that is not known. It counts what
// devices needed that were known to be alive: a first answer proves nothing,
// since without it nobody would know the device. It is 0 until there are some.
func (e *Estimator) Loss(addr netip.Addr) float64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	l := e.lossLocked(addr)
	return l.rate()
}

// TotalLoss is the share of attempts that were lost on the way to everything.
func (e *Estimator) TotalLoss() float64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.all.loss.rate()
}

func (e *Estimator) lossLocked(addr netip.Addr) loss {
	g := e.groups[neighbourhood(addr)]
	if g != nil && (g.loss.lossy(RareLoss) || g.loss.answers >= enoughForNoLoss) {
		return g.loss
	}
	return e.all.loss
}

func (e *Estimator) groupLocked(addr netip.Addr) *group {
	key := neighbourhood(addr)
	g := e.groups[key]
	switch {
	case g != nil:
		return g
	case len(e.groups) >= maxGroups:
		return &group{attempts: strangerAttempts}
	}
	g = &group{}
	e.groups[key] = g
	return g
}

// neighbourhood is the /24 or, in IPv6, the /64 of an address.
func neighbourhood(addr netip.Addr) netip.Prefix {
	addr = addr.Unmap()
	bits := 64
	if addr.Is4() {
		bits = 24
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

// Lossy reports whether the whole or any neighbourhood loses at least this
// share of the attempts.
func (e *Estimator) Lossy(share float64) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.all.loss.rate() >= share {
		return true
	}
	for _, g := range e.groups {
		if g.loss.lossy(share) {
			return true
		}
	}
	return false
}
