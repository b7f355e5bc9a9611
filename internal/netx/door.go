package netx

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"camorigin/internal/model"
)

// Scope says which addresses may be contacted.
type Scope interface {
	// Allow returns nil, or why the address may not be contacted.
	Allow(netip.Addr) error
}

// Options configures a Door. Scope is required: without one, nothing may be
// contacted. Everything else has a default.
type Options struct {
	Scope    Scope
	Pace     Pace
	Limits   Limits
	Clock    Clock
	Log      *slog.Logger
	ProbeLog func(ProbeRecord) // called for everything sent, from several goroutines
	Timing   Timing
	Dial     func(ctx context.Context, network, address string) (net.Conn, error) // test seam
}

// Door is the way to the network for one scan. It is safe for concurrent use.
type Door struct {
	opts Options
}

// New returns a door.
func New(opts Options) *Door { return &Door{opts: opts} }

// Device returns the budget, spacing and brakes of one address. Until the
// device is released the same address gives the same Device.
func (d *Door) Device(addr netip.Addr) *Device { return &Device{} }

// Stop ends all attempts and refuses new ones and new requests; answers that
// are on their way can still be read.
func (d *Door) Stop() {}

// Abort does what Stop does and also breaks every open connection.
func (d *Door) Abort() {}

// Timing sets the patience of connection attempts and learns from them.
type Timing interface {
	// Timeout is how long one attempt on the address may take.
	Timeout(netip.Addr) time.Duration
	// Retries is how often Dial repeats an attempt that a device known to be
	// alive did not answer.
	Retries(netip.Addr) int
	// Observe learns from an attempt that was answered.
	Observe(Attempt)
}

// Attempt is a connection attempt that was answered.
type Attempt struct {
	Addr    netip.Addr
	Port    uint16
	Outcome model.Outcome // open or refused
	RTT     time.Duration
	Lost    int // attempts on this port that went unanswered before
}
