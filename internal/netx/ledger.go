package netx

import (
	"fmt"
	"time"

	"camorigin/internal/model"
)

// ledger is the account of one device: what was spent, what is open, what was
// learned about each port. It has no lock and no clock, so that every rule of
// the budget can be tested by itself.
type ledger struct {
	limits Limits
	asked  model.Asked
	ports  map[uint16]*portLedger

	fruitless             int // attempts without a handshake
	abandoned             int // of them those that we gave up early, which the device may have seen as connections
	pending, pendingRTSP  int // attempts that hold a slot
	open, openRTSP        int // established connections
	reserved              int64
	datagrams             map[string]int
	answered              bool // some port accepted or refused
	listed                int  // ports that are to be tried in all, 0 when unknown
	resets                int
	minRTT, maxRTT        time.Duration
	distress              string
	tarpit                bool // the distress is none of ours: the device accepts everything
	quietPorts, wordPorts int  // ports that were open and never spoke, ports that spoke
}

// portLedger is the account of one port.
type portLedger struct {
	role      model.Role
	pending   int
	fruitless int // attempts without a handshake
	lost      int // attempts on a device known to be alive that went unanswered, since the last answer
	troubles  int // times that the port failed after it had answered
	opened    bool
	refused   bool
	outcome   model.Outcome // of the latest attempt that was judged
	spoke     bool
	quiet     bool // was open, was closed by us, and had not said a byte
}

func newLedger(limits Limits) *ledger {
	return &ledger{limits: limits, ports: make(map[uint16]*portLedger), datagrams: make(map[string]int)}
}

func (l *ledger) port(port uint16) *portLedger {
	p := l.ports[port]
	if p == nil {
		p = &portLedger{}
		l.ports[port] = p
	}
	return p
}

// admit says whether an attempt on the port may start now. False without an
// error means that it must wait until another attempt or connection ends.
func (l *ledger) admit(port uint16, role model.Role) (bool, error) {
	if err := l.stopped(); err != nil {
		return false, err
	}
	p := l.port(port)
	if p.fruitless >= l.limits.FruitlessPort {
		return false, spent("port %d: %d attempts without a handshake", port, p.fruitless)
	}
	fits := l.handshakes()+l.pending < l.limits.Handshakes &&
		l.fruitless+l.pending < l.limits.Fruitless &&
		p.fruitless+p.pending < l.limits.FruitlessPort
	return fits && l.slot(role), nil
}

// slot reports whether one more attempt fits beside what is pending and open.
// Before the first answer three may be pending; from then on an attempt may
// become a connection at any moment, so it counts as one.
func (l *ledger) slot(role model.Role) bool {
	if role == model.RoleRTSP && l.openRTSP+l.pendingRTSP >= l.limits.EstablishedRTSP {
		return false
	}
	if l.answered {
		return l.open+l.pending < l.limits.Established
	}
	return l.pending < l.limits.Pending
}

// crowded reports whether more connections are established than may be.
func (l *ledger) crowded(role model.Role) bool {
	return l.open > l.limits.Established || (role == model.RoleRTSP && l.openRTSP > l.limits.EstablishedRTSP)
}

// stopped returns nil while the device may be asked more.
func (l *ledger) stopped() error {
	switch {
	case l.distress != "":
		return fmt.Errorf("%s: %w", l.distress, ErrDistress)
	case l.handshakes() >= l.limits.Handshakes:
		return spent("%d connections", l.handshakes())
	case l.fruitless >= l.limits.Fruitless:
		return spent("%d attempts without a handshake", l.fruitless)
	case l.asked.BytesRead >= l.limits.ReadBytes:
		return spent("%d bytes read", l.asked.BytesRead)
	}
	return nil
}

// reserve takes a slot for an attempt.
func (l *ledger) reserve(port uint16, role model.Role) {
	p := l.port(port)
	p.role = role
	p.pending++
	l.pending++
	if role == model.RoleRTSP {
		l.pendingRTSP++
	}
}

// unreserve gives the slot back.
func (l *ledger) unreserve(port uint16, role model.Role) {
	l.port(port).pending--
	l.pending--
	if role == model.RoleRTSP {
		l.pendingRTSP--
	}
}

// opened accounts for an attempt that ended with a handshake. The round trip is
// what is certain of it: our own lateness is taken off. It returns how
// many attempts on the port had been lost before.
func (l *ledger) opened(port uint16, role model.Role, rtt time.Duration) (lost int) {
	p := l.port(port)
	l.asked.Connections++
	l.open++
	if role == model.RoleRTSP {
		l.openRTSP++
	}
	p.opened, p.outcome = true, model.Open
	l.measure(port, rtt)
	return l.answer(p)
}

// refusal accounts for an attempt that the device refused.
func (l *ledger) refusal(port uint16, outcome model.Outcome, rtt time.Duration) (lost int) {
	p := l.port(port)
	l.fail(p)
	if p.opened {
		l.trouble(port, p, "refuses")
	}
	p.refused, p.outcome = true, outcome
	l.measure(port, rtt)
	return l.answer(p)
}

// silence accounts for an attempt that nobody answered in time; known says that
// the device was known to be alive when it began.
func (l *ledger) silence(port uint16, known bool) {
	p := l.port(port)
	l.fail(p)
	if known {
		p.lost++
	}
	if p.opened || p.refused {
		l.trouble(port, p, "does not answer")
	}
	p.outcome = model.Timeout
}

// unjudged accounts for an attempt that ended for a reason that says nothing
// about the port: set aside, cancelled, or no way to the device.
func (l *ledger) unjudged(port uint16, outcome model.Outcome) {
	p := l.port(port)
	l.fail(p)
	switch outcome {
	case model.Unreachable:
		p.outcome = outcome
	case model.Cancelled:
		l.abandoned++
	}
}

// handshakes is how many handshakes the device may have seen.
func (l *ledger) handshakes() int { return l.asked.Connections + l.abandoned }

func (l *ledger) fail(p *portLedger) {
	p.fruitless++
	l.fruitless++
}

func (l *ledger) answer(p *portLedger) (lost int) {
	lost, p.lost = p.lost, 0
	l.answered = true
	return lost
}

// free gives the slot of a connection back.
func (l *ledger) free(role model.Role) {
	l.open--
	if role == model.RoleRTSP {
		l.openRTSP--
	}
}

// heard accounts for what a connection brought that has ended: so many bytes.
func (l *ledger) heard(port uint16, read int64) {
	p := l.port(port)
	switch {
	case read > 0 && !p.spoke:
		p.spoke = true
		l.wordPorts++
		if p.quiet {
			p.quiet = false
			l.quietPorts--
		}
	case read == 0 && !p.spoke && !p.quiet:
		p.quiet = true
		l.quietPorts++
	}
	l.judgeTarpit()
}

// carry accounts for n attempts without an answer that an earlier pass made.
func (l *ledger) carry(port uint16, n int) {
	p := l.port(port)
	p.fruitless += n
	l.fruitless += n
	l.asked.Attempts += n
}
