package netx

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"camorigin/internal/model"
)

func TestSpacing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var starts stamps
		door := newTestDoor(t, func(ctx context.Context, _, _ string) (net.Conn, error) {
			starts.add()
			return nil, syscall.ECONNREFUSED
		}, nil)
		dv := door.Device(testAddr())
		var all sync.WaitGroup
		for port := range 10 {
			all.Go(func() { _, _ = dv.Dial(t.Context(), uint16(1000+port), model.RoleWeb) })
		}
		all.Wait()
		if len(starts.times) != 10 {
			t.Fatalf("attempts: got %d, want 10", len(starts.times))
		}
		if got := starts.shortest(); got < 100*time.Millisecond {
			t.Errorf("shortest time between two attempts: got %v, want at least 100ms", got)
		}
	})
}

func TestSpacingHoldsWhenThePaceWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var starts stamps
		dial := func(ctx context.Context, _, address string) (net.Conn, error) {
			if netip.MustParseAddrPort(address).Addr() == testAddr() {
				starts.add()
			}
			return nil, syscall.ECONNREFUSED
		}
		door := newTestDoor(t, dial, func(o *Options) { o.Pace = Pace{Rate: 12, InFlight: 8} })
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() { _, _ = door.Device(testAddr()).Dial(t.Context(), uint16(1000+i), model.RoleWeb) })
			all.Go(func() {
				_, _ = door.Device(netip.AddrFrom4([4]byte{10, 0, 1, byte(i)})).Dial(t.Context(), 80, model.RoleWeb)
			})
		}
		all.Wait()
		if got := starts.shortest(); got < 100*time.Millisecond {
			t.Errorf("shortest time between two attempts: got %v, want at least 100ms", got)
		}
	})
}

func TestPendingAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var pending gauge
		door := newTestDoor(t, func(ctx context.Context, network, address string) (net.Conn, error) {
			pending.up()
			defer pending.down()
			return silence(ctx, network, address)
		}, nil)
		dv := door.Device(testAddr())
		var all sync.WaitGroup
		for port := range 9 {
			all.Go(func() {
				if _, err := dv.Dial(t.Context(), uint16(1000+port), model.RoleWeb); OutcomeOf(err) != model.Timeout {
					t.Errorf("outcome: got %v, want timeout", err)
				}
			})
		}
		all.Wait()
		if most, _ := pending.read(); most != 3 {
			t.Errorf("attempts pending at once: got %d, want 3", most)
		}
	})
}

// Two of three pending attempts become connections at the same moment; the
// third must not.
func TestAttemptIsSetAsideForConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan struct{})
		var given gauge
		door := newTestDoor(t, func(ctx context.Context, network, address string) (net.Conn, error) {
			if netip.MustParseAddrPort(address).Port() == 443 {
				return silence(ctx, network, address)
			}
			<-answer
			given.up()
			return piped(absorb)(ctx, network, address)
		}, nil)
		dv := door.Device(testAddr())
		knocks := []<-chan Knocked{
			dv.Knock(t.Context(), 80, model.RoleWeb, 2),
			dv.Knock(t.Context(), 554, model.RoleRTSP, 1),
			dv.Knock(t.Context(), 443, model.RoleTLS, 0),
		}
		close(answer)
		for i, want := range []error{nil, nil, ErrAnswered} {
			got := <-knocks[i]
			if !errors.Is(got.Err, want) {
				t.Errorf("port %d: got %v, want %v", got.Port, got.Err, want)
			}
			if got.Conn != nil {
				defer got.Conn.Close()
			}
		}
		if _, all := given.read(); all != 2 {
			t.Errorf("connections: got %d, want 2", all)
		}
	})
}

func TestThirdConnectionIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan struct{})
		var open gauge
		door := newTestDoor(t, func(ctx context.Context, network, address string) (net.Conn, error) {
			<-answer // a handshake that our cancelling comes too late for
			return piped(func(c net.Conn) { open.up(); absorb(c); open.down() })(ctx, network, address)
		}, nil)
		dv := door.Device(testAddr())
		var kept int
		knocks := []<-chan Knocked{
			dv.Knock(t.Context(), 80, model.RoleWeb, 0), dv.Knock(t.Context(), 81, model.RoleWeb, 0), dv.Knock(t.Context(), 82, model.RoleWeb, 0),
		}
		close(answer)
		for _, k := range knocks {
			if got := <-k; got.Conn != nil {
				kept++
				defer got.Conn.Close()
			}
		}
		synctest.Wait()
		if most, _ := open.read(); kept != 2 || open.now != 2 {
			t.Errorf("connections kept: got %d (%d at the device, %d at most), want 2", kept, open.now, most)
		}
		if asked := dv.Asked(); asked.Connections != 3 {
			t.Errorf("handshakes counted: got %d, want 3", asked.Connections)
		}
	})
}

func TestKnockIsNotSentOnceAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, failing(syscall.ECONNREFUSED), nil)
		dv := door.Device(testAddr())
		first := <-dv.Knock(t.Context(), 80, model.RoleWeb, 1)
		second := <-dv.Knock(t.Context(), 554, model.RoleRTSP, 0)
		if got := OutcomeOf(first.Err); got != model.Refused {
			t.Errorf("first: got %v, want refused", first.Err)
		}
		if !errors.Is(second.Err, ErrAnswered) {
			t.Errorf("second: got %v, want ErrAnswered", second.Err)
		}
		if got := dv.Asked().Attempts; got != 1 {
			t.Errorf("attempts: got %d, want 1", got)
		}
	})
}

func TestAttemptsPerPort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, silence, nil)
		dv := door.Device(testAddr())
		for range 3 {
			if _, err := dv.Dial(t.Context(), 80, model.RoleWeb); OutcomeOf(err) != model.Timeout {
				t.Fatalf("got %v, want a timeout", err)
			}
		}
		if _, err := dv.Dial(t.Context(), 80, model.RoleWeb); !errors.Is(err, ErrBudget) {
			t.Errorf("fourth attempt on a port: got %v, want ErrBudget", err)
		}
		if got := dv.Asked().Attempts; got != 3 {
			t.Errorf("attempts: got %d, want 3", got)
		}
	})
}

func TestAttemptsPerDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, failing(syscall.ECONNREFUSED), nil)
		dv := door.Device(testAddr())
		for port := range 60 {
			_, _ = dv.Dial(t.Context(), uint16(1000+port), model.RoleWeb)
		}
		if got := dv.Asked().Attempts; got != 45 {
			t.Errorf("attempts: got %d, want 45", got)
		}
		if reason, stopped := dv.Stopped(); !stopped {
			t.Errorf("stopped: got false (%q), want true", reason)
		}
	})
}

// timing is a netx.Timing with constant answers.
type timing struct {
	timeout time.Duration
	retries int

	mu   sync.Mutex
	seen []Attempt
}

func (f *timing) Timeout(netip.Addr) time.Duration { return f.timeout }
func (f *timing) Retries(netip.Addr) int           { return f.retries }
func (f *timing) Observe(a Attempt) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen = append(f.seen, a)
}

func TestDialRetriesWhatIsAlive(t *testing.T) {
	tests := []struct {
		name     string
		alive    bool
		answerAt int // attempt on port 81 that is answered, 0 for none
		want     model.Outcome
		attempts int
		lost     int
	}{
		{"unknown_device", false, 2, model.Timeout, 1, 0},
		{"second_attempt", true, 2, model.Answered, 3, 1},
		{"third_attempt", true, 3, model.Answered, 4, 2},
		{"filtered_port", true, 0, model.Timeout, 4, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				learned := &timing{timeout: 200 * time.Millisecond, retries: 2}
				tries := 0
				dial := func(ctx context.Context, network, address string) (net.Conn, error) {
					if netip.MustParseAddrPort(address).Port() == 80 {
						return nil, syscall.ECONNREFUSED
					}
					if tries++; tries != tt.answerAt {
						return silence(ctx, network, address)
					}
					return piped(absorb)(ctx, network, address)
				}
				door := newTestDoor(t, dial, func(o *Options) { o.Timing = learned })
				dv := door.Device(testAddr())
				if tt.alive {
					_, _ = dv.Dial(t.Context(), 80, model.RoleWeb)
				}
				conn, err := dv.Dial(t.Context(), 81, model.RoleWeb)
				if got := OutcomeOf(err); got != tt.want {
					t.Errorf("outcome: got %v, want %q", err, tt.want)
				}
				if conn != nil {
					defer conn.Close()
				}
				if got := dv.Asked().Attempts; got != tt.attempts {
					t.Errorf("attempts: got %d, want %d", got, tt.attempts)
				}
				if tt.lost > 0 && learned.seen[len(learned.seen)-1].Lost != tt.lost {
					t.Errorf("lost: got %+v, want %d", learned.seen, tt.lost)
				}
			})
		})
	}
}

func TestOwnFaultsAreRepeated(t *testing.T) {
	for _, fault := range []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.EADDRNOTAVAIL, syscall.ENOBUFS} {
		t.Run(fault.Error(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tries := 0
				door := newTestDoor(t, func(ctx context.Context, network, address string) (net.Conn, error) {
					if tries++; tries < 8 {
						return failing(fault)(ctx, network, address)
					}
					return nil, syscall.ECONNREFUSED
				}, nil)
				dv := door.Device(testAddr())
				_, err := dv.Dial(t.Context(), 80, model.RoleWeb)
				if got := OutcomeOf(err); got != model.Refused {
					t.Errorf("outcome: got %v, want refused", err)
				}
				if got := dv.Asked().Attempts; got != 1 {
					t.Errorf("attempts charged to the device: got %d, want 1", got)
				}
				if got := door.Stats().Faults; got != 7 {
					t.Errorf("faults: got %d, want 7", got)
				}
				if _, stopped := dv.Stopped(); stopped {
					t.Error("the device pays for our fault")
				}
			})
		})
	}
}

func TestOwnFaultIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, failing(syscall.EMFILE), nil)
		began := time.Now()
		_, err := door.Device(testAddr()).Dial(t.Context(), 80, model.RoleWeb)
		if !errors.Is(err, ErrLocal) {
			t.Errorf("got %v, want ErrLocal", err)
		}
		if took := time.Since(began); took < giveUpAfter || took > giveUpAfter+10*time.Second {
			t.Errorf("given up after %v, want about %v", took, giveUpAfter)
		}
	})
}

func TestOutOfScopeIsNeverDialled(t *testing.T) {
	addrs := []string{"10.0.0.9", "0.0.0.0", "224.0.0.1", "255.255.255.255", "169.254.169.254", "ff02::1", "::", "::ffff:10.0.0.9"}
	for _, addr := range addrs {
		t.Run(addr, func(t *testing.T) {
			dialled := 0
			door := newTestDoor(t, func(context.Context, string, string) (net.Conn, error) {
				dialled++
				return nil, syscall.ECONNREFUSED
			}, func(o *Options) { o.Scope = everywhere{netip.MustParseAddr("10.0.0.9"): true} })
			dv := door.Device(netip.MustParseAddr(addr))
			_, err := dv.Dial(t.Context(), 80, model.RoleWeb)
			_, packetErr := dv.Packets(t.Context(), "sadp", 37020)
			knocked := <-dv.Knock(t.Context(), 80, model.RoleWeb, 0)
			for _, err := range []error{err, packetErr, knocked.Err} {
				if got := OutcomeOf(err); got != model.OutOfScope {
					t.Errorf("outcome: got %v, want out-of-scope", err)
				}
			}
			if dialled != 0 || dv.Asked().Attempts != 0 {
				t.Errorf("dialled %d times, %d attempts, want none", dialled, dv.Asked().Attempts)
			}
		})
	}
}

func TestNoScopeAllowsNothing(t *testing.T) {
	door := New(Options{Pace: fullSpeed(), Dial: failing(syscall.ECONNREFUSED)})
	if _, err := door.Device(testAddr()).Dial(t.Context(), 80, model.RoleWeb); !errors.Is(err, ErrScope) {
		t.Errorf("got %v, want ErrScope", err)
	}
}

// The socket itself asks the scope about the address that it connects to.
func TestControlChecksTheResolvedAddress(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	dialer := systemDialer(everywhere{netip.MustParseAddr("127.0.0.1"): true})
	conn, err := dialer.DialContext(t.Context(), "tcp", listener.Addr().String())
	if !errors.Is(err, ErrScope) || conn != nil {
		t.Errorf("got %v, %v, want ErrScope", conn, err)
	}
}

func FuzzCheckResolved(f *testing.F) {
	for _, seed := range []string{"10.0.0.1:80", "[::1]:80", "10.0.0.1", "[fe80::1%eth0]:554", "", "[::ffff:10.0.0.9]:1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		scope := everywhere{netip.MustParseAddr("10.0.0.9"): true}
		target, err := netip.ParseAddrPort(address)
		if checkResolved(scope, address) == nil && (err != nil || target.Addr().Unmap() == netip.MustParseAddr("10.0.0.9")) {
			t.Errorf("%q is allowed", address)
		}
	})
}

func TestDeviceTimeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, piped(absorb), nil)
		dv := door.Device(testAddr())
		time.Sleep(time.Minute) // no packet yet: the time has not begun
		conn, err := dv.Dial(t.Context(), 80, model.RoleWeb)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		time.Sleep(20 * time.Second)
		if err := conn.Send(t.Context(), "GET /", []byte("x")); !errors.Is(err, ErrBudget) {
			t.Errorf("send: got %v, want ErrBudget", err)
		}
		if _, err := dv.Dial(t.Context(), 81, model.RoleWeb); !errors.Is(err, ErrBudget) {
			t.Errorf("dial: got %v, want ErrBudget", err)
		}
		if dv.MayAskProtected() {
			t.Error("a protected question is allowed after the time is over")
		}
	})
}
