package netx

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"time"

	"camorigin/internal/model"
)

// attempt is one connection attempt from the moment it holds a slot.
type attempt struct {
	port   uint16
	role   model.Role
	ctx    context.Context
	cancel context.CancelCauseFunc
	sent   time.Time // zero until the packet may have left
}

// errSilent ends an attempt that nobody answered in time.
var errSilent = fmt.Errorf("no answer in time: %w", context.DeadlineExceeded)

// Dial opens a connection to a port. It waits for the pace, for 100 ms since
// the last attempt and for a free slot (two connections, one on a port of the
// role rtsp). A device known to be alive is tried again when it does not
// answer. The caller must Close the connection.
func (dv *Device) Dial(ctx context.Context, port uint16, role model.Role) (*Conn, error) {
	retries := dv.door.retries(dv.addr)
	for try := 0; ; try++ {
		conn, err := dv.Knock(ctx, port, role)
		if err == nil || try >= retries || ctx.Err() != nil || !errors.Is(err, errSilent) || !dv.worthRetrying(port) {
			return conn, err
		}
	}
}

// worthRetrying reports whether an attempt that nobody answered should be
// repeated: the device is alive, and attempts and time are left for it. The
// second half of the time is for the ports that do answer.
func (dv *Device) worthRetrying(port uint16) bool {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	l := dv.ledger
	return l.answered && l.stopped() == nil && l.port(port).fruitless < l.limits.FruitlessPort &&
		dv.Now().Sub(dv.first) < l.limits.Device/2
}

// Knock is Dial without retries. An attempt that fails for want of our own
// descriptors, ports or buffers is repeated, since no packet left; so is one
// that had to make room for another connection.
func (dv *Device) Knock(ctx context.Context, port uint16, role model.Role) (*Conn, error) {
	faults := newBackoff(dv.door.opts.Clock)
	for {
		conn, err := dv.try(ctx, port, role)
		switch {
		case err == nil:
			return conn, nil
		case errors.Is(err, errSetAside) && ctx.Err() == nil:
			continue
		case classOf(err) == errnoLocal:
			dv.door.fault(err)
			if !faults.wait(ctx) {
				return nil, fmt.Errorf("dial %s: %w: %w", netip.AddrPortFrom(dv.addr, port), err, ErrLocal)
			}
		default:
			return nil, fmt.Errorf("dial %s: %w", netip.AddrPortFrom(dv.addr, port), err)
		}
	}
}

// try makes one attempt: it waits for a slot and for its turn, sends, and
// settles the account.
func (dv *Device) try(ctx context.Context, port uint16, role model.Role) (*Conn, error) {
	if err := dv.door.check(dv.addr); err != nil {
		return nil, err
	}
	actx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(dv.door.stopping, func() { cancel(ErrStopped) })()

	a := &attempt{port: port, role: role, ctx: actx, cancel: cancel}
	if err := dv.await(actx, func() (bool, error) { return dv.reserveLocked(a) }); err != nil {
		return nil, err
	}
	raw, rtt, err := dv.launch(a)
	return dv.settle(a, raw, rtt, err)
}

// reserveLocked takes a slot for the attempt when the budget has one.
func (dv *Device) reserveLocked(a *attempt) (bool, error) {
	if err := dv.usableLocked(); err != nil {
		return false, err
	}
	ok, err := dv.ledger.admit(a.port, a.role)
	if !ok || err != nil {
		return false, err
	}
	dv.ledger.reserve(a.port, a.role)
	dv.pending = append(dv.pending, a)
	return true, nil
}

func (dv *Device) usableLocked() error {
	switch {
	case dv.door.stopped():
		return ErrStopped
	case dv.released:
		return spent("device was released")
	}
	return dv.stoppedLocked()
}

// launch waits for the turn of the attempt and dials.
func (dv *Device) launch(a *attempt) (net.Conn, time.Duration, error) {
	if err := dv.door.window.acquire(a.ctx); err != nil {
		return nil, 0, err
	}
	defer dv.door.window.release()
	left, err := dv.start(a)
	if err != nil {
		return nil, 0, err
	}
	patience := min(dv.door.patience(dv.addr), left)
	ctx, cancel := context.WithTimeoutCause(a.ctx, patience, errSilent)
	defer cancel()
	target := netip.AddrPortFrom(dv.addr, a.port)
	raw, err := dv.door.dial(ctx, "tcp", target.String())
	took := dv.Now().Sub(a.sent)
	if classOf(err) != errnoLocal {
		dv.door.record(ProbeRecord{At: a.sent, Addr: dv.addr, Port: a.port, Transport: "tcp", Label: "connect"})
	}
	if err == nil {
		return raw, took, nil
	}
	if cause := context.Cause(ctx); cause != nil && classOf(err) == errnoOther {
		err = cause
	}
	if errors.Is(err, errSilent) {
		dv.door.late(took - patience)
	}
	return nil, took, err
}

// start blocks until 100 ms have passed since the device's latest attempt and
// the pace allows another. It returns how much time the device has left.
func (dv *Device) start(a *attempt) (left time.Duration, err error) {
	err = dv.inTurn(a.ctx, func(now time.Time) {
		a.sent = now
		dv.ledger.asked.Attempts++
		left = dv.first.Add(dv.door.opts.Limits.Device).Sub(now)
	})
	return left, err
}

// inTurn waits for the device's spacing and the scan's pace, and calls book,
// with the device locked, at the moment when a packet may leave.
func (dv *Device) inTurn(ctx context.Context, book func(now time.Time)) error {
	select {
	case <-dv.turn:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	defer func() { dv.turn <- struct{}{} }()

	if err := Sleep(ctx, dv.door.opts.Clock, dv.untilNext()); err != nil {
		return err
	}
	if err := dv.door.pacer.wait(ctx); err != nil {
		return err
	}
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if err := dv.usableLocked(); err != nil {
		return err
	}
	now := dv.Now()
	if dv.first.IsZero() {
		dv.first = now
	}
	dv.last = now
	book(now)
	return nil
}

func (dv *Device) untilNext() time.Duration {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if dv.last.IsZero() {
		return 0
	}
	return dv.last.Add(dv.door.opts.Limits.Spacing).Sub(dv.Now())
}

// settle books how an attempt ended.
func (dv *Device) settle(a *attempt, raw net.Conn, rtt time.Duration, err error) (*Conn, error) {
	var lost int
	var crowded bool
	outcome := OutcomeOf(err)
	dv.update(func(l *ledger) {
		dv.pending = slices.DeleteFunc(dv.pending, func(p *attempt) bool { return p == a })
		l.unreserve(a.port, a.role)
		switch {
		case err == nil:
			lost = l.opened(a.port, a.role, rtt)
			crowded = l.crowded(a.role) || dv.released
			dv.makeRoomLocked()
		case a.sent.IsZero(): // no packet left
		case classOf(err) == errnoLocal:
			l.asked.Attempts--
		case outcome == model.Refused, outcome == model.Reset:
			lost = l.refusal(a.port, outcome, rtt)
		case errors.Is(err, errSilent), classOf(err) == errnoTimeout:
			l.silence(a.port)
		default:
			l.unjudged(a.port, outcome)
		}
	})
	switch {
	case err == nil && crowded:
		dv.drop(a, raw)
		return nil, errSetAside
	case err == nil:
		dv.door.observe(Attempt{Addr: dv.addr, Port: a.port, Outcome: model.Open, RTT: rtt, Lost: lost})
		return dv.connect(a, raw), nil
	case outcome == model.Refused && !a.sent.IsZero():
		dv.door.observe(Attempt{Addr: dv.addr, Port: a.port, Outcome: model.Refused, RTT: rtt, Lost: lost})
	case classOf(err) == errnoTimeout:
		err = errSilent
	}
	return nil, err
}

// makeRoomLocked sets the latest attempts aside as long as they could become
// one connection too many.
func (dv *Device) makeRoomLocked() {
	room := max(dv.ledger.limits.Established-dv.ledger.open, 0)
	for i, a := range dv.pending {
		if i >= room {
			a.cancel(errSetAside)
		}
	}
}

// drop closes a connection that should not have come to be.
func (dv *Device) drop(a *attempt, raw net.Conn) {
	_ = raw.Close() // nothing was sent or read on it
	dv.update(func(l *ledger) { l.dropped(a.role) })
}

// connect hands a raw connection to its caller.
func (dv *Device) connect(a *attempt, raw net.Conn) *Conn {
	c := newConn(dv, a, raw)
	dv.mu.Lock()
	dv.conns[c] = struct{}{}
	dv.mu.Unlock()
	dv.door.remember(c)
	if dv.door.aborted.Load() {
		c.sever()
	}
	return c
}
