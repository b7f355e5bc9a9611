package netx

import (
	"context"
	"net/netip"
	"time"
)

// maxWays bounds the neighbourhoods that are remembered.
const maxWays = 1 << 16

// ways are the neighbourhoods that answered: there was a way to them.
type ways map[netip.Prefix]struct{}

func (w ways) add(addr netip.Addr) {
	if len(w) < maxWays {
		w[neighbourhood(addr)] = struct{}{}
	}
}

// neighbourhood is the /24 or, in IPv6, the /64 of an address.
func neighbourhood(addr netip.Addr) netip.Prefix {
	bits := 64
	if addr.Is4() {
		bits = 24
	}
	prefix, _ := addr.Prefix(bits) // the zero prefix for an address that is none
	return prefix
}

// hasGone reports whether there is no way any more to an address whose
// neighbourhood answered before. Whether this machine has a route, or a router
// far away sent the error, is told by a datagram socket: connecting it looks up
// the route and sends nothing.
func (d *Door) hasGone(ctx context.Context, addr netip.Addr) bool {
	d.mu.Lock()
	_, before := d.ways[neighbourhood(addr)]
	d.mu.Unlock()
	if !before {
		return false
	}
	const discard = 9
	socket, err := d.dial(ctx, "udp", netip.AddrPortFrom(addr, discard).String())
	if err != nil {
		return classOf(err) == errnoNoNetwork
	}
	_ = socket.Close() // nothing was sent
	return false
}

// outage returns for how long the network has gone by now.
func (d *Door) outage() time.Duration {
	now := d.opts.Clock.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.gone.IsZero() {
		d.gone = now
		d.outages++
		d.opts.Log.Warn("the network has gone; the scan waits for it")
	}
	return now.Sub(d.gone)
}

// back ends an outage: something has answered.
func (d *Door) back() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gone = time.Time{}
}
