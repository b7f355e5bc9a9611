package netx

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strconv"
)

// StartTLS makes the handshake of a TLS client and counts it; at most four a
// device. Whom the device claims to be is evidence and not trust, so nothing
// is verified, and everything that Go can still speak is offered, because old
// cameras speak nothing newer. After a failure the connection is of no use but
// to be closed.
func (c *Conn) StartTLS(ctx context.Context, serverName string) (tls.ConnectionState, error) {
	if err := c.mayAsk(ctx); err != nil {
		return tls.ConnectionState{}, fmt.Errorf("tls on port %d: %w", c.port, err)
	}
	if c.Secure() {
		return tls.ConnectionState{}, fmt.Errorf("tls on port %d: %w", c.port, errors.New("runs already"))
	}
	if err := c.dev.handshake(c.port); err != nil {
		return tls.ConnectionState{}, fmt.Errorf("tls on port %d: %w", c.port, err)
	}
	c.begin(c.dev.door.opts.Limits.TLSStep)
	client := tls.Client(c.meter, clientConfig(serverName))
	c.meter.tap.Store(true)
	err := client.HandshakeContext(ctx)
	c.meter.tap.Store(false)
	if err != nil {
		return client.ConnectionState(), fmt.Errorf("tls on port %d: %w", c.port, c.explain(err))
	}
	c.mu.Lock()
	c.stream, c.secure = client, true
	c.mu.Unlock()
	c.answer = 0
	c.begin(c.step)
	return client.ConnectionState(), nil
}

// handshake accounts for a TLS handshake.
func (dv *Device) handshake(port uint16) error {
	dv.mu.Lock()
	defer dv.mu.Unlock()
	if err := dv.stoppedLocked(); err != nil {
		return err
	}
	asked := &dv.ledger.asked
	if asked.TLS >= dv.ledger.limits.TLSHandshakes {
		return spent("%d TLS handshakes", asked.TLS)
	}
	asked.TLS++
	asked.Sent = append(asked.Sent, strconv.Itoa(int(port))+" TLS handshake")
	return nil
}

// clientConfig offers everything from TLS 1.0 on. The key shares are named so
// that the hello stays in one segment: the post-quantum share that Go would
// add makes it larger than what old stacks read.
func clientConfig(serverName string) *tls.Config {
	return &tls.Config{
		ServerName:             serverName,
		InsecureSkipVerify:     true, //nolint:gosec // an inventory of what is there, not a trusted channel
		MinVersion:             tls.VersionTLS10,
		CipherSuites:           allSuites(),
		CurvePreferences:       []tls.CurveID{tls.X25519, tls.CurveP256, tls.CurveP384, tls.CurveP521},
		Renegotiation:          tls.RenegotiateNever,
		SessionTicketsDisabled: true,
	}
}

func allSuites() []uint16 {
	var ids []uint16
	for _, suite := range tls.CipherSuites() {
		ids = append(ids, suite.ID)
	}
	for _, suite := range tls.InsecureCipherSuites() {
		ids = append(ids, suite.ID)
	}
	return ids
}
