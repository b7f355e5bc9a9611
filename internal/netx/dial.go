package netx

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"camorigin/internal/model"
)

// Dial opens a connection to a port. It waits for the pace, for 100 ms since
// the last attempt and for a free slot (two connections, one on a port of the
// role rtsp). A device known to be alive is tried again when it does not
// answer. The caller must Close the connection.
func (dv *Device) Dial(ctx context.Context, port uint16, role model.Role) (*Conn, error) {
	retries := dv.door.retries(dv.addr)
	for try := 0; ; try++ {
		conn, err := dv.open(ctx, wish{port: port, role: role, onSent: func() {}})
		if err == nil || try >= retries || ctx.Err() != nil || !errors.Is(err, ErrSilent) || !dv.worthRetrying(port) {
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

// Knocked is how an attempt to find out whether a device is alive ended.
type Knocked struct {
	Port uint16
	Conn *Conn // the caller's to close; nil when Err is not
	Err  error
}

// Knock makes one attempt to find out whether the device is alive, and returns
// when its packet has left or will never leave; how it ended comes later on the
// channel, exactly once. Once the device has answered no further attempt is
// made: it ends with ErrAnswered. An attempt that others follow is given the
// time of their spacing on top, since the address is watched for so long anyway.
func (dv *Device) Knock(ctx context.Context, port uint16, role model.Role, following int) <-chan Knocked {
	sent, result := make(chan struct{}), make(chan Knocked, 1)
	limits := dv.door.opts.Limits
	w := wish{
		port: port, role: role, liveness: true, onSent: sync.OnceFunc(func() { close(sent) }),
		extra: time.Duration(min(following, limits.Pending-1)) * limits.Spacing,
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		conn, err := dv.open(ctx, w)
		result <- Knocked{Port: port, Conn: conn, Err: err}
	}()
	select {
	case <-sent:
	case <-ended:
	}
	return result
}

// open makes one attempt. One that failed on this machine (no descriptor, port
// or buffer, or a network that has gone) is repeated, since no packet left; so
// is one that had to make room for another connection.
func (dv *Device) open(ctx context.Context, w wish) (*Conn, error) {
	ctx, cancel := dv.door.untilStop(ctx)
	defer cancel()
	faults := newBackoff(dv.door)
	for {
		conn, err := dv.try(ctx, w)
		switch {
		case err == nil:
			return conn, nil
		case errors.Is(err, errSetAside) && w.liveness:
			err = ErrAnswered
		case errors.Is(err, errSetAside):
			err = context.Cause(ctx)
		case ours(err):
			err = dv.pause(func() error { return faults.wait(ctx, err) })
		}
		if err != nil {
			return nil, fmt.Errorf("dial %s: %w", netip.AddrPortFrom(dv.addr, w.port), err)
		}
	}
}

// pause calls wait; that time is not counted as the device's.
func (dv *Device) pause(wait func() error) error {
	began := dv.Now()
	err := wait()
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if !dv.first.IsZero() {
		dv.first = dv.first.Add(dv.Now().Sub(began))
	}
	return err
}
