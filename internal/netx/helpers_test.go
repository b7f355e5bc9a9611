package netx

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"
)

// everywhere is a scope that allows all addresses but those in it.
type everywhere map[netip.Addr]bool

func (s everywhere) Allow(addr netip.Addr) error {
	if s[addr] {
		return errors.New("excluded")
	}
	return nil
}

func testAddr() netip.Addr { return netip.MustParseAddr("10.0.0.7") }

// fullSpeed is a pace that no test waits for.
func fullSpeed() Pace { return Pace{Rate: 1e9, InFlight: 64} }

type dialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

func newTestDoor(t testing.TB, dial dialFunc, change func(*Options)) *Door {
	t.Helper()
	opts := Options{Scope: everywhere{}, Pace: fullSpeed(), Dial: dial}
	if change != nil {
		change(&opts)
	}
	return New(opts)
}

// silence never answers.
func silence(ctx context.Context, _, _ string) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// failing answers every attempt with err.
func failing(err error) dialFunc {
	return func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: err}
	}
}

// piped connects every attempt to a peer that is served by serve.
func piped(serve func(net.Conn)) dialFunc {
	return func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			defer theirs.Close()
			serve(theirs)
		}()
		return ours, nil
	}
}

// absorb reads until the other side closes.
func absorb(c net.Conn) { _, _ = io.Copy(io.Discard, c) }

// echo answers what it is sent.
func echo(c net.Conn) { _, _ = io.Copy(c, c) }

// stamps is a list of moments that several goroutines add to.
type stamps struct {
	mu    sync.Mutex
	times []time.Time
}

func (s *stamps) add() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.times = append(s.times, time.Now())
}

// shortest is the least time between two neighbours.
func (s *stamps) shortest() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	least := time.Hour
	for i := 1; i < len(s.times); i++ {
		least = min(least, s.times[i].Sub(s.times[i-1]))
	}
	return least
}

// gauge counts how many things happen at once.
type gauge struct {
	mu             sync.Mutex
	now, most, all int
}

func (g *gauge) up() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.now++
	g.all++
	g.most = max(g.most, g.now)
}

func (g *gauge) down() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.now--
}

func (g *gauge) read() (most, all int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.most, g.all
}
