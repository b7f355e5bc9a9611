package target

import (
	"iter"
	"net/netip"
	"slices"
	"strconv"
)

// Plan is the addresses to scan. It does not change and is safe for concurrent
// use.
type Plan struct {
	scope     *Scope
	spans     set
	starts    []uint64 // of each span, in the numbering of the addresses
	hosts     uint64
	edges     uint64 // network and broadcast addresses left out
	never     uint64 // addresses inside the targets that are never contacted
	linkLocal bool   // a link-local IPv6 address has no zone
	names     map[netip.Addr]string
	site      string
	sites     *Sites
	targets   []string
	excluded  []string
	networks  []netip.Prefix // the targets that are networks
}

// number sets the addresses of the plan and numbers them from 0.
func (p *Plan) number(spans set) {
	p.spans, p.starts = spans, make([]uint64, len(spans))
	for i, s := range spans {
		p.starts[i] = p.hosts
		p.hosts = saturatingAdd(p.hosts, s.size())
		first := s.addr(s.first)
		p.linkLocal = p.linkLocal || first.Is6() && first.IsLinkLocalUnicast() && first.Zone() == ""
	}
}

// Hosts is the number of addresses, each counted once.
func (p *Plan) Hosts() uint64 { return p.hosts }

// All yields every address once, in an order that the key chooses. It keeps no
// list: any number of addresses takes the same memory.
func (p *Plan) All(key uint64) iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		order := newPermutation(p.hosts, key)
		for i := range p.hosts {
			if !yield(p.at(order.at(i))) {
				return
			}
		}
	}
}

// at is the address with the number i, which is below p.hosts.
func (p *Plan) at(i uint64) netip.Addr {
	k, found := slices.BinarySearch(p.starts, i)
	if !found {
		k--
	}
	s := p.spans[k]
	return s.addr(s.first.plus(i - p.starts[k]))
}

// Contains reports whether the plan has the address. An IPv4-mapped address is
// taken as the IPv4 address in it.
func (p *Plan) Contains(addr netip.Addr) bool { return p.Allow(addr) == nil }

// Allow returns nil when the plan has the address, or the reason for which it
// may not be contacted: it wraps [ErrExcluded], [ErrNever], [ErrPublic],
// [ErrLoopback], [ErrZone] or [ErrNotTarget].
func (p *Plan) Allow(addr netip.Addr) error {
	addr = addr.Unmap()
	err := p.scope.check(addr)
	switch {
	case err != nil:
		return err
	case p.spans.contains(addr):
		return nil
	case addr.IsLoopback():
		return refuse(addr, ErrLoopback)
	}
	return refuse(addr, ErrNotTarget)
}

// Name is the host name that led to the address, or empty.
func (p *Plan) Name(addr netip.Addr) string { return p.names[addr.Unmap()] }

// Site is the place of the address, or empty.
func (p *Plan) Site(addr netip.Addr) string {
	if place, ok := p.Place(addr); ok {
		return place.Site
	}
	return p.site
}

// Place is what the file of sites says of the address.
func (p *Plan) Place(addr netip.Addr) (Place, bool) { return p.sites.Of(addr) }

// Targets is what the operator named; a file is @ and its name.
func (p *Plan) Targets() []string { return slices.Clone(p.targets) }

// Excluded is what the operator excluded; a file is @ and its name.
func (p *Plan) Excluded() []string { return slices.Clone(p.excluded) }

// Notes is what the reader of a report must know about the addresses, a
// sentence each.
func (p *Plan) Notes() []string {
	var notes []string
	if p.edges > 0 {
		notes = append(notes, "network and broadcast addresses of IPv4 networks left out: "+strconv.FormatUint(p.edges, 10))
	}
	if p.never > 0 {
		notes = append(notes, "addresses inside the targets left out because they are never contacted (multicast, loopback, cloud metadata and the like): "+strconv.FormatUint(p.never, 10))
	}
	if p.linkLocal {
		notes = append(notes, "link-local IPv6 addresses without their interface, which most systems cannot reach: write them as in fe80::1%eth0")
	}
	return notes
}
