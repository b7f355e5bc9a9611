package netx

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A fault of this machine is waited out from 100 ms on, each time twice as
// long, up to 5 s: want of a descriptor for two minutes in all, a network that
// has gone for five.
const (
	firstBackoff = 100 * time.Millisecond
	longBackoff  = 5 * time.Second
	giveUpAfter  = 2 * time.Minute
	outageLasts  = 5 * time.Minute
)

// errOutage says that there was a way to the neighbourhood of an address
// before, and that there is none now.
var errOutage = errors.New("the network has gone")

// ours reports whether an attempt failed for a reason that lies with this
// machine, so that no packet left.
func ours(err error) bool { return classOf(err) == errnoLocal || errors.Is(err, errOutage) }

type backoff struct {
	door  *Door
	next  time.Duration
	total time.Duration
}

func newBackoff(door *Door) *backoff { return &backoff{door: door, next: firstBackoff} }

// wait waits after err, an error of ours. It returns nil to try again, or the
// error that ends the trying.
func (b *backoff) wait(ctx context.Context, err error) error {
	over := b.total >= giveUpAfter
	if errors.Is(err, errOutage) {
		over = b.door.outage() >= outageLasts
	} else {
		b.door.fault(err)
	}
	if over {
		return fmt.Errorf("%w: %w", ErrLocal, err)
	}
	if stop := Sleep(ctx, b.door.opts.Clock, b.next); stop != nil {
		return stop
	}
	b.total += b.next
	b.next = min(2*b.next, longBackoff)
	return nil
}
