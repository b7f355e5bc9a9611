package scan

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"

	"github.com/google/go-cmp/cmp"
)

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.0.20", 80, 8000)
		n.add("10.0.0.3", 554)
		n.add("10.0.0.9")
		n.hide(addr("10.0.1.5"), 443)
		n.hide(addr("10.0.1.6"), 8000) // the gate does not find it
		opts := options(t, n, "10.0.0.0/24", "10.0.1.0/24")
		opts.Plan = sited{opts.Plan}
		got := run(t, t.Context(), opts)

		var lines []string
		for _, ev := range got.Evidence {
			lines = append(lines, fmt.Sprintf("%s %s %d %s %s%s", ev.Site, ev.Host, ev.Port, ev.Protocol, ev.Outcome, ev.Response))
		}
		want := []string{
			"a 10.0.0.3 554 http hello", "a 10.0.0.20 80 http hello", "a 10.0.0.20 8000 tcp open", "b 10.0.1.5 443 http hello",
		}
		if diff := cmp.Diff(want, lines); diff != "" {
			t.Errorf("evidence (-want +got):\n%s", diff)
		}
		var asked []string
		for _, a := range got.Asked {
			asked = append(asked, fmt.Sprintf("%s %s: %d connections, %v", a.Site, a.Host, a.Connections, a.Sent))
		}
		want = []string{
			"a 10.0.0.3: 1 connections, [554 HELLO]", "a 10.0.0.9: 0 connections, []",
			"a 10.0.0.20: 2 connections, [80 HELLO]", "b 10.0.1.5: 1 connections, [443 HELLO]",
		}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("asked (-want +got):\n%s", diff)
		}
		if c := got.Coverage; c.Answered != 3 || c.Refused != 1 || c.Silent != 504 || c.NotTried != 0 || len(c.Subnets) != 2 {
			t.Errorf("coverage: got %+v", c)
		}
		if got.Incomplete || len(got.Reasons)+len(got.Notes)+len(got.Faults) > 0 {
			t.Errorf("got %v, %q, %q, %v, want a clean run", got.Incomplete, got.Reasons, got.Notes, got.Faults)
		}
		if open := got.Evidence[2].Fields["port.open"]; len(open) != 1 || open[0] != "8000" {
			t.Errorf("port.open: got %q, want 8000", open)
		}
	})
}

// sited is a plan with two places.
type sited struct{ Plan }

func (sited) Site(a netip.Addr) string { return map[byte]string{0: "a", 1: "b"}[a.As4()[2]] }

func TestNoGateFindsWhatTheGateMisses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.hide(addr("10.0.1.6"), 8000)
		opts := options(t, n, "10.0.1.0/28")
		opts.NoGate = true
		if got := run(t, t.Context(), opts); got.Coverage.Answered != 1 {
			t.Errorf("coverage: got %+v, want 1 answered", got.Coverage)
		}
	})
}

// Without loss a silent address costs one attempt for each gate port.
func TestSilenceIsBelievedWithoutLoss(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.0.3", 80)
		run(t, t.Context(), options(t, n, "10.0.0.0/24"))
		if want := 253*3 + 4; n.dials != want {
			t.Errorf("attempts: got %d, want %d", n.dials, want)
		}
	})
}

func TestLossyNetworkIsFoundWhole(t *testing.T) {
	tests := []struct {
		name    string
		loss    float64
		refuses bool
	}{
		{"five_percent", 0.05, true}, {"ten_percent", 0.10, true}, {"five_percent_filtered", 0.05, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork()
				n.loss = tt.loss
				const cameras = 200
				for i := range cameras {
					camera := netip.AddrFrom4([4]byte{10, 0, byte(i % 2), byte(10 + i/2)})
					n.hide(camera, 80, 8000)
					n.refuses[camera] = tt.refuses
				}
				got := run(t, t.Context(), options(t, n, "10.0.0.0/23"))
				least := uint64(cameras)
				if !tt.refuses { // one port decides, and it may be lost each time
					least = cameras * 99 / 100
				}
				if got.Coverage.Answered < least {
					t.Errorf("answered: got %d, want %d (%+v, %q)", got.Coverage.Answered, cameras, got.Coverage, got.Notes)
				}
				if len(got.Notes) == 0 || !strings.Contains(got.Notes[0], "lost on the way") {
					t.Errorf("notes: got %q, want one about loss", got.Notes)
				}
				if !tt.refuses && !slices.ContainsFunc(got.Notes, func(n string) bool { return strings.Contains(n, "visited again") }) {
					t.Errorf("notes: got %q, want one about late answers", got.Notes)
				}
				for _, a := range got.Asked {
					if a.Attempts-a.Connections > 45 || a.Connections > 24 {
						t.Errorf("%s: got %+v, above the budget", a.Host, a)
					}
				}
			})
		})
	}
}

func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		for i := range 200 {
			n.add(fmt.Sprintf("10.0.0.%d", i+1), 80)
		}
		opts := options(t, n, "10.0.0.0/16")
		opts.Net.Pace.InFlight = 16
		opts.Interview = func(ctx context.Context, dv *netx.Device, open *netx.Conn, _ []model.PortRole, emit func(model.Evidence)) {
			if open == nil {
				return
			}
			defer open.Close()
			emit(model.Evidence{Port: 80, Protocol: "http", Response: []byte("early")})
			open.SetStep(10 * time.Second)
			_, _ = open.Read(make([]byte, 1)) // nothing comes
			emit(model.Evidence{Port: 80, Protocol: "http", Outcome: model.Cancelled})
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Second, cancel)
		began := time.Now()
		got := run(t, ctx, opts)
		if took := time.Since(began); took > 23*time.Second {
			t.Errorf("ended %v after the start, want at most 23s", took)
		}
		if after := n.last.Sub(began) - 20*time.Second; after > 0 {
			t.Errorf("last attempt %v after the end", after)
		}
		if !got.Incomplete || len(got.Reasons) == 0 || !strings.HasPrefix(got.Reasons[0], "interrupted") {
			t.Errorf("got %v, %q, want interrupted", got.Incomplete, got.Reasons)
		}
		if got.Coverage.NotTried == 0 || got.Coverage.Silent == 0 {
			t.Errorf("coverage: got %+v, want some silent and some not tried", got.Coverage)
		}
	})
}

func TestCancelBeforeTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		got := run(t, ctx, options(t, n, "10.0.0.0/24"))
		if n.dials != 0 || got.Coverage.NotTried != 254 || !got.Incomplete {
			t.Errorf("got %d attempts, %+v", n.dials, got.Coverage)
		}
	})
}

func TestUnreachableIsNotClosed(t *testing.T) {
	tests := []struct {
		name  string
		errno syscall.Errno
	}{
		{"host", syscall.EHOSTUNREACH}, {"own_filter", syscall.EPERM},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork()
				n.dark = tt.errno
				n.add("10.0.1.1", 80)
				got := run(t, t.Context(), options(t, n, "10.0.0.0/24", "10.0.1.0/24"))
				c := got.Coverage
				if s := c.Subnets[0]; s.NotTried != 254 || s.Silent != 0 || s.Refused != 0 {
					t.Errorf("cut off subnet: got %+v, want nothing known", s)
				}
				if s := c.Subnets[1]; s.Answered != 1 || s.Silent != 253 {
					t.Errorf("other subnet: got %+v, want 1 answered, 253 silent", s)
				}
				if !got.Incomplete || len(got.Reasons) != 1 || !strings.Contains(got.Reasons[0], tt.errno.Error()) {
					t.Errorf("got %v, %q, want the reason", got.Incomplete, got.Reasons)
				}
			})
		})
	}
}

// There is no route to one of two networks.
func TestNoRoute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.1.1", 80)
		opts := options(t, n, "10.0.0.0/24", "10.0.1.0/24")
		opts.Net.Dial = func(ctx context.Context, network, address string) (netConn, error) {
			if strings.HasPrefix(address, "10.0.0.") {
				return nil, syscall.ENETUNREACH
			}
			return n.dial(ctx, network, address)
		}
		got := run(t, t.Context(), opts)
		if s := got.Coverage.Subnets; s[0].NotTried != 254 || s[1].Answered != 1 || s[1].Silent != 253 {
			t.Errorf("got %+v, want nothing known of the first", s)
		}
		if !got.Incomplete || len(got.Reasons) != 1 || !strings.Contains(got.Reasons[0], "10.0.0.0/24") {
			t.Errorf("got %v, %q, want the reason", got.Incomplete, got.Reasons)
		}
	})
}

func TestNetworkGoesAway(t *testing.T) {
	tests := []struct {
		name       string
		outage     time.Duration
		incomplete bool
	}{
		{"and_comes_back", time.Minute, false}, {"for_good", 24 * time.Hour, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNetwork()
				for i := range 200 {
					n.add(fmt.Sprintf("10.0.0.%d", i+1), 80)
				}
				opts := options(t, n, "10.0.0.0/24")
				opts.Net.Pace.InFlight = 8
				began := time.Now()
				opts.Net.Dial = func(ctx context.Context, network, address string) (netConn, error) {
					if at := time.Since(began); at > 2*time.Second && at < 2*time.Second+tt.outage {
						return nil, syscall.ENETUNREACH
					}
					return n.dial(ctx, network, address)
				}
				got := run(t, t.Context(), opts)
				if took := time.Since(began); took > 6*time.Minute {
					t.Errorf("took %v", took)
				}
				if got.Incomplete != tt.incomplete || (got.Coverage.NotTried > 0) != tt.incomplete {
					t.Errorf("got %v, %q, %+v, want incomplete %v", got.Incomplete, got.Reasons, got.Coverage, tt.incomplete)
				}
				if !tt.incomplete && got.Coverage.Answered != 200 {
					t.Errorf("answered: got %d, want 200", got.Coverage.Answered)
				}
				if !slices.ContainsFunc(got.Notes, func(n string) bool { return strings.Contains(n, "went away 1 times") }) {
					t.Errorf("notes: got %q, want one about the outage", got.Notes)
				}
			})
		})
	}
}

func TestPanicCostsOneDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		for i := range 20 {
			n.add(fmt.Sprintf("10.0.0.%d", i+1), 80)
		}
		opts := options(t, n, "10.0.0.0/24")
		opts.Interview = func(ctx context.Context, dv *netx.Device, open *netx.Conn, ports []model.PortRole, emit func(model.Evidence)) {
			interview(ctx, dv, open, ports, emit)
			if dv.Addr().As4()[3]%2 == 0 {
				var none []int
				_ = none[len(ports)]
			}
		}
		got := run(t, t.Context(), opts)
		if len(got.Faults) != 10 || !got.Incomplete || len(got.Reasons) != 10 {
			t.Errorf("got %d faults, %v, %q, want 10", len(got.Faults), got.Incomplete, got.Reasons)
		}
		if len(got.Evidence) != 20 || got.Coverage.Answered != 20 {
			t.Errorf("got %d lines of evidence, %d answered, want 20, 20", len(got.Evidence), got.Coverage.Answered)
		}
		for _, f := range got.Faults {
			if f.Hash != got.Faults[0].Hash || f.Host == "" || !strings.Contains(f.Text, "index out of range") {
				t.Errorf("fault: got %+v, want the same hash as %+v", f, got.Faults[0])
			}
		}
	})
}

func TestPanicOfTheJudge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.0.1", 80)
		opts := options(t, n, "10.0.0.1")
		opts.Kind = func(string, []model.Evidence) model.Kind { panic("no") }
		if got := run(t, t.Context(), opts); len(got.Faults) != 1 || len(got.Evidence) != 1 {
			t.Errorf("got %v, %v, want a fault and the evidence", got.Faults, got.Evidence)
		}
	})
}

func TestEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.0.1", 80)
		n.add("10.0.0.2", 80)
		n.add("10.0.0.3")
		opts := options(t, n, "10.0.0.0/24")
		opts.Net.Pace.InFlight = 8
		opts.Kind = func(host string, _ []model.Evidence) model.Kind {
			if host == "10.0.0.1" {
				return model.KindCamera
			}
			return model.KindOther
		}
		var events []Event
		opts.Events = func(e Event) { events = append(events, e) }
		run(t, t.Context(), opts)
		last := events[len(events)-1]
		if !last.Last || last.Done != 254 || last.Total != 254 || last.Alive != 3 || last.Interviewed != 3 || last.Cameras != 1 || last.InFlight != 0 {
			t.Errorf("last event: got %+v", last)
		}
		if len(events) < 10 {
			t.Errorf("events: got %d, want one every 200 ms", len(events))
		}
		for i, e := range events[1:] {
			if e.Done < events[i].Done || e.InFlight > 8 || e.Limit <= 0 {
				t.Errorf("event %d: got %+v after %+v", i+1, e, events[i])
			}
		}
	})
}

func TestOwnFaultsAreNotes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.0.1", 80)
		opts := options(t, n, "10.0.0.1")
		failed := false
		dial := opts.Net.Dial
		opts.Net.Dial = func(ctx context.Context, network, address string) (conn netConn, err error) {
			if !failed {
				failed = true
				return nil, syscall.EMFILE
			}
			return dial(ctx, network, address)
		}
		got := run(t, t.Context(), opts)
		if got.Coverage.Answered != 1 || got.Incomplete || len(got.Notes) != 1 {
			t.Errorf("got %+v, %q, want an answer and a note", got.Coverage, got.Notes)
		}
	})
}

func TestLastingFaultIsNotAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		opts := options(t, newNetwork(), "10.0.0.0/29")
		opts.Net.Dial = func(context.Context, string, string) (netConn, error) { return nil, syscall.EMFILE }
		got := run(t, t.Context(), opts)
		if got.Coverage.NotTried != 6 || !got.Incomplete || len(got.Reasons) != 1 || !strings.Contains(got.Reasons[0], syscall.EMFILE.Error()) {
			t.Errorf("got %+v, %q, want nothing tried and the reason", got.Coverage, got.Reasons)
		}
	})
}

// A network on which everything accepts and nothing speaks ends as tarpits, in
// bounded time.
func TestTarpits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var list []model.PortRole
		for i := range 15 {
			list = append(list, model.PortRole{Port: uint16(8000 + i), Role: model.RoleWeb})
		}
		opts := options(t, newNetwork(), "10.0.0.1")
		opts.Ports = list
		opts.Net.Dial = swallow
		opts.Interview = func(ctx context.Context, dv *netx.Device, open *netx.Conn, ports []model.PortRole, emit func(model.Evidence)) {
			interview(ctx, dv, open, ports, emit)
		}
		began := time.Now()
		got := run(t, t.Context(), opts)
		if took := time.Since(began); took > 21*time.Second {
			t.Errorf("took %v", took)
		}
		if a := got.Asked[0]; !strings.HasPrefix(a.Distress, "tarpit: 12 of 15") || a.Connections > 24 {
			t.Errorf("got %+v, want a tarpit", a)
		}
		if len(got.Evidence) != 12 {
			t.Errorf("got %d lines, want the 12 open ports", len(got.Evidence))
		}
	})
}

func TestBadOptions(t *testing.T) {
	good := options(t, newNetwork(), "10.0.0.1")
	tests := []struct {
		name   string
		change func(*Options)
	}{
		{"no_plan", func(o *Options) { o.Plan = nil }},
		{"no_ports", func(o *Options) { o.Ports = nil }},
		{"no_interview", func(o *Options) { o.Interview = nil }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			opts := good
			tt.change(&opts)
			if _, err := Run(t.Context(), opts); err == nil {
				t.Error("got no error")
			}
		})
	}
}

func TestEmitAfterTheEndIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork()
		n.add("10.0.0.1", 80)
		opts := options(t, n, "10.0.0.1")
		var late sync.WaitGroup
		opts.Interview = func(ctx context.Context, dv *netx.Device, open *netx.Conn, ports []model.PortRole, emit func(model.Evidence)) {
			late.Go(func() { time.Sleep(time.Second); emit(model.Evidence{Port: 1}) })
		}
		got := run(t, t.Context(), opts)
		late.Wait()
		if len(got.Evidence) != 1 || got.Evidence[0].Protocol != "tcp" {
			t.Errorf("got %+v, want the open port alone", got.Evidence)
		}
	})
}
