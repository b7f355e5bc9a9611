package sweep

import (
	"context"
	"errors"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

// State is what a visit to an address found out.
type State int

// The states, from the least to the most that is known.
const (
	NotTried    State = iota // stopped, out of scope, or a fault of this machine
	Unreachable              // there is no way to the address from here
	Silent                   // nobody answered
	Refused                  // alive: a port was closed
	Open                     // alive: a port is open
)

// Visit is the result of a visit.
type Visit struct {
	State   State
	Conn    *netx.Conn // the first open connection; nil unless State is Open. The caller closes it
	Refused []uint16   // the ports that were closed
	Err     error      // why, for NotTried and Unreachable

	missed error // why some port was not tried, although the device had not answered
}

// Alive reports whether the address answered.
func (v Visit) Alive() bool { return v.State == Refused || v.State == Open }

// Visit tries the ports of a pass on one device. The ports start one after the
// other, 100 ms apart, without waiting for each other's end; once one has
// answered no other is started. What earlier passes tried is charged to the
// device. Every connection but the one returned is closed.
func (s *Sweeper) Visit(ctx context.Context, dv *netx.Device, pass int) Visit {
	for earlier := range pass {
		for _, p := range s.Ports(dv.Addr(), earlier) {
			dv.Carry(p.Port, 1)
		}
	}
	ports := s.Ports(dv.Addr(), pass)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	results := make(chan netx.Knocked, len(ports))
	started, ended := 0, 0
	var visit Visit
	for i, p := range ports {
		started++
		ending := dv.Knock(ctx, p.Port, p.Role, len(ports)-1-i)
		go func() { results <- <-ending }()
		ended += visit.gather(results, cancel)
		if visit.Alive() || dv.Answered() || ctx.Err() != nil {
			break
		}
	}
	for ; ended < started; ended++ {
		visit.take(<-results, cancel)
	}
	if visit.missed != nil && !visit.Alive() {
		return Visit{State: NotTried, Err: visit.missed}
	}
	return visit
}

// gather takes in the results that are there, and returns how many.
func (v *Visit) gather(results <-chan netx.Knocked, cancel context.CancelFunc) int {
	for n := 0; ; n++ {
		select {
		case r := <-results:
			v.take(r, cancel)
		default:
			return n
		}
	}
}

// take takes in one result. The first open connection ends the others.
func (v *Visit) take(r netx.Knocked, cancel context.CancelFunc) {
	switch {
	case r.Conn != nil && v.Conn != nil:
		_ = r.Conn.Close() // two opened at the same moment: one is enough
	case r.Conn != nil:
		v.State, v.Conn, v.Err = Open, r.Conn, nil
		cancel()
	default:
		v.rise(stateOf(r.Err), r)
	}
}

func (v *Visit) rise(state State, r netx.Knocked) {
	switch {
	case state == Refused:
		v.Refused = append(v.Refused, r.Port)
	case state == NotTried && !errors.Is(r.Err, netx.ErrAnswered):
		v.missed = r.Err
	}
	if state <= v.State {
		return
	}
	v.State, v.Err = state, nil
	if state == Unreachable {
		v.Err = r.Err
	}
}

// stateOf tells what an attempt without a connection says about the address.
func stateOf(err error) State {
	switch netx.OutcomeOf(err) {
	case model.Refused, model.Reset:
		return Refused
	case model.Unreachable:
		return Unreachable
	case model.Timeout:
		if errors.Is(err, netx.ErrSilent) {
			return Silent
		}
	}
	return NotTried
}
