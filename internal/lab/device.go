package lab

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"camorigin/internal/model"
)

// Device is one simulated device that is being served. It is safe for
// concurrent use.
type Device struct {
	addr        netip.Addr
	personality Personality
	services    []service
	plan        []Port
	tally       *tally
	listeners   []*net.TCPListener
}

// Addr is where the device lives.
func (d *Device) Addr() netip.Addr { return d.addr }

// Personality is what the device says, and what must be said of it.
func (d *Device) Personality() Personality { return d.personality }

// Ports lists the ports that the device has open.
func (d *Device) Ports() []model.PortRole {
	ports := make([]model.PortRole, len(d.services))
	for i, s := range d.services {
		ports[i] = model.PortRole{Port: s.port.Number, Role: s.port.Role}
	}
	return ports
}

// Counters is what the device had to bear since the lab started, or since
// Reset.
func (d *Device) Counters() Counters { return d.tally.snapshot() }

// Reset empties the account of the device, for the next scan of it.
func (d *Device) Reset() { d.tally.reset() }

// Violations compares the account with DeviceBudget and names every excess. A
// hostile device does not complain of connections that were cut.
func (d *Device) Violations() []string {
	c := d.Counters()
	found := DeviceBudget().check(c, rtspPorts(d.plan))
	if c.Resets > 0 && !d.personality.Hostile {
		found = append(found, fmt.Sprintf("%d connections cut with a reset", c.Resets))
	}
	return found
}

// bind opens every port of the device; on an error none stays open.
func (d *Device) bind() error {
	for _, s := range d.services {
		at := netip.AddrPortFrom(d.addr, s.port.Number)
		listener, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(at))
		if err != nil {
			d.unbind()
			return fmt.Errorf("serve %s at %s: %w", d.personality.ID, at, err)
		}
		d.listeners = append(d.listeners, listener)
	}
	return nil
}

func (d *Device) unbind() {
	for _, listener := range d.listeners {
		_ = listener.Close()
	}
}

// server runs the goroutines of a lab.
type server struct {
	ctx    context.Context
	wg     *sync.WaitGroup
	log    *slog.Logger
	life   time.Duration // of one connection
	linger time.Duration
}

// serve accepts connections on every port of the device until it is unbound.
func (s server) serve(d *Device) {
	for i, listener := range d.listeners {
		s.wg.Go(func() { s.accept(d, d.services[i], listener) })
	}
}

func (s server) accept(d *Device, service service, listener *net.TCPListener) {
	for {
		raw, err := listener.AcceptTCP()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			s.log.Warn("accept failed", "device", d.personality.ID, "port", service.port.Number, "error", err)
			if !s.pause(50 * time.Millisecond) {
				return
			}
			continue
		}
		c := newConn(raw, service.port, d.tally, s.linger)
		s.wg.Go(c.pump)
		s.wg.Go(func() { c.watch(s.ctx, s.life) })
		s.wg.Go(func() { service.handle(s.ctx, c) })
	}
}

// pause waits, and reports whether the lab goes on.
func (s server) pause(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-s.ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
