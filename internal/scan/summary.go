package scan

import (
	"context"
	"errors"
	"fmt"

	"camorigin/internal/netx"
	"camorigin/internal/sweep"
)

// capture puts together what the run brought home.
func (e *engine) capture(ctx context.Context) Capture {
	e.mu.Lock()
	defer e.mu.Unlock()
	var c Capture
	c.Evidence, c.Asked = collect(e.hosts)
	c.Faults = e.faults
	var cut []string
	c.Coverage, cut = e.coverage.report()
	c.Reasons = e.reasons(ctx, c, cut)
	c.Incomplete = len(c.Reasons) > 0
	c.Notes = e.notes()
	return c
}

// reasons says why part of the scope was not scanned.
func (e *engine) reasons(ctx context.Context, c Capture, cut []string) []string {
	var reasons []string
	switch {
	case ctx.Err() != nil && c.Coverage.NotTried > 0:
		reasons = append(reasons, fmt.Sprintf("interrupted: %d of %d addresses were not tried", c.Coverage.NotTried, c.Coverage.Addresses))
	case ctx.Err() != nil:
		reasons = append(reasons, "interrupted while the last devices were asked")
	}
	reasons = append(reasons, cut...)
	switch {
	case errors.Is(e.missed, netx.ErrLocal):
		reasons = append(reasons, fmt.Sprintf("this machine could not open connections (%s): some addresses were not tried", cause(e.missed)))
	case e.missed != nil:
		reasons = append(reasons, fmt.Sprintf("some addresses were not tried: %s", e.missed))
	}
	for _, f := range e.faults {
		reasons = append(reasons, fmt.Sprintf("internal error %s while %s was asked", f.Hash, f.Host))
	}
	return reasons
}

// notes says what the reader of a report must know about the run.
func (e *engine) notes() []string {
	var notes []string
	add := func(format string, args ...any) { notes = append(notes, fmt.Sprintf(format, args...)) }
	if loss := e.estimator.TotalLoss(); loss >= sweep.RareLoss {
		add("%.1f %% of the connection attempts were lost on the way; silent addresses were visited %d times, and devices may still be missing", 100*loss, e.progress.passes())
	}
	if found := e.progress.late(); found > 0 {
		add("%d devices answered only when they were visited again", found)
	}
	stats := e.door.Stats()
	if stats.Halvings > 0 {
		add("the rate was halved %d times because of loss or of devices in distress; at the end it was %.0f new connections a second", stats.Halvings, stats.Rate)
	}
	if stats.Faults > 0 {
		add("this machine ran out of descriptors, local ports or buffers %d times; the attempts were repeated", stats.Faults)
	}
	if stats.Outages > 0 {
		add("the network went away %d times during the scan; attempts were repeated when it was back", stats.Outages)
	}
	if want, have := e.opts.Net.Pace.InFlight, e.door.InFlight(); have < want {
		add("only %d addresses were in work at once instead of %d, because this machine allows few open files", have, want)
	}
	if stats.Braked > 0 {
		add("%d devices showed distress and were left alone", stats.Braked)
	}
	return notes
}
