package inventory

import (
	"cmp"
	"encoding/binary"
	"net/netip"
	"strings"

	"camorigin/internal/model"
)

// place is where a device is: the same address may exist at every site.
type place struct{ site, address string }

func placeOf(d model.Device) place { return place{d.Site, plainAddress(d.Host)} }

// String is the place as a key; empty without an address.
func (p place) String() string {
	if p.address == "" {
		return ""
	}
	return p.site + "\x00" + p.address
}

// plainAddress is an address in the one form in which addresses are compared;
// other text is kept.
func plainAddress(text string) string {
	text = strings.TrimSpace(text)
	if addr, err := netip.ParseAddr(text); err == nil {
		return addr.Unmap().WithZone("").String()
	}
	return strings.ToLower(text)
}

// comparePlaces orders places by address, by number before any other text, and
// then by site.
func comparePlaces(a, b place) int {
	return cmp.Or(compareAddresses(a.address, b.address), cmp.Compare(a.site, b.site))
}

func compareAddresses(a, b string) int {
	x, errX := netip.ParseAddr(a)
	y, errY := netip.ParseAddr(b)
	switch {
	case errX == nil && errY == nil:
		return x.Compare(y)
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// span is the addresses of a line of coverage.
type span struct{ first, last netip.Addr }

// parseSpan reads a prefix, a range or an address.
func parseSpan(text string) (span, bool) {
	text = strings.TrimSpace(text)
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return spanOf(prefix.Masked()), true
	}
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	first, errFirst := netip.ParseAddr(strings.TrimSpace(from))
	last, errLast := netip.ParseAddr(strings.TrimSpace(to))
	s := span{first.Unmap(), last.Unmap()}
	return s, errFirst == nil && errLast == nil && s.first.Compare(s.last) <= 0
}

// spanOf is the first and the last address of a prefix.
func spanOf(p netip.Prefix) span {
	last := p.Addr().AsSlice()
	for i := range last {
		if host := 8*(i+1) - p.Bits(); host > 0 {
			last[i] |= byte(1<<min(host, 8) - 1)
		}
	}
	end, _ := netip.AddrFromSlice(last)
	return span{p.Addr(), end}
}

func (s span) contains(a netip.Addr) bool { return s.first.Compare(a) <= 0 && a.Compare(s.last) <= 0 }

// size is how many addresses of IPv4 it has; of IPv6, only one is counted.
func (s span) size() (n uint64, counted bool) {
	if !s.first.Is4() || !s.last.Is4() {
		return 1, s.first == s.last
	}
	first, last := s.first.As4(), s.last.As4()
	return uint64(binary.BigEndian.Uint32(last[:])) - uint64(binary.BigEndian.Uint32(first[:])) + 1, true
}

// within reports whether all of s is in o.
func (s span) within(o span) bool { return o.contains(s.first) && o.contains(s.last) }
