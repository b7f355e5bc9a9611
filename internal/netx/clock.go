package netx

import (
	"context"
	"time"
)

// Clock is where the time comes from. Durations are taken between two Now
// values and must come from a monotonic clock, so that a clock that is set
// during a scan moves no deadline.
type Clock interface {
	Now() time.Time
	// After sends the time on the channel once d has passed.
	After(d time.Duration) <-chan time.Time
}

// SystemClock is the clock of the machine.
type SystemClock struct{}

// Now returns the present time with its monotonic reading.
func (SystemClock) Now() time.Time { return time.Now() }

// After waits for d as time.After does.
func (SystemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Sleep returns nil after d, or the cause of ctx when that ends first.
func Sleep(ctx context.Context, clock Clock, d time.Duration) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if d <= 0 {
		return nil
	}
	select {
	case <-clock.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
