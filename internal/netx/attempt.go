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

// wish is a connection that somebody wants.
type wish struct {
	port     uint16
	role     model.Role
	liveness bool          // not needed once the device has answered
	extra    time.Duration // patience beyond the usual
	onSent   func()        // called when the packet leaves
}

// attempt is one connection attempt from the moment it holds a slot.
type attempt struct {
	wish
	ctx    context.Context
	cancel context.CancelCauseFunc
	sent   time.Time // zero until the packet may have left
	known  bool      // the device was known to be alive by then
}

// try makes one attempt: it waits for a slot and for its turn, sends, and
// settles the account.
func (dv *Device) try(ctx context.Context, w wish) (*Conn, error) {
	if err := dv.door.check(dv.addr); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	a := &attempt{wish: w, ctx: ctx, cancel: cancel}
	if err := dv.await(ctx, func() (bool, error) { return dv.reserveLocked(a) }); err != nil {
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
	if a.liveness && dv.ledger.answered {
		return false, ErrAnswered
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
	began := a.sent
	watch := newWatch(dv.door, min(dv.patience(a.extra), left), func() { a.cancel(ErrSilent) })
	defer watch.stop()
	ctx := onConnecting(a.ctx, func() { began = dv.Now(); watch.begin() })
	raw, err := dv.door.dial(ctx, "tcp", netip.AddrPortFrom(dv.addr, a.port).String())
	took := dv.Now().Sub(began)
	err = dv.whyNot(ctx, err)
	if !ours(err) {
		dv.door.record(ProbeRecord{At: a.sent, Addr: dv.addr, Port: a.port, Transport: "tcp", Label: "connect"})
	}
	return raw, took, err
}

// whyNot tells from what a failed dial returned why it really ended.
func (dv *Device) whyNot(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	switch {
	case err == nil:
		return nil
	case classOf(err) == errnoOther && cause != nil:
		return cause
	case classOf(err) == errnoNoNetwork && dv.door.hasGone(ctx, dv.addr):
		return fmt.Errorf("%w: %w", errOutage, err)
	}
	return err
}

// start blocks until 100 ms have passed since the device's latest attempt and
// the pace allows another. It returns how much time the device has left.
func (dv *Device) start(a *attempt) (left time.Duration, err error) {
	err = dv.inTurn(a.ctx, func(now time.Time) error {
		if a.liveness && dv.ledger.answered {
			return ErrAnswered
		}
		a.sent, a.known = now, dv.ledger.answered
		dv.ledger.asked.Attempts++
		return nil
	})
	if err != nil {
		return 0, err
	}
	a.onSent()
	dv.mu.Lock()
	defer dv.mu.Unlock()
	return dv.first.Add(dv.door.opts.Limits.Device).Sub(a.sent), nil
}

// patience is how long an attempt may take: what the network has shown to
// need, or what this device has.
func (dv *Device) patience(extra time.Duration) time.Duration {
	dv.mu.Lock()
	own := 2 * dv.ledger.maxRTT
	dv.mu.Unlock()
	return min(max(dv.door.patience(dv.addr), own)+extra, dv.door.opts.Limits.Attempt)
}

// inTurn waits for the device's spacing and the scan's pace, and calls book,
// with the device locked, at the moment when a packet may leave. Book's error
// keeps it back.
func (dv *Device) inTurn(ctx context.Context, book func(now time.Time) error) error {
	select {
	case <-dv.turn:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	defer func() { dv.turn <- struct{}{} }()

	if err := dv.rest(ctx); err != nil {
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
	if err := book(now); err != nil {
		return err
	}
	if dv.first.IsZero() {
		dv.first = now
	}
	dv.last = now
	return nil
}

// rest waits until the device may be sent the next packet, and learns how late
// this machine wakes up.
func (dv *Device) rest(ctx context.Context) error {
	began, wait := dv.Now(), dv.untilNext()
	if wait <= 0 {
		return context.Cause(ctx)
	}
	if err := Sleep(ctx, dv.door.opts.Clock, wait); err != nil {
		return err
	}
	dv.door.late(dv.Now().Sub(began) - wait)
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
	late := time.Duration(dv.door.lag.Load())
	dv.update(func(l *ledger) {
		dv.pending = slices.DeleteFunc(dv.pending, func(p *attempt) bool { return p == a })
		l.unreserve(a.port, a.role)
		switch {
		case err == nil:
			lost = l.opened(a.port, a.role, rtt-late)
			crowded = l.crowded(a.role) || dv.released
			dv.makeRoomLocked()
		case a.sent.IsZero(): // no packet left
		case ours(err):
			l.asked.Attempts--
			if l.asked.Attempts == 0 && l.asked.Datagrams == 0 {
				dv.first = time.Time{} // no packet has left yet
			}
		case outcome == model.Refused, outcome == model.Reset:
			lost = l.refusal(a.port, outcome, rtt-late)
		case errors.Is(err, ErrSilent), classOf(err) == errnoTimeout:
			l.silence(a.port, a.known)
		default:
			l.unjudged(a.port, outcome)
		}
		dv.calmLocked()
	})
	switch {
	case err == nil && crowded:
		dv.drop(a, raw)
		return nil, errSetAside
	case err == nil:
		dv.door.observe(Attempt{Addr: dv.addr, Port: a.port, Outcome: model.Open, RTT: rtt, Known: a.known, Lost: lost})
		return dv.connect(a, raw), nil
	case outcome == model.Refused && !a.sent.IsZero():
		dv.door.observe(Attempt{Addr: dv.addr, Port: a.port, Outcome: model.Refused, RTT: rtt, Known: a.known, Lost: lost})
	case classOf(err) == errnoTimeout:
		err = ErrSilent
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

// calmLocked ends the knocks that have not left yet once the device has
// answered.
func (dv *Device) calmLocked() {
	if !dv.ledger.answered {
		return
	}
	for _, a := range dv.pending {
		if a.liveness && a.sent.IsZero() {
			a.cancel(ErrAnswered)
		}
	}
}

// drop closes a connection that should not have come to be.
func (dv *Device) drop(a *attempt, raw net.Conn) {
	_ = raw.Close() // nothing was sent or read on it
	dv.freeSoon(a.role)
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
