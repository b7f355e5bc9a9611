package netx

import (
	"errors"
	"testing"
	"time"

	"camorigin/internal/model"
)

func TestLedgerAdmit(t *testing.T) {
	tests := []struct {
		name  string
		setup func(*ledger)
		port  uint16
		role  model.Role
		want  bool
		spent bool
	}{
		{"fresh_device", func(*ledger) {}, 80, model.RoleWeb, true, false},
		{"third_pending", func(l *ledger) { pend(l, 80, 554) }, 443, model.RoleTLS, true, false},
		{"fourth_pending", func(l *ledger) { pend(l, 80, 81, 82) }, 443, model.RoleTLS, false, false},
		{"one_open_one_pending", func(l *ledger) { established(l, 80); pend(l, 81) }, 443, model.RoleTLS, false, false},
		{"one_open", func(l *ledger) { established(l, 80) }, 443, model.RoleTLS, true, false},
		{"two_open", func(l *ledger) { established(l, 80); established(l, 81) }, 443, model.RoleTLS, false, false},
		{"refused_then_two_pending", func(l *ledger) { l.refusal(80, model.Refused, 1); pend(l, 81, 82) }, 83, model.RoleWeb, false, false},
		{"second_rtsp", func(l *ledger) {
			l.reserve(554, model.RoleRTSP)
			l.unreserve(554, model.RoleRTSP)
			l.opened(554, model.RoleRTSP, 1)
		}, 8554, model.RoleRTSP, false, false},
		{"web_beside_rtsp", func(l *ledger) { l.opened(554, model.RoleRTSP, 1) }, 80, model.RoleWeb, true, false},
		{"port_tried_three_times", func(l *ledger) { l.carry(80, 3) }, 80, model.RoleWeb, false, true},
		{"port_tried_twice_and_pending", func(l *ledger) { l.carry(80, 2); pend(l, 80) }, 80, model.RoleWeb, false, false},
		{"other_port_tried_three_times", func(l *ledger) { l.carry(81, 3) }, 80, model.RoleWeb, true, false},
		{"forty_five_fruitless", func(l *ledger) { carryMany(l, 45) }, 9, model.RoleWeb, false, true},
		{"forty_four_fruitless", func(l *ledger) { carryMany(l, 44) }, 9, model.RoleWeb, true, false},
		{"forty_four_fruitless_one_pending", func(l *ledger) { carryMany(l, 44); pend(l, 10) }, 9, model.RoleWeb, false, false},
		{"twenty_four_handshakes", func(l *ledger) { shake(l, 24) }, 80, model.RoleWeb, false, true},
		{"twenty_three_handshakes", func(l *ledger) { shake(l, 23) }, 80, model.RoleWeb, true, false},
		{"abandoned_attempts_may_have_been_handshakes", func(l *ledger) { shake(l, 22); abandon(l, 2) }, 80, model.RoleWeb, false, true},
		{"bytes_spent", func(l *ledger) { l.asked.BytesRead = 512 << 10 }, 80, model.RoleWeb, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newLedger(DefaultLimits())
			tt.setup(l)
			got, err := l.admit(tt.port, tt.role)
			if got != tt.want || errors.Is(err, ErrBudget) != tt.spent {
				t.Errorf("admit: got %v, %v, want %v, spent %v", got, err, tt.want, tt.spent)
			}
		})
	}
}

func pend(l *ledger, ports ...uint16) {
	for _, p := range ports {
		l.reserve(p, model.RoleWeb)
	}
}

func established(l *ledger, port uint16) { l.opened(port, model.RoleWeb, time.Millisecond) }

func shake(l *ledger, n int) {
	for range n {
		established(l, 80)
		l.heard(80, 1)
		l.free(model.RoleWeb)
	}
}

func abandon(l *ledger, n int) {
	for i := range n {
		l.unjudged(uint16(2000+i), model.Cancelled)
	}
}

func carryMany(l *ledger, n int) {
	for i := range n {
		l.carry(uint16(1000+i), 1)
	}
}

func TestBrakes(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name  string
		story func(*ledger)
		want  bool
	}{
		{"never_answered", func(l *ledger) { l.silence(80, true); l.silence(80, true); l.silence(80, true) }, false},
		{"refused_from_the_start", func(l *ledger) { refuse(l, 80); refuse(l, 80); refuse(l, 80) }, false},
		{"opened_then_silent_once", func(l *ledger) { shake(l, 1); l.silence(80, true) }, false},
		{"opened_then_silent_twice", func(l *ledger) { shake(l, 1); l.silence(80, true); l.silence(80, true) }, true},
		{"opened_then_refused_twice", func(l *ledger) { shake(l, 1); refuse(l, 80); refuse(l, 80) }, true},
		{"opened_then_silent_then_refused", func(l *ledger) { shake(l, 1); l.silence(80, true); refuse(l, 80) }, true},
		{"refused_then_silent_twice", func(l *ledger) { refuse(l, 80); l.silence(80, true); l.silence(80, true) }, true},
		{"two_ports_once_each", func(l *ledger) { shake(l, 1); established(l, 81); l.silence(80, true); l.silence(81, true) }, false},
		{"two_resets", func(l *ledger) { l.reset(); l.reset() }, false},
		{"three_resets", func(l *ledger) { l.reset(); l.reset(); l.reset() }, true},
		{"slow_from_the_start", func(l *ledger) { l.measure(80, 800*ms); l.measure(81, 900*ms) }, false},
		{"five_times_but_quick", func(l *ledger) { l.measure(80, 10*ms); l.measure(81, 400*ms) }, false},
		{"grew_slow", func(l *ledger) { l.measure(80, 100*ms); l.measure(81, 501*ms) }, true},
		{"above_half_a_second_but_not_five_times", func(l *ledger) { l.measure(80, 110*ms); l.measure(81, 540*ms) }, false},
		{"tarpit", func(l *ledger) { quiet(l, 15, 12) }, true},
		{"not_quite_a_tarpit", func(l *ledger) { quiet(l, 15, 11) }, false},
		{"short_list_of_silent_ports", func(l *ledger) { quiet(l, 4, 4) }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newLedger(DefaultLimits())
			tt.story(l)
			if got := l.distress != ""; got != tt.want {
				t.Errorf("distress: got %q, want %v", l.distress, tt.want)
			}
			if got := errors.Is(l.stopped(), ErrDistress); got != tt.want {
				t.Errorf("stopped: got %v, want distress %v", l.stopped(), tt.want)
			}
			if l.asked.Distress != l.distress {
				t.Errorf("asked: got %q, want %q", l.asked.Distress, l.distress)
			}
		})
	}
}

func refuse(l *ledger, port uint16) { l.refusal(port, model.Refused, time.Millisecond) }

func quiet(l *ledger, listed, ports int) {
	l.listed = listed
	for i := range ports {
		l.opened(uint16(1000+i), model.RoleWeb, time.Millisecond)
		l.heard(uint16(1000+i), 0)
		l.free(model.RoleWeb)
	}
}

func TestLedgerLost(t *testing.T) {
	l := newLedger(DefaultLimits())
	l.carry(80, 1)
	l.silence(80, false) // it was not known whether anything was there
	l.silence(80, true)
	if got := l.opened(80, model.RoleWeb, time.Millisecond); got != 1 {
		t.Errorf("lost before the first answer: got %d, want 1", got)
	}
	if got := l.opened(80, model.RoleWeb, time.Millisecond); got != 0 {
		t.Errorf("lost before the second answer: got %d, want 0", got)
	}
}

func TestQuietPortsHurry(t *testing.T) {
	l := newLedger(DefaultLimits())
	quiet(l, 15, 2)
	if got := l.step(3 * time.Second); got != 3*time.Second {
		t.Errorf("two quiet ports: got a step of %v, want 3s", got)
	}
	quiet(l, 15, 3)
	if got := l.step(3 * time.Second); got != hurriedStep {
		t.Errorf("three quiet ports: got a step of %v, want %v", got, hurriedStep)
	}
	l.heard(1000, 5)
	if got := l.step(3 * time.Second); got != 3*time.Second {
		t.Errorf("after a word: got a step of %v, want 3s", got)
	}
}

// FuzzLedger plays any story and checks that the budget holds at every moment.
func FuzzLedger(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add([]byte{0, 0, 0, 1, 1, 1, 4, 4, 4, 0, 0, 0, 2, 2, 2})
	f.Fuzz(func(t *testing.T, story []byte) {
		limits := DefaultLimits()
		l := newLedger(limits)
		var pending, open []model.PortRole
		for _, b := range story {
			p := model.PortRole{Port: uint16(b >> 4), Role: model.Roles()[int(b>>4)%5]}
			switch b & 7 {
			case 0, 1, 2:
				if ok, _ := l.admit(p.Port, p.Role); ok {
					l.reserve(p.Port, p.Role)
					pending = append(pending, p)
				}
			case 7:
				if len(open) > 0 {
					l.heard(open[0].Port, int64(b>>4))
					l.free(open[0].Role)
					open = open[1:]
				}
			default:
				if len(pending) == 0 {
					continue
				}
				a := pending[0]
				pending = pending[1:]
				l.unreserve(a.Port, a.Role)
				switch b & 7 {
				case 3:
					l.opened(a.Port, a.Role, time.Duration(b)*time.Millisecond)
					open = append(open, a)
					if l.crowded(a.Role) {
						l.free(a.Role)
						open = open[:len(open)-1]
					}
				case 4:
					l.refusal(a.Port, model.Refused, time.Millisecond)
				case 5:
					l.silence(a.Port, true)
				case 6:
					l.unjudged(a.Port, model.Cancelled)
				}
			}
			if l.open > limits.Established || l.openRTSP > limits.EstablishedRTSP || l.pending > limits.Pending {
				t.Fatalf("slots: %d open, %d of them rtsp, %d pending", l.open, l.openRTSP, l.pending)
			}
			if l.handshakes() > limits.Handshakes || l.fruitless > limits.Fruitless {
				t.Fatalf("budget: %d handshakes, %d fruitless", l.asked.Connections, l.fruitless)
			}
			for port, p := range l.ports {
				if p.fruitless > limits.FruitlessPort || p.pending < 0 {
					t.Fatalf("port %d: %d fruitless, %d pending", port, p.fruitless, p.pending)
				}
			}
		}
	})
}
