package target

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"net/netip"
	"strings"
)

// space is a family of addresses that are numbered apart: IPv4, IPv6, and IPv6
// on the link of one zone.
type space struct {
	v6   bool
	zone string
}

func spaceOf(a netip.Addr) space { return space{v6: !a.Is4(), zone: a.Zone()} }

func (s space) bits() int {
	if s.v6 {
		return 128
	}
	return 32
}

func (s space) compare(t space) int {
	if s.v6 != t.v6 {
		if t.v6 {
			return -1
		}
		return 1
	}
	return strings.Compare(s.zone, t.zone)
}

// addr is the address with the number u.
func (s space) addr(u uint128) netip.Addr {
	if !s.v6 {
		var b [4]byte
		binary.BigEndian.PutUint32(b[:], uint32(u.lo))
		return netip.AddrFrom4(b)
	}
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], u.hi)
	binary.BigEndian.PutUint64(b[8:], u.lo)
	a := netip.AddrFrom16(b)
	if s.zone != "" {
		a = a.WithZone(s.zone)
	}
	return a
}

// span is a run of addresses, both ends included.
type span struct {
	space
	first, last uint128
}

// spanOf is the run from a to b, which are of the same space and in order.
func spanOf(a, b netip.Addr) span { return span{spaceOf(a), numberOf(a), numberOf(b)} }

// prefixSpan is every address of a network.
func prefixSpan(p netip.Prefix) span {
	s := spaceOf(p.Addr())
	host := s.bits() - p.Bits()
	n := numberOf(p.Addr())
	return span{s, n.floor(host), n.ceiling(host)}
}

func (s span) compare(t span) int {
	return cmp.Or(s.space.compare(t.space), s.first.compare(t.first), s.last.compare(t.last))
}

// size is the number of addresses, or saturated.
func (s span) size() uint64 {
	n := s.last.minus(s.first)
	if n.hi != 0 || n.lo == math.MaxUint64 {
		return saturated
	}
	return n.lo + 1
}

// String is the address, the network, or the range.
func (s span) String() string {
	first, last := s.addr(s.first), s.addr(s.last)
	if first == last {
		return first.String()
	}
	if p := s.cover(); s.zone == "" && prefixSpan(p) == s {
		return p.String()
	}
	return fmt.Sprintf("%s-%s", first, last)
}

// cover is the smallest network that holds the whole span; it has no zone.
func (s span) cover() netip.Prefix {
	host := 0
	switch {
	case s.first.hi != s.last.hi:
		host = 64 + bits.Len64(s.first.hi^s.last.hi)
	case s.first.lo != s.last.lo:
		host = bits.Len64(s.first.lo ^ s.last.lo)
	}
	a := space{v6: s.v6}.addr(s.first.floor(host))
	return netip.PrefixFrom(a, s.bits()-host)
}
