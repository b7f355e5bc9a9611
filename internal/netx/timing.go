package netx

import (
	"net/netip"
	"time"

	"camorigin/internal/model"
)

// Timing sets the patience of connection attempts and learns from them.
type Timing interface {
	// Timeout is how long one attempt on the address may take.
	Timeout(netip.Addr) time.Duration
	// Retries is how often Dial repeats an attempt that a device known to be
	// alive did not answer.
	Retries(netip.Addr) int
	// Observe learns from an attempt that was answered.
	Observe(Attempt)
}

// Attempt is a connection attempt that was answered.
type Attempt struct {
	Addr    netip.Addr
	Port    uint16
	Outcome model.Outcome // open or refused
	RTT     time.Duration
	Known   bool // the device was known to be alive before, so that a loss would have been noticed
	Lost    int  // attempts on this port since then that went unanswered before
}
