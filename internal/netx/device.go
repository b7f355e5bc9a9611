package netx

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"sync"
	"time"

	"camorigin/internal/model"
)

// Device is one address with its budget, its spacing and its brakes. It is
// safe for concurrent use.
type Device struct {
	door *Door
	addr netip.Addr
	turn chan struct{} // holds one token: who has it starts the next attempt

	mu       sync.Mutex
	ledger   *ledger
	changed  chan struct{} // closed and replaced whenever a waiting attempt may have become possible
	pending  []*attempt    // in the order of their start
	conns    map[*Conn]struct{}
	first    time.Time // when the first packet left
	last     time.Time // when the latest attempt started
	released bool
	reported bool // the door knows that the device is left alone
}

func newDevice(door *Door, addr netip.Addr) *Device {
	dv := &Device{
		door: door, addr: addr, turn: make(chan struct{}, 1),
		ledger: newLedger(door.opts.Limits), changed: make(chan struct{}), conns: make(map[*Conn]struct{}),
	}
	dv.ledger.asked.Host = addr.String()
	dv.turn <- struct{}{}
	return dv
}

// Addr is the address of the device.
func (dv *Device) Addr() netip.Addr { return dv.addr }

// Now is the time on the door's clock.
func (dv *Device) Now() time.Time { return dv.door.opts.Clock.Now() }

// Expect says how many ports are to be tried in all, which is what the rule
// for tarpits compares with.
func (dv *Device) Expect(ports int) {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	dv.ledger.listed = ports
}

// Carry charges the device with n attempts on a port that an earlier pass made
// and nobody answered.
func (dv *Device) Carry(port uint16, n int) {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	dv.ledger.carry(port, n)
}

// Asked is what was sent to the device so far, and what it cost the device.
func (dv *Device) Asked() model.Asked {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	asked := dv.ledger.asked
	asked.Sent = slices.Clone(asked.Sent)
	return asked
}

// Answered reports whether any port accepted or refused an attempt.
func (dv *Device) Answered() bool {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	return dv.ledger.answered
}

// Stopped says whether the device may be asked nothing more, and why: distress
// or a spent budget.
func (dv *Device) Stopped() (reason string, stopped bool) {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if err := dv.stoppedLocked(); err != nil {
		return err.Error(), true
	}
	return "", false
}

func (dv *Device) stoppedLocked() error {
	if err := dv.ledger.stopped(); err != nil {
		return err
	}
	if dv.overtimeLocked() {
		return spent("%s in all", dv.door.opts.Limits.Device)
	}
	return nil
}

// overtimeLocked reports whether the device's time is over.
func (dv *Device) overtimeLocked() bool {
	return !dv.first.IsZero() && !dv.Now().Before(dv.first.Add(dv.door.opts.Limits.Device))
}

// PortState is what is known of one port of a device.
type PortState struct {
	Port    uint16
	Role    model.Role
	Opened  bool          // accepted a connection at least once
	Spoke   bool          // sent at least a byte
	Outcome model.Outcome // of the latest attempt that says something; empty when none does
}

// Ports is the state of every port tried, in order of port.
func (dv *Device) Ports() []PortState {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	states := make([]PortState, 0, len(dv.ledger.ports))
	for port, p := range dv.ledger.ports {
		states = append(states, PortState{Port: port, Role: p.role, Opened: p.opened, Spoke: p.spoke, Outcome: p.outcome})
	}
	slices.SortFunc(states, func(a, b PortState) int { return cmp.Compare(a.Port, b.Port) })
	return states
}

// MayAskProtected reports whether the one protected question that a device may
// be asked is still to be had.
func (dv *Device) MayAskProtected() bool {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	return dv.ledger.asked.Protected == "" && dv.stoppedLocked() == nil
}

// TookProtected records the protected question that is about to be asked. It
// returns false, and the question must not be asked, when there was one before.
func (dv *Device) TookProtected(what string) bool {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if dv.ledger.asked.Protected != "" {
		return false
	}
	dv.ledger.asked.Protected = what
	return true
}

// Sign is a way in which a device says that it is overloaded.
type Sign string

// The signs of distress that an answer can carry.
const (
	SignUnavailable Sign = "503 Service Unavailable"
	SignTooMany     Sign = "429 Too Many Requests"
	SignRetryAfter  Sign = "Retry-After"
	SignBandwidth   Sign = "453 Not Enough Bandwidth"
)

// Note reports a sign of distress that an answer carried; the device is left
// alone from now on.
func (dv *Device) Note(sign Sign) {
	dv.update(func(l *ledger) { l.brake("answered %s", sign) })
}

// Release closes the connections that are still open, forgets the device and
// returns its account. Nothing may be asked through this Device afterwards.
func (dv *Device) Release() model.Asked {
	dv.mu.Lock()
	dv.released = true
	open := make([]*Conn, 0, len(dv.conns))
	for c := range dv.conns {
		open = append(open, c)
	}
	dv.mu.Unlock()
	for _, c := range open {
		_ = c.Close() // the account matters here, not how the connection ended
	}
	dv.door.forgetDevice(dv.addr)
	return dv.Asked()
}

// update changes the account, wakes the attempts that wait, and reports a
// device that was just found in distress.
func (dv *Device) update(change func(*ledger)) {
	dv.mu.Lock()
	wasAnswered := dv.ledger.answered
	change(dv.ledger)
	alive := !wasAnswered && dv.ledger.answered
	distress := dv.ledger.distress != "" && !dv.reported
	dv.reported = dv.reported || distress
	dv.wakeLocked()
	reason, tarpit := dv.ledger.distress, dv.ledger.tarpit
	dv.mu.Unlock()

	if alive {
		dv.door.sawAlive(dv.addr)
	}
	if distress && !tarpit {
		dv.door.sawDistress()
	}
	if distress {
		dv.door.opts.Log.Info("device is left alone", "host", dv.addr.String(), "reason", reason)
	}
}

func (dv *Device) wakeLocked() {
	close(dv.changed)
	dv.changed = make(chan struct{})
}

// await returns once admit says yes, or with the error that it gives.
func (dv *Device) await(ctx context.Context, admit func() (bool, error)) error {
	for {
		dv.mu.Lock()
		ok, err := admit()
		changed := dv.changed
		dv.mu.Unlock()
		if ok || err != nil {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
