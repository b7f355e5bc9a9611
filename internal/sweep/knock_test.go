package sweep

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"

	"github.com/google/go-cmp/cmp"
)

type allowAll struct{}

func (allowAll) Allow(netip.Addr) error { return nil }

func listed() []model.PortRole {
	return []model.PortRole{
		{Port: 80, Role: model.RoleWeb}, {Port: 443, Role: model.RoleTLS}, {Port: 554, Role: model.RoleRTSP},
		{Port: 8000, Role: model.RoleWeb}, {Port: 8080, Role: model.RoleWeb}, {Port: 37777, Role: model.RoleSilent},
	}
}

func gate() []model.PortRole { return []model.PortRole{listed()[0], listed()[2], listed()[1]} }

// behaviour is what a port does, and after how long.
type behaviour struct {
	does  string // "open", "refuse", "unreachable"; anything else is silence
	after time.Duration
}

// fakeDevice answers by port and remembers when it was tried.
type fakeDevice struct {
	ports map[uint16]behaviour
	began time.Time

	mu    sync.Mutex
	tried []string
}

func (d *fakeDevice) dial(ctx context.Context, _, address string) (net.Conn, error) {
	port := netip.MustParseAddrPort(address).Port()
	d.mu.Lock()
	d.tried = append(d.tried, strconv.Itoa(int(port))+"@"+strconv.FormatInt(time.Since(d.began).Milliseconds(), 10))
	d.mu.Unlock()
	b := d.ports[port]
	select {
	case <-time.After(b.after):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	switch b.does {
	case "open":
		ours, theirs := net.Pipe()
		go func() { _, _ = theirs.Read(make([]byte, 1)); _ = theirs.Close() }()
		return ours, nil
	case "refuse":
		return nil, syscall.ECONNREFUSED
	case "unreachable":
		return nil, syscall.ENETUNREACH
	}
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestVisit(t *testing.T) {
	tests := []struct {
		name    string
		ports   map[uint16]behaviour
		want    State
		conn    uint16
		refused []uint16
		tried   []string
		took    time.Duration
	}{
		{"silent", nil, Silent, 0, nil, []string{"80@0", "554@100", "443@200"}, 1100 * ms},
		{"first_open_at_once", map[uint16]behaviour{80: {"open", ms}}, Open, 80, nil, []string{"80@0"}, ms},
		{"first_refuses_at_once", map[uint16]behaviour{80: {"refuse", ms}, 554: {"open", ms}}, Refused, 0, []uint16{80}, []string{"80@0"}, ms},
		{"second_opens", map[uint16]behaviour{554: {"open", ms}}, Open, 554, nil, []string{"80@0", "554@100"}, 101 * ms},
		{"first_opens_late", map[uint16]behaviour{80: {"open", 150 * ms}}, Open, 80, nil, []string{"80@0", "554@100"}, 150 * ms},
		{"refused_while_another_is_pending", map[uint16]behaviour{80: {"refuse", 150 * ms}, 554: {"open", 100 * ms}}, Open, 554, []uint16{80}, []string{"80@0", "554@100"}, 200 * ms},
		{"slower_than_the_spacing_of_all", map[uint16]behaviour{443: {"open", 700 * ms}}, Open, 443, nil, []string{"80@0", "554@100", "443@200"}, 900 * ms},
		{"two_open_together", map[uint16]behaviour{80: {"open", 150 * ms}, 554: {"open", 50 * ms}}, Open, 0, nil, []string{"80@0", "554@100"}, 150 * ms},
		{"no_way", map[uint16]behaviour{80: {"unreachable", 0}, 554: {"unreachable", 0}, 443: {"unreachable", 0}}, Unreachable, 0, nil, []string{"80@0", "554@100", "443@200"}, 200 * ms},
		{"no_way_and_silence", map[uint16]behaviour{80: {"unreachable", 0}}, Silent, 0, nil, []string{"80@0", "554@100", "443@200"}, 1150 * ms},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				device := &fakeDevice{ports: tt.ports, began: time.Now()}
				door := netx.New(netx.Options{Scope: allowAll{}, Pace: netx.Pace{Rate: 1e9, InFlight: 8}, Dial: device.dial})
				dv := door.Device(addr("10.0.0.7"))
				got := New(listed(), gate(), 1).Visit(t.Context(), dv, 0)
				took := time.Since(device.began)
				if got.State != tt.want {
					t.Errorf("state: got %v (%v), want %v", got.State, got.Err, tt.want)
				}
				if (got.Conn != nil) != (tt.want == Open) {
					t.Errorf("connection: got %v", got.Conn)
				}
				if got.Conn != nil && tt.conn != 0 && got.Conn.Port() != tt.conn {
					t.Errorf("connection: got port %d, want %d", got.Conn.Port(), tt.conn)
				}
				if diff := cmp.Diff(tt.refused, got.Refused); diff != "" {
					t.Errorf("refused (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(tt.tried, device.tried); diff != "" {
					t.Errorf("tried (-want +got):\n%s", diff)
				}
				if took < tt.took || took > tt.took+50*ms {
					t.Errorf("took %v, want %v", took, tt.took)
				}
				dv.Release()
			})
		})
	}
}

func TestVisitWithoutGateTriesEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		device := &fakeDevice{ports: map[uint16]behaviour{37777: {"open", ms}}, began: time.Now()}
		door := netx.New(netx.Options{Scope: allowAll{}, Pace: netx.Pace{Rate: 1e9, InFlight: 8}, Dial: device.dial, Timing: NewEstimator(200 * ms)})
		dv := door.Device(addr("10.0.0.7"))
		got := New(listed(), nil, 1).Visit(t.Context(), dv, 0)
		if got.State != Open || got.Conn.Port() != 37777 {
			t.Errorf("got %+v, want port 37777", got)
		}
		want := []string{"80@0", "443@100", "554@200", "8000@400", "8080@500", "37777@600"}
		if diff := cmp.Diff(want, device.tried); diff != "" {
			t.Errorf("tried (-want +got):\n%s", diff)
		}
		dv.Release()
	})
}

func TestVisitStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		device := &fakeDevice{began: time.Now()}
		door := netx.New(netx.Options{Scope: allowAll{}, Dial: device.dial})
		time.AfterFunc(150*ms, door.Stop)
		got := New(listed(), gate(), 1).Visit(t.Context(), door.Device(addr("10.0.0.7")), 0)
		if got.State != NotTried || netx.OutcomeOf(got.Err) != model.Cancelled {
			t.Errorf("got %+v, want NotTried", got)
		}
		if took := time.Since(device.began); took > 200*ms {
			t.Errorf("stopped after %v", took)
		}
	})
}

func TestLaterPassesAreCharged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		device := &fakeDevice{ports: map[uint16]behaviour{80: {"open", ms}}, began: time.Now()}
		door := netx.New(netx.Options{Scope: allowAll{}, Pace: netx.Pace{Rate: 1e9, InFlight: 8}, Dial: device.dial})
		dv := door.Device(addr("10.0.0.7"))
		got := New(listed(), gate(), 1).Visit(t.Context(), dv, 2)
		if got.State != Open {
			t.Fatalf("got %v, want open", got.State)
		}
		if attempts, new := dv.Asked().Attempts, len(device.tried); attempts != 3+6+new {
			t.Errorf("attempts: got %d, want those of two passes and %d", attempts, new)
		}
		dv.Release()
	})
}

func TestPorts(t *testing.T) {
	s := New(listed(), gate(), 7)
	if diff := cmp.Diff(gate(), s.Ports(addr("10.0.0.1"), 0)); diff != "" {
		t.Errorf("first pass (-want +got):\n%s", diff)
	}
	orders := map[string]bool{}
	for i := range 50 {
		a := netip.AddrFrom4([4]byte{10, 0, 0, byte(i)})
		got := s.Ports(a, 1)
		if len(got) != 6 {
			t.Fatalf("second pass: got %d ports, want the gate and three others", len(got))
		}
		for _, p := range gate() {
			if !slices.Contains(got, p) {
				t.Errorf("second pass lacks %v: %v", p, got)
			}
		}
		if diff := cmp.Diff(got, s.Ports(a, 1)); diff != "" {
			t.Errorf("not the same again:\n%s", diff)
		}
		key := ""
		for _, p := range got {
			key += strconv.Itoa(int(p.Port)) + " "
		}
		orders[key] = true
	}
	if len(orders) < 20 {
		t.Errorf("orders: got %d different ones of 50", len(orders))
	}
	if got := New(listed(), nil, 7).Passes(); got != 2 {
		t.Errorf("passes without a gate: got %d, want 2", got)
	}
}

// However often an address is visited, no port is tried more than three times
// and no device more than 45 times.
func TestPassesKeepTheBudget(t *testing.T) {
	var many []model.PortRole
	for i := range 15 {
		many = append(many, model.PortRole{Port: uint16(1000 + i), Role: model.RoleWeb})
	}
	for _, s := range []*Sweeper{New(many, many[:3], 3), New(many, nil, 3)} {
		count, all := map[uint16]int{}, 0
		for pass := range s.Passes() {
			for _, p := range s.Ports(addr("10.1.2.3"), pass) {
				count[p.Port]++
				all++
			}
		}
		for port, n := range count {
			if n > 3 {
				t.Errorf("port %d: tried %d times", port, n)
			}
		}
		if all > 45 {
			t.Errorf("device: tried %d times", all)
		}
	}
}
