package netx

import (
	"context"
	"sync"
	"time"
)

// Pace is what the whole network may be made to bear.
type Pace struct {
	Rate      float64 // new connections a second, at most
	InFlight  int     // addresses worked on at once
	SlowStart bool    // begin at a quarter of Rate and rise only while no loss is seen
}

// Profile returns the pace of the named profile: gentle, normal or fast.
func Profile(name string) (Pace, bool) {
	switch name {
	case "gentle":
		return Pace{Rate: 50, InFlight: 8, SlowStart: true}, true
	case "normal":
		return Pace{Rate: 200, InFlight: 32, SlowStart: true}, true
	case "fast":
		return Pace{Rate: 5000, InFlight: 512}, true
	}
	return Pace{}, false
}

const (
	startDivisor = 4  // slow start begins at Rate/4
	floorDivisor = 16 // loss never slows below Rate/16: random loss does not go away by waiting
	growSamples  = 16 // answers without loss that prove a rate
	lossSamples  = 64 // answers over which loss is judged
	lossPercent  = 3  // more than this halves the rate

	// How late a start may be caught up, so that timers of a millisecond do not
	// lower a rate of thousands.
	catchUp = 20 * time.Millisecond
)

// pacer spaces the starts of connection attempts over the whole scan and
// adapts the rate to what the network has been shown to bear.
type pacer struct {
	clock Clock
	max   float64

	mu       sync.Mutex
	rate     float64
	next     time.Time // when the next attempt may start
	slow     bool      // still doubling
	answers  int       // since the rate was last changed
	lost     int
	starts   int
	since    time.Time
	halvings int
}

func newPacer(p Pace, clock Clock) *pacer {
	rate := p.Rate
	if p.SlowStart {
		rate /= startDivisor
	}
	return &pacer{clock: clock, max: p.Rate, rate: rate, slow: true, since: clock.Now()}
}

// wait blocks until the next attempt may start.
func (p *pacer) wait(ctx context.Context) error {
	p.mu.Lock()
	now := p.clock.Now()
	if earliest := now.Add(-catchUp); p.next.Before(earliest) {
		p.next = earliest
	}
	at := p.next
	p.next = at.Add(time.Duration(float64(time.Second) / p.rate))
	p.starts++
	p.mu.Unlock()
	return Sleep(ctx, p.clock, at.Sub(now))
}

// answered learns from an attempt that was answered after lost attempts had
// gone unanswered.
func (p *pacer) answered(lost int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers++
	p.lost += lost
	seen := p.answers + p.lost
	switch {
	case seen >= lossSamples && p.lost*100 > seen*lossPercent:
		p.halve()
	case p.lost == 0 && p.answers >= growSamples && p.used():
		p.grow()
	case seen >= lossSamples:
		p.restart(p.rate)
	}
}

// used reports whether the present rate was really driven: an idle line proves
// nothing.
func (p *pacer) used() bool {
	return float64(p.starts) >= p.rate*p.clock.Now().Sub(p.since).Seconds()/2
}

func (p *pacer) grow() {
	switch {
	case p.rate >= p.max:
	case p.slow:
		p.restart(min(p.rate*2, p.max))
	case p.answers >= lossSamples:
		p.restart(min(p.rate*1.05, p.max))
	}
}

// slowDown halves the rate for a reason other than measured loss.
func (p *pacer) slowDown() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.halve()
}

func (p *pacer) halve() {
	p.slow = false
	p.halvings++
	p.restart(max(p.rate/2, p.max/floorDivisor))
}

func (p *pacer) restart(rate float64) {
	p.rate, p.answers, p.lost, p.starts, p.since = rate, 0, 0, 0, p.clock.Now()
}

// state returns the present rate and how often it was halved.
func (p *pacer) state() (rate float64, halvings int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rate, p.halvings
}
