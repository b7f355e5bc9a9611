package scan

import (
	"fmt"
	"net/netip"
	"sync"

	"camorigin/internal/model"
	"camorigin/internal/sweep"
	"camorigin/internal/target"
)

// coverage counts what came of the addresses of each subnet.
type coverage struct {
	subnets *target.Subnets

	mu    sync.Mutex
	lines []tally
}

// tally is the count of one subnet. Addresses that did not answer are dark;
// those to which there is no way from here are among them.
type tally struct {
	answered, refused, dark, unreachable uint64
	why                                  error // the first reason for unreachable
}

func newCoverage(subnets *target.Subnets) *coverage {
	return &coverage{subnets: subnets, lines: make([]tally, subnets.Len())}
}

// visited books the result of a visit in a pass. Only addresses that were dark
// before are visited in passes after the first.
func (c *coverage) visited(addr netip.Addr, pass int, state sweep.State, why error) {
	i := c.subnets.Index(addr)
	if i < 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &c.lines[i]
	if pass > 0 && (state == sweep.Open || state == sweep.Refused) {
		t.dark--
		t.unreachable = min(t.unreachable, t.dark)
	}
	switch state {
	case sweep.Open:
		t.answered++
	case sweep.Refused:
		t.refused++
	case sweep.Silent, sweep.Unreachable:
		t.darken(pass, state, why)
	}
}

func (t *tally) darken(pass int, state sweep.State, why error) {
	if pass > 0 {
		return
	}
	t.dark++
	if state == sweep.Unreachable {
		t.unreachable++
		if t.why == nil {
			t.why = why
		}
	}
}

// cutOff reports whether there was no way to the subnet at all: nothing was
// learned about it, whatever is there.
func (t tally) cutOff() bool {
	return t.answered == 0 && t.refused == 0 && t.dark > 0 && t.unreachable == t.dark
}

// report returns the coverage and a line for each subnet that was cut off.
func (c *coverage) report() (model.Coverage, []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var total model.Coverage
	var cut []string
	for i, t := range c.lines {
		line := c.subnets.Line(i)
		s := model.SubnetCoverage{
			Subnet: line.String(), Site: line.Site, Addresses: line.Addresses,
			Answered: t.answered, Refused: t.refused, Silent: t.dark,
		}
		if t.cutOff() {
			s.Silent = 0
			cut = append(cut, fmt.Sprintf("%s: no way there from this machine (%s); nothing is known about its %d addresses", line, cause(t.why), line.Addresses))
		}
		s.NotTried = s.Addresses - s.Answered - s.Refused - s.Silent
		total.Subnets = append(total.Subnets, s)
		total.Addresses += s.Addresses
		total.Answered += s.Answered
		total.Refused += s.Refused
		total.Silent += s.Silent
		total.NotTried += s.NotTried
	}
	return total, cut
}
