package scan

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"camorigin/internal/netx"
	"camorigin/internal/sweep"
)

// engine is one run.
type engine struct {
	opts      Options
	door      *netx.Door
	estimator *sweep.Estimator
	sweeper   *sweep.Sweeper
	coverage  *coverage
	progress  *progress

	mu     sync.Mutex
	hosts  []host
	seen   map[netip.Addr]struct{} // addresses that need no further pass
	faults []Fault
	missed error // the first fault of this machine for which an address was not tried
}

// Run scans. The capture is returned in any case but that of options that make
// no sense: when ctx ends, Run stops connecting at once, lets running answers
// arrive for Options.Drain, and returns what it has, marked as incomplete.
func Run(ctx context.Context, opts Options) (Capture, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return Capture{}, err
	}
	e := newEngine(opts)
	stopReporting := e.progress.report(opts, e.door)
	e.run(ctx)
	stopReporting()
	return e.capture(ctx), nil
}

func newEngine(opts Options) *engine {
	estimator := sweep.NewEstimator(opts.Timeout)
	opts.Net.Timing = estimator
	return &engine{
		opts:      opts,
		door:      netx.New(opts.Net),
		estimator: estimator,
		sweeper:   sweep.New(opts.Ports, opts.Gate, opts.Key),
		coverage:  newCoverage(opts.Plan.Subnets()),
		progress:  newProgress(opts),
		seen:      make(map[netip.Addr]struct{}),
	}
}

// run makes the passes. Work has a context of its own, which outlives ctx by
// the time for draining.
func (e *engine) run(ctx context.Context) {
	work, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	finished := make(chan struct{})
	var watcher sync.WaitGroup
	watcher.Go(func() { e.watch(ctx, finished, abort) })
	defer watcher.Wait()
	defer close(finished)

	e.pass(ctx, work, 0, nil)
	for pass := 1; pass < e.sweeper.Passes() && ctx.Err() == nil; pass++ {
		worth := e.worth(pass)
		if worth == nil {
			return
		}
		e.opts.Net.Log.Info("packets are lost; silent addresses are visited again", "pass", pass+1, "loss", e.estimator.TotalLoss())
		e.pass(ctx, work, pass, worth)
	}
}

// watch closes the door when ctx ends.
func (e *engine) watch(ctx context.Context, finished <-chan struct{}, abort context.CancelFunc) {
	select {
	case <-finished:
		return
	case <-ctx.Done():
	}
	e.door.Stop()
	select {
	case <-finished:
	case <-e.opts.Net.Clock.After(e.opts.Drain):
		abort()
		e.door.Abort()
	}
}

// worth returns which silent addresses a further pass visits, or nil for none:
// those where loss has been measured, a third time if it is heavy anywhere.
func (e *engine) worth(pass int) func(netip.Addr) bool {
	threshold := sweep.RareLoss
	if pass > 1 {
		threshold = sweep.HeavyLoss
	}
	if !e.estimator.Lossy(threshold) || e.progress.silent() == 0 {
		return nil
	}
	return func(addr netip.Addr) bool {
		e.mu.Lock()
		defer e.mu.Unlock()
		_, seen := e.seen[addr]
		return !seen && e.estimator.Loss(addr) >= sweep.RareLoss
	}
}

// pass visits every address, or those that are worth it, with a fixed number of
// workers: a slow device holds up one of them and nothing piles up.
func (e *engine) pass(ctx, work context.Context, pass int, worth func(netip.Addr) bool) {
	e.progress.begin(pass)
	addresses := make(chan netip.Addr)
	var workers sync.WaitGroup
	for range min(uint64(e.door.InFlight()), e.opts.Plan.Hosts()) {
		workers.Go(func() {
			for addr := range addresses {
				e.visit(work, addr, pass)
			}
		})
	}
	e.feed(ctx, addresses, pass, worth)
	close(addresses)
	workers.Wait()
}

func (e *engine) feed(ctx context.Context, addresses chan<- netip.Addr, pass int, worth func(netip.Addr) bool) {
	for addr := range e.opts.Plan.All(e.opts.Key + uint64(pass)) {
		if ctx.Err() != nil {
			return
		}
		if worth != nil && !worth(addr) {
			continue
		}
		select {
		case addresses <- addr:
		case <-ctx.Done():
			return
		}
	}
}

// now is the time on the scan's clock.
func (e *engine) now() time.Time { return e.opts.Net.Clock.Now() }
