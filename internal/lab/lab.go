package lab

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"camorigin/internal/model"
)

// Options of a lab. The zero value serves the benign built-in personalities,
// each at its own address from 127.77.0.1 on.
type Options struct {
	Personalities []Personality
	Base          netip.Addr       // of the first device
	Shift         uint16           // added to every port number
	Now           func() time.Time // time.Now when nil
	Log           *slog.Logger     // discarded when nil
	Life          time.Duration    // of one connection; a minute when zero
}

const (
	defaultLife = time.Minute
	linger      = 2 * time.Second
)

// ErrOneAddress means that the system has no loopback address but 127.0.0.1, so
// that only one personality can be served at a time.
var ErrOneAddress = errors.New("this system has no loopback address but 127.0.0.1")

// Lab is a set of simulated devices that are being served.
type Lab struct {
	devices []*Device
	canary  *Device // nil when it has no address
	plan    []Port
	pulse   *pulse
	cancel  context.CancelFunc
	wg      sync.WaitGroup
	once    sync.Once
}

// Start serves the devices until ctx ends or Close is called; after either,
// Close must be called to wait for the end. Where only 127.0.0.1 exists, one
// personality is served there, and more than one is ErrOneAddress.
func Start(ctx context.Context, o Options) (*Lab, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	lab := &Lab{plan: shifted(o.Shift), pulse: &pulse{now: o.Now}}
	if err := lab.build(o); err != nil {
		return nil, err
	}
	if err := lab.bind(); err != nil {
		return nil, err
	}
	ctx, lab.cancel = context.WithCancel(ctx)
	s := server{ctx: ctx, wg: &lab.wg, log: o.Log, life: o.Life, linger: linger}
	lab.wg.Go(func() { lab.pulse.run(ctx) })
	for _, d := range lab.all() {
		s.serve(d)
	}
	lab.wg.Go(func() {
		<-ctx.Done()
		for _, d := range lab.all() {
			d.unbind()
		}
	})
	return lab, nil
}

// complete fills in what was left out.
func (o *Options) complete() error {
	if o.Personalities == nil {
		builtin, err := Builtin()
		if err != nil {
			return err
		}
		o.Personalities = Benign(builtin)
	}
	if !o.Base.IsValid() {
		o.Base = netip.AddrFrom4([4]byte{127, 77, 0, 1})
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Life <= 0 {
		o.Life = defaultLife
	}
	switch {
	case len(o.Personalities) == 0:
		return errors.New("no personality to serve, name at least one")
	case !o.Base.IsLoopback():
		return fmt.Errorf("base address %s is no loopback address, use one of 127.0.0.0/8", o.Base)
	case o.Shift > maxShift:
		return fmt.Errorf("port shift %d too large, use at most %d", o.Shift, maxShift)
	}
	return nil
}

// build compiles the devices and the canary behind the last of them.
func (l *Lab) build(o Options) error {
	addrs := addresses(o.Base, len(o.Personalities)+1)
	canary := addrs[len(addrs)-1]
	k := &compiler{plan: l.plan, keys: &keyring{}, now: o.Now}
	for i, p := range o.Personalities {
		d, err := l.device(k, p, addrs[i], canary)
		if err != nil {
			return err
		}
		l.devices = append(l.devices, d)
	}
	if canary == addrs[0] {
		return nil
	}
	var err error
	l.canary, err = l.device(k, canaryPersonality(l.plan), canary, canary)
	return err
}

func (l *Lab) device(k *compiler, p Personality, addr, canary netip.Addr) (*Device, error) {
	services, err := k.services(p, addr, canary)
	if err != nil {
		return nil, fmt.Errorf("personality %s: %w", p.ID, err)
	}
	return &Device{addr: addr, personality: p, services: services, plan: l.plan, tally: &tally{now: k.now, pulse: l.pulse}}, nil
}

// addresses gives n addresses from base on, all of them base when the system
// has no other.
func addresses(base netip.Addr, n int) []netip.Addr {
	if !bindable(base) {
		base = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	out := []netip.Addr{base}
	for next := base.Next(); len(out) < n; next = next.Next() {
		if !bindable(next) {
			next = base
		}
		out = append(out, next)
	}
	return out
}

// bindable reports whether the system has an address.
func bindable(addr netip.Addr) bool {
	listener, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(netip.AddrPortFrom(addr, 0)))
	if err != nil {
		return !errors.Is(err, syscall.EADDRNOTAVAIL)
	}
	_ = listener.Close()
	return true
}

// canaryPersonality listens on every port of the plan; nobody may ever call.
func canaryPersonality(plan []Port) Personality {
	p := Personality{ID: "canary", Name: "an address that nothing may contact", Want: Want{Kind: model.KindUnknown}}
	for _, port := range plan {
		p.Services = append(p.Services, Service{Port: port.Name, Silent: true})
	}
	return p
}

// bind opens the ports of every device, or of none.
func (l *Lab) bind() error {
	if len(l.devices) > 1 && l.devices[0].addr == l.devices[1].addr {
		return fmt.Errorf("%w: serve one of the %d personalities at a time", ErrOneAddress, len(l.devices))
	}
	for _, d := range l.all() {
		if err := d.bind(); err != nil {
			for _, bound := range l.all() {
				bound.unbind()
			}
			return err
		}
	}
	return nil
}

func (l *Lab) all() []*Device {
	if l.canary == nil {
		return l.devices
	}
	return append(slices.Clone(l.devices), l.canary)
}

// Close ends the lab and returns when all its goroutines have ended.
func (l *Lab) Close() {
	l.once.Do(l.cancel)
	l.wg.Wait()
}

// Devices lists the devices in the order of their addresses, without the
// canary.
func (l *Lab) Devices() []*Device { return slices.Clone(l.devices) }

// Device finds a device by the id of its personality.
func (l *Lab) Device(id string) (*Device, bool) {
	i := slices.IndexFunc(l.devices, func(d *Device) bool { return d.personality.ID == id })
	if i < 0 {
		return nil, false
	}
	return l.devices[i], true
}

// Canary is a device outside of the scan command that hostile ones point at;
// nil where there is no address for it.
func (l *Lab) Canary() *Device { return l.canary }

// Ports lists the ports of the lab with their roles, in the order of a scan.
func (l *Lab) Ports() []model.PortRole {
	ports := make([]model.PortRole, len(l.plan))
	for i, p := range l.plan {
		ports[i] = model.PortRole{Port: p.Number, Role: p.Role}
	}
	return ports
}

// Targets is the range of addresses to scan.
func (l *Lab) Targets() string {
	first, last := l.devices[0].addr, l.devices[len(l.devices)-1].addr
	if first == last {
		return first.String()
	}
	return first.String() + "-" + last.String()
}

// ScanCommand is the command that scans the lab, and nothing else.
func (l *Lab) ScanCommand() string {
	ports := make([]string, len(l.plan))
	for i, p := range l.plan {
		ports[i] = fmt.Sprintf("%d:%s", p.Number, p.Role)
	}
	return fmt.Sprintf("camorigin scan %s --ports %s", l.Targets(), strings.Join(ports, ","))
}

// Violations names every excess over the budget of a device, and every contact
// with the canary.
func (l *Lab) Violations() []string {
	var found []string
	for _, d := range l.devices {
		for _, what := range d.Violations() {
			found = append(found, fmt.Sprintf("%s at %s: %s", d.personality.ID, d.addr, what))
		}
	}
	if l.canary == nil {
		return found
	}
	if n := l.canary.Counters().Connections; n > 0 {
		found = append(found, fmt.Sprintf("canary at %s: %d connections, allowed are none", l.canary.addr, n))
	}
	return found
}
