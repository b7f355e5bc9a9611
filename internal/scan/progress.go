package scan

import (
	"sync"
	"time"

	"camorigin/internal/netx"
	"camorigin/internal/sweep"
)

// Event is the state of a run.
type Event struct {
	Pass        int           // 1 for the first
	Total       uint64        // addresses of this pass, at most
	Done        uint64        // addresses of this pass that are finished
	Alive       int           // addresses that answered, in all
	Interviewed int           // devices that were asked to the end
	Cameras     int           // of them surveillance equipment
	InFlight    int           // addresses in work
	Elapsed     time.Duration // since the start
	Rate        float64       // addresses finished a second in this pass
	Limit       float64       // new connections a second that are allowed at present
	ETA         time.Duration // until the end of this pass; 0 when unknown
	Last        bool          // the run has ended
}

// progress counts what a run has done.
type progress struct {
	now   func() time.Time
	hosts uint64

	mu      sync.Mutex
	event   Event
	started time.Time
	passed  time.Time // when the present pass began
	dark    uint64    // addresses that did not answer so far
	found   int       // addresses that answered in a later pass
}

func newProgress(opts Options) *progress {
	p := &progress{now: opts.Net.Clock.Now, hosts: opts.Plan.Hosts()}
	p.started = p.now()
	return p
}

func (p *progress) begin(pass int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.event.Pass, p.event.Done, p.passed = pass+1, 0, p.now()
	p.event.Total = p.hosts
	if pass > 0 {
		p.event.Total = p.dark
	}
}

func (p *progress) change(f func(e *Event)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f(&p.event)
}

func (p *progress) enter() { p.change(func(e *Event) { e.InFlight++ }) }
func (p *progress) leave() { p.change(func(e *Event) { e.InFlight-- }) }
func (p *progress) alive() { p.change(func(e *Event) { e.Alive++ }) }

func (p *progress) interviewed(camera bool) {
	p.change(func(e *Event) {
		e.Interviewed++
		if camera {
			e.Cameras++
		}
	})
}

func (p *progress) visited(pass int, state sweep.State) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.event.Done++
	alive := state == sweep.Open || state == sweep.Refused
	switch {
	case pass == 0 && (state == sweep.Silent || state == sweep.Unreachable):
		p.dark++
	case pass > 0 && alive:
		p.dark--
		p.found++
	}
}

func (p *progress) silent() uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dark
}

func (p *progress) passes() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.event.Pass
}

func (p *progress) late() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.found
}

// snapshot is the present state with its derived numbers.
func (p *progress) snapshot(door *netx.Door) Event {
	limit := door.Stats().Rate
	p.mu.Lock()
	defer p.mu.Unlock()
	e, now := p.event, p.now()
	e.Elapsed, e.Limit = now.Sub(p.started), limit
	if took := now.Sub(p.passed).Seconds(); took > 0 && e.Done > 0 {
		e.Rate = float64(e.Done) / took
		e.ETA = time.Duration(float64(e.Total-min(e.Done, e.Total)) / e.Rate * float64(time.Second))
	}
	return e
}

// report tells Options.Events about the progress until the returned function is
// called, which sends the last event.
func (p *progress) report(opts Options, door *netx.Door) (stop func()) {
	if opts.Events == nil {
		return func() {}
	}
	done := make(chan struct{})
	var reporter sync.WaitGroup
	reporter.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-opts.Net.Clock.After(opts.Interval):
				opts.Events(p.snapshot(door))
			}
		}
	})
	return func() {
		close(done)
		reporter.Wait()
		last := p.snapshot(door)
		last.Last, last.ETA = true, 0
		opts.Events(last)
	}
}
