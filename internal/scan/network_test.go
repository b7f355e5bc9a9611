package scan

import (
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"testing"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
	"camorigin/internal/target"
)

const ms = time.Millisecond

func addr(text string) netip.Addr { return netip.MustParseAddr(text) }

func ports() []model.PortRole {
	return []model.PortRole{{Port: 80, Role: model.RoleWeb}, {Port: 554, Role: model.RoleRTSP}, {Port: 443, Role: model.RoleTLS}, {Port: 8000, Role: model.RoleSilent}}
}

func plan(t testing.TB, targets ...string) *target.Plan {
	t.Helper()
	p, err := target.Build(t.Context(), target.Spec{Args: targets, MaxHosts: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// network is simulated: what is not in it is silent.
type network struct {
	open    map[netip.AddrPort]bool
	refuses map[netip.Addr]bool
	dark    error // of addresses that are in neither, nil for silence

	mu    sync.Mutex
	dice  *rand.Rand
	loss  float64
	dials int
	last  time.Time
}

func newNetwork() *network {
	return &network{open: map[netip.AddrPort]bool{}, refuses: map[netip.Addr]bool{}, dice: rand.New(rand.NewPCG(1, 2))}
}

// add makes a host: the ports given are open, the others refuse.
func (n *network) add(host string, open ...uint16) {
	a := addr(host)
	n.refuses[a] = true
	for _, p := range open {
		n.open[netip.AddrPortFrom(a, p)] = true
	}
}

// hide makes a host that is silent but for the ports given.
func (n *network) hide(a netip.Addr, open ...uint16) {
	for _, p := range open {
		n.open[netip.AddrPortFrom(a, p)] = true
	}
}

func (n *network) lost() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.dials++
	n.last = time.Now()
	return n.dice.Float64() < n.loss
}

func (n *network) dial(ctx context.Context, _, address string) (net.Conn, error) {
	to := netip.MustParseAddrPort(address)
	lost := n.lost()
	known := n.open[to] || n.refuses[to.Addr()]
	switch {
	case !known && n.dark != nil:
		return nil, n.dark
	case lost || !known:
		<-ctx.Done()
		return nil, ctx.Err()
	}
	select {
	case <-time.After(2 * ms):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if !n.open[to] {
		return nil, syscall.ECONNREFUSED
	}
	ours, theirs := net.Pipe()
	go func() {
		defer theirs.Close()
		_, _ = io.Copy(theirs, theirs)
	}()
	return ours, nil
}

// interview asks one question on every port that is open.
func interview(ctx context.Context, dv *netx.Device, open *netx.Conn, ports []model.PortRole, emit func(model.Evidence)) {
	for _, p := range ports {
		conn := open
		if conn == nil || conn.Port() != p.Port {
			var err error
			if conn, err = dv.Dial(ctx, p.Port, p.Role); err != nil {
				continue
			}
		}
		if p.Role != model.RoleSilent {
			question(ctx, conn, emit)
		}
		_ = conn.Close()
	}
}

func question(ctx context.Context, conn *netx.Conn, emit func(model.Evidence)) {
	answer := make([]byte, 5)
	if conn.Send(ctx, "HELLO", []byte("hello")) != nil {
		return
	}
	if _, err := io.ReadFull(conn, answer); err == nil {
		emit(model.Evidence{Port: int(conn.Port()), Protocol: "http", Request: "HELLO", Response: answer})
	}
}

func options(t testing.TB, n *network, targets ...string) Options {
	t.Helper()
	return Options{
		Plan: plan(t, targets...), Ports: ports(), Key: 42, Interview: interview,
		Net: netx.Options{Dial: n.dial, Pace: netx.Pace{Rate: 1e9, InFlight: 64}},
	}
}

func run(t testing.TB, ctx context.Context, opts Options) Capture {
	t.Helper()
	got, err := Run(ctx, opts)
	if err != nil {
		t.Fatal(err)
	}
	checkCoverage(t, got.Coverage)
	return got
}

// checkCoverage checks that every address is counted once.
func checkCoverage(t testing.TB, c model.Coverage) {
	t.Helper()
	if sum := c.Answered + c.Refused + c.Silent + c.NotTried; sum != c.Addresses {
		t.Errorf("coverage: %+v sums to %d, want %d", c, sum, c.Addresses)
	}
	var total uint64
	for _, s := range c.Subnets {
		total += s.Addresses
		if sum := s.Answered + s.Refused + s.Silent + s.NotTried; sum != s.Addresses {
			t.Errorf("coverage of %s: %+v sums to %d, want %d", s.Subnet, s, sum, s.Addresses)
		}
	}
	if total != c.Addresses {
		t.Errorf("coverage: subnets have %d addresses, want %d", total, c.Addresses)
	}
}
