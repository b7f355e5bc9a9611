package netx

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"time"
)

// Packets exchanges datagrams with one port of a device in one protocol. It is
// for one goroutine at a time.
type Packets struct {
	dev      *Device
	protocol string
	port     uint16
	conn     net.Conn
	meter    *meter
}

// Packets opens a socket to a port of the device for datagrams of the named
// protocol. Only answers of that address and port are received. Nothing is
// sent yet.
func (dv *Device) Packets(ctx context.Context, protocol string, port uint16) (*Packets, error) {
	target := netip.AddrPortFrom(dv.addr, port)
	if err := dv.door.check(dv.addr); err != nil {
		return nil, err
	}
	faults := newBackoff(dv.door)
	for {
		conn, err := dv.door.dial(ctx, "udp", target.String())
		if err == nil {
			return &Packets{dev: dv, protocol: protocol, port: port, conn: conn, meter: &meter{Conn: conn, dev: dv, port: port}}, nil
		}
		if ours(err) {
			err = faults.wait(ctx, err)
		}
		if err != nil {
			return nil, fmt.Errorf("%s to %s: %w", protocol, target, err)
		}
	}
}

// Send sends one datagram in the device's turn and starts the step in which
// answers are awaited. At most four a protocol.
func (p *Packets) Send(ctx context.Context, label string, payload []byte) error {
	dv := p.dev
	if err := dv.datagram(p.protocol); err != nil {
		return fmt.Errorf("%s on port %d: %w", label, p.port, err)
	}
	ctx, cancel := dv.door.untilStop(ctx)
	defer cancel()
	err := dv.inTurn(ctx, func(time.Time) error {
		dv.ledger.asked.Datagrams++
		dv.ledger.asked.Sent = append(dv.ledger.asked.Sent, strconv.Itoa(int(p.port))+" "+label)
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s on port %d: %w", label, p.port, err)
	}
	p.SetStep(dv.door.opts.Limits.Step)
	dv.door.record(ProbeRecord{Addr: dv.addr, Port: p.port, Transport: "udp", Label: label, Bytes: payload})
	if _, err := p.meter.Write(payload); err != nil {
		return fmt.Errorf("%s on port %d: %w", label, p.port, err)
	}
	return nil
}

// datagram takes one datagram of the protocol's budget.
func (dv *Device) datagram(protocol string) error {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if err := dv.usableLocked(); err != nil {
		return err
	}
	l := dv.ledger
	if l.datagrams[protocol] >= l.limits.Datagrams {
		return spent("%d datagrams of %s", l.datagrams[protocol], protocol)
	}
	l.datagrams[protocol]++
	return nil
}

// Read reads one datagram, until the step's deadline. What does not fit in b
// is lost.
func (p *Packets) Read(b []byte) (int, error) { return p.meter.Read(b) }

// SetStep sets how long answers are awaited from now on, never beyond the
// device's own deadline.
func (p *Packets) SetStep(d time.Duration) {
	dv := p.dev
	dv.mu.Lock()
	end := dv.Now().Add(d)
	if last := dv.first.Add(dv.door.opts.Limits.Device); !dv.first.IsZero() && last.Before(end) {
		end = last
	}
	dv.mu.Unlock()
	_ = p.conn.SetDeadline(end) // a socket without deadline is closed already
}

// Close closes the socket.
func (p *Packets) Close() error { return p.conn.Close() }
