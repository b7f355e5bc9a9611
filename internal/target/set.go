package target

import (
	"net/netip"
	"slices"
	"sort"
)

// set is a list of spans in order, disjoint and not adjacent.
type set []span

// newSet sorts the spans and joins those that overlap or touch. It reuses the
// slice.
func newSet(spans []span) set {
	slices.SortFunc(spans, span.compare)
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && joined[n-1].touches(s) {
			if joined[n-1].last.less(s.last) {
				joined[n-1].last = s.last
			}
			continue
		}
		joined = append(joined, s)
	}
	return set(joined)
}

// touches reports whether t, which does not begin before s, overlaps s or
// follows it without a gap.
func (s span) touches(t span) bool {
	if s.space != t.space {
		return false
	}
	return !s.last.less(t.first) || s.last.next() == t.first
}

// in is the part of the set that lies in one space. For a zone that includes
// what holds on every link.
func (s set) in(where space) set {
	part := s.exactly(where)
	everyLink := space{v6: true}
	if where.zone == "" {
		return part
	}
	var both []span
	for _, t := range slices.Concat(part, s.exactly(everyLink)) {
		t.space = where
		both = append(both, t)
	}
	return newSet(both)
}

func (s set) exactly(where space) set {
	from := sort.Search(len(s), func(i int) bool { return s[i].space.compare(where) >= 0 })
	to := from + sort.Search(len(s)-from, func(i int) bool { return s[from+i].space.compare(where) > 0 })
	return s[from:to]
}

// without is what is in s and not in cut. A span of cut without a zone cuts on
// every link.
func (s set) without(cut set) set {
	var left set
	for len(s) > 0 {
		here := s.exactly(s[0].space)
		left = appendDifference(left, here, cut.in(s[0].space))
		s = s[len(here):]
	}
	return left
}

// appendDifference appends what is in from and not in cut; both lie in the same
// space.
func appendDifference(to, from, cut set) set {
	for _, s := range from {
		for len(cut) > 0 && cut[0].last.less(s.first) {
			cut = cut[1:]
		}
		to = appendRest(to, s, cut)
	}
	return to
}

// appendRest appends what the spans of cut, of which the first does not end
// before s begins, leave of s.
func appendRest(to set, s span, cut set) set {
	for _, c := range cut {
		if s.last.less(c.first) {
			break
		}
		if s.first.less(c.first) {
			to = append(to, span{s.space, s.first, c.first.previous()})
		}
		if !c.last.less(s.last) {
			return to
		}
		s.first = c.last.next()
	}
	return append(to, s)
}

// contains reports whether the address is in the set. A span without a zone
// holds its addresses on every link.
func (s set) contains(a netip.Addr) bool {
	where, n := spaceOf(a), numberOf(a)
	if s.holds(where, n) {
		return true
	}
	return where.zone != "" && s.holds(space{v6: true}, n)
}

func (s set) holds(where space, n uint128) bool {
	i := s.search(where, n)
	return i >= 0 && s[i].space == where && !s[i].last.less(n)
}

// search is the index of the last span that does not begin after n, or -1.
func (s set) search(where space, n uint128) int {
	return sort.Search(len(s), func(i int) bool {
		if c := s[i].space.compare(where); c != 0 {
			return c > 0
		}
		return n.less(s[i].first)
	}) - 1
}

// size is the number of addresses, or saturated.
func (s set) size() uint64 {
	var n uint64
	for _, t := range s {
		n = saturatingAdd(n, t.size())
	}
	return n
}
