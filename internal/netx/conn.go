package netx

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"sync"
	"time"

	"camorigin/internal/model"
)

// receiveBuffer keeps what the kernel takes from a device that sends without
// end close to what we are willing to read.
const receiveBuffer = 32 << 10

// Conn is a connection to a port of a device. It is for one goroutine at a
// time; only Close may be called from another.
type Conn struct {
	dev    *Device
	port   uint16
	role   model.Role
	opened time.Time
	meter  *meter

	answer int64         // bytes of the answer to the latest request
	step   time.Duration // length of a step

	mu     sync.Mutex // guards the fields below
	stream net.Conn   // the meter, or TLS over it
	secure bool
	cut    bool // closed or severed: no later step may move the deadline
	broken bool // severed by Door.Abort

	closing  sync.Once
	closeErr error
}

func newConn(dv *Device, a *attempt, raw net.Conn) *Conn {
	m := &meter{Conn: raw, dev: dv, port: a.port}
	c := &Conn{dev: dv, port: a.port, role: a.role, opened: dv.Now(), meter: m, stream: m, step: dv.door.opts.Limits.Step}
	c.begin(c.step)
	return c
}

// Port is the port that the connection goes to.
func (c *Conn) Port() uint16 { return c.port }

// Role is the role that the port was dialled for.
func (c *Conn) Role() model.Role { return c.role }

// Device is the device that the connection goes to.
func (c *Conn) Device() *Device { return c.dev }

// Opened is when the connection was established.
func (c *Conn) Opened() time.Time { return c.opened }

// Secure reports whether the connection runs inside TLS.
func (c *Conn) Secure() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.secure
}

// SetStep sets the length of this step, counted from now, and of the steps
// that follow. No step outlasts the device's own deadline.
func (c *Conn) SetStep(d time.Duration) {
	c.step = d
	c.begin(d)
}

// begin starts a step: from now on d is left for all that is read and written.
func (c *Conn) begin(d time.Duration) {
	dv := c.dev
	dv.mu.Lock()
	now := dv.Now()
	end := now.Add(dv.ledger.step(d))
	if !dv.first.IsZero() {
		if last := dv.first.Add(dv.door.opts.Limits.Device); last.Before(end) {
			end = last
		}
	}
	dv.mu.Unlock()

	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.cut {
		_ = c.meter.SetDeadline(end) // a connection without deadline is closed already
	}
}

// Send sends one application request and starts the step in which its answer
// must come. The label ("GET /") is recorded with the port. It fails with
// ErrBudget or ErrDistress, and sends nothing, when the device may be asked
// nothing more.
func (c *Conn) Send(ctx context.Context, label string, request []byte) error {
	if err := c.mayAsk(ctx); err != nil {
		return fmt.Errorf("%s on port %d: %w", label, c.port, err)
	}
	if err := c.dev.request(c.port, label); err != nil {
		return fmt.Errorf("%s on port %d: %w", label, c.port, err)
	}
	c.answer = 0
	c.begin(c.step)
	stream, secure := c.current()
	c.dev.door.record(ProbeRecord{Addr: c.dev.addr, Port: c.port, Transport: "tcp", TLS: secure, Label: label, Bytes: request})
	if _, err := stream.Write(request); err != nil {
		return fmt.Errorf("%s on port %d: %w", label, c.port, c.explain(err))
	}
	return nil
}

// mayAsk refuses a question when the scan stops.
func (c *Conn) mayAsk(ctx context.Context) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if c.dev.door.stopped() {
		return ErrStopped
	}
	return nil
}

func (c *Conn) current() (net.Conn, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream, c.secure
}

// Read reads from the connection until the step's deadline. The end of the
// device's answer is io.EOF.
func (c *Conn) Read(p []byte) (int, error) {
	stream, _ := c.current()
	n, err := stream.Read(p)
	c.answer += int64(n)
	if err == nil {
		return n, nil
	}
	if classOf(err) == errnoReset && c.answer > 0 {
		c.dev.update(func(l *ledger) { l.reset() })
	}
	return n, c.explain(err)
}

// explain tells a timeout that the device's own deadline caused from one of
// the step, and a connection that we broke from one that the device broke.
func (c *Conn) explain(err error) error {
	c.mu.Lock()
	broken := c.broken
	c.mu.Unlock()
	if broken {
		return ErrStopped
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.dev.mu.Lock()
		defer c.dev.mu.Unlock()
		if c.dev.overtimeLocked() {
			return spent("%s in all", c.dev.door.opts.Limits.Device)
		}
	}
	return err
}

// request accounts for an application request.
func (dv *Device) request(port uint16, label string) error {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if err := dv.stoppedLocked(); err != nil {
		return err
	}
	asked := &dv.ledger.asked
	if asked.Requests >= dv.ledger.limits.Requests {
		return spent("%d requests", asked.Requests)
	}
	asked.Requests++
	asked.Sent = append(asked.Sent, strconv.Itoa(int(port))+" "+label)
	return nil
}
