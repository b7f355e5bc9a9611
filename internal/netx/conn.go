package netx

import (
	"context"
	"crypto/tls"
	"time"

	"camorigin/internal/model"
)

// Conn is a connection to a port of a device. It is for one goroutine at a
// time; only Close may be called from another.
type Conn struct{ port uint16 }

// Send sends one application request and starts the step in which its answer
// must come. The label ("GET /") is recorded with the port.
func (c *Conn) Send(ctx context.Context, label string, request []byte) error { return ErrStopped }

// Read reads from the connection until the step's deadline.
func (c *Conn) Read(p []byte) (int, error) { return 0, ErrStopped }

// SetStep sets the length of this step, counted from now, and of the steps
// that follow. No step outlasts the device's own deadline.
func (c *Conn) SetStep(d time.Duration) {}

// StartTLS makes the handshake of a TLS client and counts it.
func (c *Conn) StartTLS(ctx context.Context, serverName string) (tls.ConnectionState, error) {
	return tls.ConnectionState{}, ErrStopped
}

// Close ends the connection with FIN.
func (c *Conn) Close() error { return nil }

// Port is the port that the connection goes to.
func (c *Conn) Port() uint16 { return c.port }

// Role is the role that the port was dialled for.
func (c *Conn) Role() model.Role { return "" }

// Device is the device that the connection goes to.
func (c *Conn) Device() *Device { return nil }
