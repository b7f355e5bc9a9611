package target

import (
	"net/netip"
	"slices"
	"sort"
)

// MaxSubnets is the most lines of [Subnets]: as many as a person reads.
const MaxSubnets = 256

// Subnet is a part of the targets for which coverage is kept.
type Subnet struct {
	Prefix    netip.Prefix // the smallest network that holds the part
	Site      string       // the place of the whole part, or empty
	Addresses uint64
}

// String is the network, or the address when it is a single one.
func (s Subnet) String() string {
	if s.Prefix.IsSingleIP() {
		return s.Prefix.Addr().String()
	}
	return s.Prefix.String()
}

// Subnets parts the addresses of a plan. It is safe for concurrent use.
type Subnets struct {
	lines []Subnet
	parts set // of each line, its first and last address; without zones
}

// Subnets parts the plan into the networks that were named, and everything
// wider than a /24 (IPv6: /64) into such blocks, or wider ones where there would
// be more than [MaxSubnets]. A part lies in one place, as far as that number
// allows.
func (p *Plan) Subnets() *Subnets {
	whole := newSet(withoutZones(p.spans))
	places := p.sites.networks()
	placed := true
	parts, ok := part(whole, cutsAt(slices.Concat(places, p.networks)))
	if !ok {
		parts, ok = part(whole, cutsAt(places))
	}
	if !ok {
		placed = len(places) == 0
		parts, _ = part(whole, cuts{})
	}
	s := &Subnets{lines: make([]Subnet, len(parts)), parts: parts}
	for i, at := range parts {
		s.lines[i].Prefix = at.cover()
		if placed {
			s.lines[i].Site = p.Site(at.addr(at.first))
		}
	}
	s.count(p.spans)
	return s
}

func withoutZones(spans set) []span {
	plain := slices.Clone(spans)
	for i := range plain {
		plain[i].zone = ""
	}
	return plain
}

// count counts the addresses of each line.
func (s *Subnets) count(spans set) {
	for _, t := range withoutZones(spans) {
		for i := max(s.parts.search(t.space, t.first), 0); i < len(s.parts); i++ {
			at := s.parts[i]
			if at.space == t.space && t.last.less(at.first) || at.space.compare(t.space) > 0 {
				break
			}
			for _, common := range appendCommon(nil, at, t) {
				s.lines[i].Addresses = saturatingAdd(s.lines[i].Addresses, common.size())
			}
		}
	}
}

// appendCommon appends what two spans share, if anything.
func appendCommon(to set, a, b span) set {
	if a.space != b.space || a.last.less(b.first) || b.last.less(a.first) {
		return to
	}
	if a.first.less(b.first) {
		a.first = b.first
	}
	if b.last.less(a.last) {
		a.last = b.last
	}
	return append(to, a)
}

// Len is the number of lines, at most [MaxSubnets].
func (s *Subnets) Len() int { return len(s.lines) }

// Line is the line with the index i.
func (s *Subnets) Line(i int) Subnet { return s.lines[i] }

// Index is the line of an address of the plan, or -1 for another address.
func (s *Subnets) Index(addr netip.Addr) int {
	addr = addr.Unmap().WithZone("")
	if !addr.IsValid() {
		return -1
	}
	where, n := spaceOf(addr), numberOf(addr)
	i := s.parts.search(where, n)
	if i < 0 || s.parts[i].space != where || s.parts[i].last.less(n) {
		return -1
	}
	return i
}

// cuts are the numbers at which a new part begins, in order.
type cuts struct{ v4, v6 []uint128 }

func (c cuts) of(where space) []uint128 {
	if where.v6 {
		return c.v6
	}
	return c.v4
}

// cutsAt cuts in front of and behind each network.
func cutsAt(networks []netip.Prefix) cuts {
	var c cuts
	for _, n := range networks {
		s := prefixSpan(n)
		list := &c.v4
		if s.v6 {
			list = &c.v6
		}
		*list = append(*list, s.first, s.last.next())
	}
	slices.SortFunc(c.v4, uint128.compare)
	slices.SortFunc(c.v6, uint128.compare)
	return c
}

// part cuts a set into parts that lie in one block each, in the smallest blocks
// that give at most MaxSubnets. It reports whether that is possible.
func part(whole set, at cuts) (set, bool) {
	const smallest4, smallest6, widenings = 24, 64, 32
	for step := range widenings + 1 {
		host4 := min(32-smallest4+step, 32)
		host6 := 128 - smallest6 + 2*step
		parts, ok := partInBlocks(whole, at, host4, host6)
		if ok {
			return parts, true
		}
	}
	return nil, false
}

// partInBlocks is part for blocks of a given number of host bits.
func partInBlocks(whole set, at cuts, host4, host6 int) (set, bool) {
	var parts set
	var end uint128 // where the block of the newest part ends
	for _, s := range whole {
		host := host4
		if s.v6 {
			host = host6
		}
		for {
			last := len(parts) - 1
			if last < 0 || parts[last].space != s.space || end.less(s.first) {
				if len(parts) == MaxSubnets {
					return nil, false
				}
				end = blockEnd(s.first, host, at.of(s.space))
				parts = append(parts, s)
				last++
			}
			if !end.less(s.last) {
				parts[last].last = s.last
				break
			}
			parts[last].last = end
			s.first = end.next()
		}
	}
	return parts, true
}

// blockEnd is the last number that lies in the same block, and before the same
// cut, as n.
func blockEnd(n uint128, host int, at []uint128) uint128 {
	end := n.ceiling(host)
	i := sort.Search(len(at), func(i int) bool { return n.less(at[i]) })
	if i < len(at) && !end.less(at[i]) {
		return at[i].previous()
	}
	return end
}
