package netx

import (
	"context"
	"net/netip"
	"time"

	"camorigin/internal/model"
)

// Device is one address with its budget, its spacing and its brakes. It is
// safe for concurrent use.
type Device struct{ door *Door }

// Addr is the address of the device.
func (dv *Device) Addr() netip.Addr { return netip.Addr{} }

// Now is the time on the door's clock.
func (dv *Device) Now() time.Time { return time.Time{} }

// Dial opens a connection to a port. It waits for the pace, for 100 ms since
// the last attempt and for a free slot (two connections, one on a port of the
// role rtsp). A device known to be alive is tried again when it does not
// answer. The caller must Close the connection.
func (dv *Device) Dial(ctx context.Context, port uint16, role model.Role) (*Conn, error) {
	return nil, ErrStopped
}

// Asked is what was sent to the device so far, and what it cost the device.
func (dv *Device) Asked() model.Asked { return model.Asked{} }

// Stopped says whether the device may be asked nothing more, and why: distress
// or a spent budget.
func (dv *Device) Stopped() (reason string, stopped bool) { return "", false }

// MayAskProtected reports whether the one protected question that a device may
// be asked is still to be had.
func (dv *Device) MayAskProtected() bool { return false }

// TookProtected records the protected question asked.
func (dv *Device) TookProtected(what string) {}

// Note reports a sign of distress that an answer carried; the device is left
// alone from now on.
func (dv *Device) Note(sign Sign) {}

// Sign is a way in which a device says that it is overloaded.
type Sign string

// The signs of distress that an answer can carry.
const (
	SignUnavailable Sign = "503 Service Unavailable"
	SignTooMany     Sign = "429 Too Many Requests"
	SignRetryAfter  Sign = "Retry-After"
	SignBandwidth   Sign = "453 Not Enough Bandwidth"
)
