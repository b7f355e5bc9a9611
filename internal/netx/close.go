package netx

import (
	"crypto/tls"
	"io"
	"time"

	"camorigin/internal/model"
)

// lingerBytes is how much of an unread answer Close takes off the kernel.
const lingerBytes = 64 << 10

// Close ends the connection with FIN and gives its slot back. Closing a socket
// that holds unread data makes Linux send RST, which small devices log as an
// error or take badly; so our half is closed first, what has come and still
// comes is read and thrown away (at most 64 KiB, 250 ms and the device's byte
// cap), and only then the socket is closed. A device that goes on sending
// beyond that is answered with RST by the kernel.
func (c *Conn) Close() error {
	c.closing.Do(func() {
		c.closeErr = c.finish()
		read := c.meter.read.Load()
		c.dev.door.forget(c)
		c.dev.mu.Lock()
		delete(c.dev.conns, c)
		c.dev.mu.Unlock()
		c.dev.update(func(l *ledger) { l.heard(c.port, read) })
		c.dev.freeSoon(c.role)
	})
	return c.closeErr
}

// noticeTime is how long a device is given to notice that a connection has
// ended before the next one may take its place.
const noticeTime = 20 * time.Millisecond

// freeSoon gives the slot of a connection back once the device has noticed its
// end.
func (dv *Device) freeSoon(role model.Role) {
	time.AfterFunc(noticeTime, func() {
		dv.update(func(l *ledger) { l.free(role) })
	})
}

func (c *Conn) finish() error {
	if c.halfClose() {
		_, _ = io.CopyN(io.Discard, drain{c.meter}, lingerBytes) // how the device ends is its own affair
	}
	return c.meter.Conn.Close()
}

// halfClose sends FIN, after TLS's own goodbye, and reports whether the other
// half can be drained.
func (c *Conn) halfClose() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut {
		return false
	}
	c.cut = true
	_ = c.meter.SetDeadline(c.dev.Now().Add(c.dev.door.opts.Limits.Linger))
	if secure, ok := c.stream.(*tls.Conn); ok {
		_ = secure.CloseWrite()
	}
	half, ok := c.meter.Conn.(interface{ CloseWrite() error })
	return ok && half.CloseWrite() == nil
}

// drain reads from a meter without telling io.CopyN of other interfaces.
type drain struct{ m *meter }

func (d drain) Read(p []byte) (int, error) { return d.m.Read(p) }

// sever makes every read and write on the connection fail at once.
func (c *Conn) sever() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut, c.broken = true, true
	_ = c.meter.SetDeadline(time.Unix(1, 0))
}
