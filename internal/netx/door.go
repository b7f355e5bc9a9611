package netx

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Scope says which addresses may be contacted.
type Scope interface {
	// Allow returns nil, or why the address may not be contacted.
	Allow(netip.Addr) error
}

// Options configures a Door. Scope is required: without one, nothing may be
// contacted. Everything else has a default; the pace of the profile "normal"
// is that of the zero Pace.
type Options struct {
	Scope    Scope
	Pace     Pace
	Limits   Limits
	Clock    Clock
	Log      *slog.Logger
	ProbeLog func(ProbeRecord) // called for everything sent, from several goroutines
	Timing   Timing            // patience of attempts; nil for Limits.Attempt and no retries

	// Dial replaces the system's dialer in tests. The scope is checked before
	// it is called, but not on what it does.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Door is the way to the network for one scan. It is safe for concurrent use.
type Door struct {
	opts     Options
	dial     func(ctx context.Context, network, address string) (net.Conn, error)
	pacer    *pacer
	window   *window
	inFlight int
	faults   atomic.Int64 // attempts that failed for want of our own resources
	lag      atomic.Int64 // how late our timers fire, in nanoseconds; rises at once and falls slowly

	stopping context.Context
	stop     context.CancelCauseFunc
	aborted  atomic.Bool

	mu      sync.Mutex
	devices map[netip.Addr]*Device
	conns   map[*Conn]struct{}
	ways    ways
	alive   int // devices that answered
	braked  int // devices left alone for distress
	outages int
	gone    time.Time // since when the network has gone; zero while it is there
}

// New returns a door.
func New(opts Options) *Door {
	opts = opts.withDefaults()
	d := &Door{
		opts:    opts,
		dial:    opts.Dial,
		pacer:   newPacer(opts.Pace, opts.Clock),
		devices: make(map[netip.Addr]*Device),
		conns:   make(map[*Conn]struct{}),
		ways:    make(ways),
	}
	d.stopping, d.stop = context.WithCancelCause(context.Background())
	if d.dial == nil {
		d.dial = systemDialer(opts.Scope).DialContext
	} else {
		d.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			connecting(ctx)
			return opts.Dial(ctx, network, address)
		}
	}
	d.inFlight = affordable(opts.Pace.InFlight, opts.Limits, descriptorLimit())
	d.window = newWindow(d.inFlight * opts.Limits.Pending)
	return d
}

func (o Options) withDefaults() Options {
	normal, _ := Profile("normal")
	if o.Pace.Rate <= 0 {
		o.Pace.Rate, o.Pace.SlowStart = normal.Rate, normal.SlowStart
	}
	if o.Pace.InFlight <= 0 {
		o.Pace.InFlight = normal.InFlight
	}
	if o.Scope == nil {
		o.Scope = closedScope{}
	}
	if o.Clock == nil {
		o.Clock = SystemClock{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Limits = o.Limits.withDefaults()
	return o
}

// affordable is how many addresses can be in flight with this many descriptors
// when each may need as many as it may have attempts pending.
func affordable(want int, limits Limits, descriptors int) int {
	others := min(64, descriptors/4) // files, logs, listeners
	if descriptors <= 0 {
		return want
	}
	can := max((descriptors-others)/limits.Pending, 1)
	return min(want, can)
}

// InFlight is how many addresses may be worked on at once: the pace's number,
// or less when this machine has too few descriptors.
func (d *Door) InFlight() int { return d.inFlight }

// Stats is the state of a door.
type Stats struct {
	Rate     float64 // new connections a second that are allowed at present
	Halvings int     // how often the rate was halved
	Faults   int64   // attempts repeated because this machine had no descriptor, port or buffer
	Outages  int     // times that the network had gone
	Alive    int     // devices that answered
	Braked   int     // devices left alone for distress
}

// Stats returns the present state.
func (d *Door) Stats() Stats {
	s := Stats{Faults: d.faults.Load()}
	s.Rate, s.Halvings = d.pacer.state()
	d.mu.Lock()
	defer d.mu.Unlock()
	s.Alive, s.Braked, s.Outages = d.alive, d.braked, d.outages
	return s
}

// Device returns the budget, spacing and brakes of one address. Until the
// device is released the same address gives the same Device.
func (d *Door) Device(addr netip.Addr) *Device {
	addr = addr.Unmap()
	d.mu.Lock()
	defer d.mu.Unlock()
	dv := d.devices[addr]
	if dv == nil {
		dv = newDevice(d, addr)
		d.devices[addr] = dv
	}
	return dv
}

// Stop ends all attempts and refuses new ones and new requests; answers that
// are on their way can still be read.
func (d *Door) Stop() { d.stop(ErrStopped) }

// Abort does what Stop does and also breaks every open connection.
func (d *Door) Abort() {
	d.Stop()
	d.aborted.Store(true)
	d.mu.Lock()
	defer d.mu.Unlock()
	for c := range d.conns {
		c.sever()
	}
}

func (d *Door) stopped() bool { return d.stopping.Err() != nil }

func (d *Door) remember(c *Conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.conns[c] = struct{}{}
}

func (d *Door) forget(c *Conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.conns, c)
}

func (d *Door) forgetDevice(addr netip.Addr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.devices, addr)
}

func (d *Door) record(r ProbeRecord) {
	if d.opts.ProbeLog == nil {
		return
	}
	if r.At.IsZero() {
		r.At = d.opts.Clock.Now()
	}
	d.opts.ProbeLog(r)
}

// More than one device in twenty in distress means that the scan itself is too
// much for the network.
const (
	brakedPercent = 5
	brakedAtLeast = 3
)

// sawAlive counts a device that answered for the first time.
func (d *Door) sawAlive(addr netip.Addr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.alive++
	d.ways.add(addr)
}

// untilStop returns a context that also ends when the door is stopped.
func (d *Door) untilStop(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	release := context.AfterFunc(d.stopping, func() { cancel(ErrStopped) })
	return ctx, func() {
		release()
		cancel(nil)
	}
}

// sawDistress counts a device that is left alone, and slows the scan down with
// every third one when there are too many.
func (d *Door) sawDistress() {
	d.mu.Lock()
	d.braked++
	tooMany := d.braked >= brakedAtLeast && d.braked%brakedAtLeast == 0 && d.braked*100 > d.alive*brakedPercent
	d.mu.Unlock()
	if tooMany {
		d.pacer.slowDown()
	}
}

// check refuses an address that may not be contacted.
func (d *Door) check(addr netip.Addr) error { return allowed(d.opts.Scope, addr) }

// late learns how late a timer fired. A busy machine sees answers late, and
// must not take its own slowness for silence.
func (d *Door) late(by time.Duration) {
	old := d.lag.Load()
	d.lag.Store(max(int64(by), old*7/8))
}

// patience is how long the network has shown an attempt on addr to need.
func (d *Door) patience(addr netip.Addr) time.Duration {
	most := d.opts.Limits.Attempt
	if d.opts.Timing == nil {
		return most
	}
	timeout := d.opts.Timing.Timeout(addr)
	if lag := time.Duration(d.lag.Load()); lag > tolerableLag {
		timeout += 2 * lag
	}
	return min(timeout, most)
}

func (d *Door) retries(addr netip.Addr) int {
	if d.opts.Timing == nil {
		return 0
	}
	return d.opts.Timing.Retries(addr)
}

func (d *Door) observe(a Attempt) {
	d.back()
	if a.Known {
		d.pacer.answered(a.Lost)
	}
	if d.opts.Timing != nil {
		d.opts.Timing.Observe(a)
	}
}

// fault learns that this machine could not make an attempt.
func (d *Door) fault(err error) {
	d.window.shrink(d.opts.Clock.Now())
	if d.faults.Add(1) == 1 {
		d.opts.Log.Warn("this machine is short of descriptors, ports or buffers; the scan slows down", "error", err.Error())
	}
}
