package scan

import (
	"context"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/sweep"
)

// visit is the actor of one address: it finds out whether something is there,
// has it interviewed, and books the result. A panic is a finding about this
// program and costs only what that device had not yet said.
func (e *engine) visit(ctx context.Context, addr netip.Addr, pass int) {
	e.progress.enter()
	defer e.progress.leave()
	dv := e.door.Device(addr)
	in := &interviewed{host: host{addr: addr}, site: e.opts.Plan.Site(addr), now: e.now}
	state, why := e.ask(ctx, dv, in, pass)
	in.asked = dv.Release()
	in.asked.Site = in.site
	e.book(in, dv, pass, state, why)
}

// ask sweeps the address and interviews what is alive.
func (e *engine) ask(ctx context.Context, dv *netx.Device, in *interviewed, pass int) (state sweep.State, why error) {
	defer func() {
		if r := recover(); r != nil {
			e.fault(in, r)
			state = stateOf(dv, state)
		}
		in.finish()
	}()
	dv.Expect(len(e.opts.Ports))
	found := e.sweeper.Visit(ctx, dv, pass)
	state, why = found.State, found.Err
	if !found.Alive() {
		return state, why
	}
	e.progress.alive()
	ports := slices.DeleteFunc(slices.Clone(e.opts.Ports), func(p model.PortRole) bool {
		return slices.Contains(found.Refused, p.Port)
	})
	e.opts.Interview(ctx, dv, found.Conn, ports, in.emit)
	return stateOf(dv, state), nil
}

// stateOf says what is known of an address after its interview: alive with an
// open port, or alive with every port closed that was tried.
func stateOf(dv *netx.Device, state sweep.State) sweep.State {
	for _, p := range dv.Ports() {
		if p.Opened {
			return sweep.Open
		}
	}
	if dv.Answered() {
		return sweep.Refused
	}
	return state
}

// book enters the result of a visit.
func (e *engine) book(in *interviewed, dv *netx.Device, pass int, state sweep.State, why error) {
	in.addOpenPorts(dv.Ports())
	e.coverage.visited(in.addr, pass, state, why)
	alive := state == sweep.Open || state == sweep.Refused
	e.progress.visited(pass, state)
	e.mu.Lock()
	if alive || state == sweep.NotTried {
		e.seen[in.addr] = struct{}{}
	}
	if state == sweep.NotTried && e.missed == nil && !isStop(why) {
		e.missed = why
	}
	if state == sweep.Refused {
		in.evidence = nil // it said nothing; coverage counts it, and Asked has what was tried
	}
	if alive {
		e.hosts = append(e.hosts, in.host)
	}
	e.mu.Unlock()
	if alive {
		e.progress.interviewed(e.camera(in))
	}
}

// camera asks whether the host is surveillance equipment.
func (e *engine) camera(in *interviewed) (yes bool) {
	if e.opts.Kind == nil || len(in.evidence) == 0 {
		return false
	}
	defer func() {
		if r := recover(); r != nil {
			e.fault(in, r)
			yes = false
		}
	}()
	return e.opts.Kind(in.addr.String(), in.evidence).Surveillance()
}

// interviewed collects what a device says.
type interviewed struct {
	host
	site string
	now  func() time.Time

	mu   sync.Mutex
	done bool
}

// emit takes in one piece of evidence; nothing is taken in after the end.
func (in *interviewed) emit(ev model.Evidence) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.done {
		return
	}
	ev.Host, ev.Site = in.addr.String(), in.site
	if ev.At.IsZero() {
		ev.At = in.now()
	}
	in.evidence = append(in.evidence, ev)
}

func (in *interviewed) finish() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.done = true
}

// addOpenPorts adds a line for each port that accepted a connection and about
// which no other line says so.
func (in *interviewed) addOpenPorts(ports []netx.PortState) {
	for _, p := range ports {
		if !p.Opened || in.speaksOf(p.Port) {
			continue
		}
		in.evidence = append(in.evidence, model.Evidence{
			Host: in.addr.String(), Site: in.site, Port: int(p.Port), Protocol: "tcp", Request: "connect",
			Outcome: model.Open, At: in.now(), Fields: model.Fields{"port.open": {strconv.Itoa(int(p.Port))}},
		})
	}
}

func (in *interviewed) speaksOf(port uint16) bool {
	return slices.ContainsFunc(in.evidence, func(ev model.Evidence) bool {
		return ev.Port == int(port) && (ev.Outcome == model.Answered || ev.Outcome == model.Open)
	})
}
