package scan

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net/netip"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/target"
)

// Plan is the addresses to scan, as target.Plan has them.
type Plan interface {
	netx.Scope
	Hosts() uint64
	// All yields every address once, in an order that the key chooses.
	All(key uint64) iter.Seq[netip.Addr]
	Site(netip.Addr) string
	Subnets() *target.Subnets
}

// Interview asks one device that is alive. It begins on the open connection,
// which may be nil and which it closes, goes round the other ports and gives
// every answer to emit, from its own goroutine only. It returns soon after ctx
// ends.
type Interview func(ctx context.Context, dv *netx.Device, open *netx.Conn, ports []model.PortRole, emit func(model.Evidence))

// Options says what to scan and how. Plan, Ports and Interview are required.
type Options struct {
	Plan      Plan
	Ports     []model.PortRole
	Gate      []model.PortRole // ports that find out whether an address is alive; nil for target.GatePorts(Ports)
	NoGate    bool             // try every port of every address
	Key       uint64           // chooses the random order
	Interview Interview

	// Net sets up the door to the network. Its Scope and Timing are the scan's
	// own and are replaced.
	Net netx.Options
	// Timeout fixes how long one connection attempt may take; 0 learns it.
	Timeout time.Duration
	// Drain is how long running answers are awaited after ctx has ended; 0 means
	// 2.5 s.
	Drain time.Duration

	// Events, when set, is told about the progress, never from two goroutines at
	// once. It must not block.
	Events func(Event)
	// Interval is the time between two events; 0 means 200 ms.
	Interval time.Duration
	// Kind, when set, says what sort of equipment a device is, for the count of
	// cameras in events. It is called from several goroutines.
	Kind func(host string, evidence []model.Evidence) model.Kind
}

const (
	defaultDrain    = 2500 * time.Millisecond
	defaultInterval = 200 * time.Millisecond
)

func (o Options) withDefaults() (Options, error) {
	switch {
	case o.Plan == nil:
		return o, errors.New("scan: no plan was given")
	case len(o.Ports) == 0:
		return o, errors.New("scan: no ports were given")
	case o.Interview == nil:
		return o, errors.New("scan: no interview was given")
	}
	if o.Gate == nil {
		o.Gate = target.GatePorts(o.Ports)
	}
	if o.NoGate {
		o.Gate = nil
	}
	if o.Drain <= 0 {
		o.Drain = defaultDrain
	}
	if o.Interval <= 0 {
		o.Interval = defaultInterval
	}
	if o.Net.Clock == nil {
		o.Net.Clock = netx.SystemClock{}
	}
	if o.Net.Log == nil {
		o.Net.Log = slog.New(slog.DiscardHandler)
	}
	if o.Timeout > 0 {
		o.Net.Limits.Attempt = o.Timeout
	}
	o.Net.Scope = o.Plan
	return o, nil
}
