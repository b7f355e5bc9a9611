package netx

import (
	"net/netip"
	"time"
)

// ProbeRecord is one thing that was sent. Together the records of a run are
// everything that left this program.
type ProbeRecord struct {
	At        time.Time
	Addr      netip.Addr
	Port      uint16
	Transport string // "tcp" or "udp"
	TLS       bool   // Bytes went out inside TLS; they are given before encryption
	Label     string // "connect", "TLS handshake", or the label of the request
	Bytes     []byte // the payload; nil for a connection attempt. Valid only during the call
}
