package lab

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// inboxSize is how much a peer may send ahead of what is read.
const inboxSize = 64 << 10

// conn is an accepted connection that enters what happens into the account of
// its device. Its pump reads from the socket all the time, so that the account
// knows at once when the peer ends the connection, whatever the server is doing.
type conn struct {
	net.Conn // raw, without its methods that would go past Read and Write
	raw      *net.TCPConn

	port   Port
	tally  *tally
	span   *span
	linger time.Duration // how long Close waits for the peer

	mu      sync.Mutex
	changed sync.Cond
	inbox   []byte
	err     error // why nothing more will come
	closing bool  // what still comes is thrown away

	pumped chan struct{} // closed when either side has ended it
	once   sync.Once
}

func newConn(raw *net.TCPConn, port Port, t *tally, linger time.Duration) *conn {
	c := &conn{
		Conn: raw, raw: raw, port: port, tally: t, span: t.accepted(port.Number),
		linger: linger, pumped: make(chan struct{}),
	}
	c.changed.L = &c.mu
	return c
}

// pump moves what the peer sends into the inbox until the connection ends.
func (c *conn) pump() {
	defer close(c.pumped)
	chunk := make([]byte, 4<<10)
	for {
		n, err := c.raw.Read(chunk)
		c.tally.read(n)
		if err != nil {
			c.tally.ended(c.span, endingOf(err))
		}
		c.deliver(chunk[:n], err)
		if err != nil {
			return
		}
	}
}

// deliver puts bytes into the inbox; a full one is waited for.
func (c *conn) deliver(chunk []byte, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.inbox) > inboxSize && !c.closing {
		c.changed.Wait()
	}
	if !c.closing {
		c.inbox = append(c.inbox, chunk...)
	}
	c.err = err
	c.changed.Broadcast()
}

func endingOf(err error) ending {
	switch {
	case errors.Is(err, io.EOF):
		return endedByFIN
	case errors.Is(err, net.ErrClosed):
		return endedByDevice
	}
	return endedByReset
}

// watch cuts the connection when ctx ends or when it has lived for life.
func (c *conn) watch(ctx context.Context, life time.Duration) {
	timer := time.NewTimer(life)
	defer timer.Stop()
	select {
	case <-c.pumped:
	case <-timer.C:
		c.abort()
	case <-ctx.Done():
		c.abort()
	}
}

// Read waits for bytes of the peer, or for its end.
func (c *conn) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.inbox) == 0 && c.err == nil && !c.closing {
		c.changed.Wait()
	}
	switch {
	case len(c.inbox) > 0:
		n := copy(p, c.inbox)
		c.inbox = c.inbox[n:]
		c.changed.Broadcast()
		return n, nil
	case c.err != nil:
		return 0, c.err
	}
	return 0, net.ErrClosed
}

// Write sends bytes and counts those that the kernel took.
func (c *conn) Write(p []byte) (int, error) {
	n, err := c.raw.Write(p)
	c.tally.wrote(n)
	return n, err
}

// gone is closed when the connection has ended.
func (c *conn) gone() <-chan struct{} { return c.pumped }

// Close ends our side and waits for the peer to end its own, so that the
// account counts the connection for as long as the peer holds it. A peer that
// does not let go is left after a while.
func (c *conn) Close() error {
	c.once.Do(func() {
		c.discard()
		_ = c.raw.CloseWrite() // fails when the peer has already gone
		patience := time.AfterFunc(c.linger, func() { _ = c.raw.Close() })
		<-c.pumped
		patience.Stop()
		_ = c.raw.Close()
	})
	return nil
}

// abort cuts the connection with a reset.
func (c *conn) abort() {
	c.discard()
	_ = c.raw.SetLinger(0)
	_ = c.raw.Close()
	<-c.pumped
}

// discard throws away what has come and what will come.
func (c *conn) discard() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closing, c.inbox = true, nil
	c.changed.Broadcast()
}
