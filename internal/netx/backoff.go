package netx

import (
	"context"
	"time"
)

// A fault of this machine is waited out from 100 ms on, each time twice as
// long, up to 5 s, and for two minutes in all.
const (
	firstBackoff = 100 * time.Millisecond
	longBackoff  = 5 * time.Second
	giveUpAfter  = 2 * time.Minute
)

type backoff struct {
	clock Clock
	next  time.Duration
	total time.Duration
}

func newBackoff(clock Clock) *backoff { return &backoff{clock: clock, next: firstBackoff} }

// wait waits its time and reports whether to try again.
func (b *backoff) wait(ctx context.Context) bool {
	if b.total >= giveUpAfter || Sleep(ctx, b.clock, b.next) != nil {
		return false
	}
	b.total += b.next
	b.next = min(2*b.next, longBackoff)
	return true
}
