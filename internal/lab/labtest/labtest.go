// Package labtest serves the lab for tests of other packages. Every test
// process has addresses of its own, so that packages can be tested side by
// side.
package labtest

import (
	"errors"
	"net/netip"
	"os"
	"syscall"
	"testing"

	"camorigin/internal/lab"
)

// attempts is how many places for a lab are tried.
const attempts = 16

// Start serves the personalities, or all benign ones when none is given, until
// the test ends. Where only 127.0.0.1 exists, a test that needs several devices
// is skipped.
func Start(t testing.TB, personalities ...lab.Personality) *lab.Lab {
	t.Helper()
	var err error
	for i := range attempts {
		var l *lab.Lab
		if l, err = lab.Start(t.Context(), place(i, personalities)); err == nil {
			t.Cleanup(l.Close)
			return l
		}
		if errors.Is(err, lab.ErrOneAddress) {
			t.Skip(err)
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
	}
	t.Fatalf("start lab: %v", err)
	return nil
}

// place is where the lab of this process is tried the i-th time: a network of
// loopback addresses and, for systems that have but one, a shift of the ports.
func place(i int, personalities []lab.Personality) lab.Options {
	n := os.Getpid() + i*251
	base := netip.AddrFrom4([4]byte{127, byte(80 + n/200%100), byte(n % 200), 1})
	return lab.Options{Personalities: personalities, Base: base, Shift: uint16(n % 97 * 16)}
}

// Only serves the built-in personalities of these ids, hostile ones included.
func Only(t testing.TB, ids ...string) *lab.Lab {
	t.Helper()
	picked, err := lab.Select(builtin(t), ids...)
	if err != nil {
		t.Fatal(err)
	}
	return Start(t, picked...)
}

// Hostile serves the built-in hostile personalities.
func Hostile(t testing.TB) *lab.Lab {
	t.Helper()
	var hostile []lab.Personality
	for _, p := range builtin(t) {
		if p.Hostile {
			hostile = append(hostile, p)
		}
	}
	return Start(t, hostile...)
}

// Device finds a device of the lab by the id of its personality.
func Device(t testing.TB, l *lab.Lab, id string) *lab.Device {
	t.Helper()
	d, found := l.Device(id)
	if !found {
		t.Fatalf("no device %q in the lab", id)
	}
	return d
}

// Truth is what must be said of each device of the lab, by its address.
func Truth(l *lab.Lab) map[netip.Addr]lab.Want {
	truth := map[netip.Addr]lab.Want{}
	for _, d := range l.Devices() {
		truth[d.Addr()] = d.Personality().Want
	}
	return truth
}

// WithinBudget fails the test for every excess over the budget of a device and
// for every contact with the canary.
func WithinBudget(t testing.TB, l *lab.Lab) {
	t.Helper()
	for _, what := range l.Violations() {
		t.Errorf("budget: %s", what)
	}
}

func builtin(t testing.TB) []lab.Personality {
	t.Helper()
	all, err := lab.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return all
}
