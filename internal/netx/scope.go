package netx

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"syscall"
)

// closedScope allows nothing.
type closedScope struct{}

func (closedScope) Allow(netip.Addr) error { return fmt.Errorf("no scope was given") }

// allowed applies the scope, and before it what no scope can allow: addresses
// that stand for many hosts, for none, or for a cloud's metadata service.
func allowed(scope Scope, addr netip.Addr) error {
	if why := never(addr); why != "" {
		return fmt.Errorf("%s: %s: %w", addr, why, ErrScope)
	}
	if err := scope.Allow(addr); err != nil {
		return fmt.Errorf("%s: %w: %w", addr, err, ErrScope)
	}
	return nil
}

func never(addr netip.Addr) string {
	switch {
	case !addr.IsValid():
		return "is no address"
	case addr.IsUnspecified():
		return "is the unspecified address"
	case addr.IsMulticast():
		return "is a multicast address"
	case addr == netip.AddrFrom4([4]byte{255, 255, 255, 255}):
		return "is the broadcast address"
	case addr == netip.AddrFrom4([4]byte{169, 254, 169, 254}):
		return "is the metadata service of cloud machines"
	}
	return ""
}

// systemDialer checks the scope once more on the address that the socket is
// about to connect to. There is no keep-alive probe: what we do not ask, the
// device does not see.
func systemDialer(scope Scope) *net.Dialer {
	dialer := &net.Dialer{
		KeepAlive:       -1,
		KeepAliveConfig: net.KeepAliveConfig{Enable: false},
		FallbackDelay:   -1,
		ControlContext: func(ctx context.Context, _, address string, socket syscall.RawConn) error {
			if err := checkResolved(scope, address); err != nil {
				return err
			}
			// Set before the handshake, so that the window offered is small from the
			// start. A kernel that refuses costs memory, not correctness.
			_ = socket.Control(func(fd uintptr) { _ = setReceiveBuffer(fd, receiveBuffer) })
			connecting(ctx)
			return nil
		},
	}
	dialer.SetMultipathTCP(false)
	return dialer
}

// connectingKey is the key of a context's function to be called when the
// socket connects.
type connectingKey struct{}

// onConnecting returns a context with which f is called at the moment when a
// socket connects. On a busy machine that is long after the dialling began.
func onConnecting(ctx context.Context, f func()) context.Context {
	return context.WithValue(ctx, connectingKey{}, f)
}

func connecting(ctx context.Context) {
	if f, ok := ctx.Value(connectingKey{}).(func()); ok {
		f()
	}
}

func checkResolved(scope Scope, address string) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %q: %w: %w", address, err, ErrScope)
	}
	return allowed(scope, target.Addr().Unmap())
}
