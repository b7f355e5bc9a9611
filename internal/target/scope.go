package target

import (
	"errors"
	"fmt"
	"net/netip"
)

// The reasons for which an address may not be contacted; errors of
// [Scope.Allow] and [Plan.Allow] wrap one of them.
var (
	ErrExcluded  = errors.New("excluded")
	ErrNotTarget = errors.New("not among the targets")
	ErrPublic    = errors.New("public: if you may scan it, add --allow-public and --authorized-by TEXT; if it is your own, list its network in own_networks")
	ErrLoopback  = errors.New("loopback, which is contacted only when a target names the address itself")
	ErrNever     = errors.New("never contacted")
	ErrZone      = errors.New("has a zone, which only link-local addresses (fe80::) have")
)

// Scope says which addresses may be contacted, whatever the targets are. Make
// one with [NewScope]; it is safe for concurrent use.
type Scope struct {
	never       []block
	closed      set // never and loopback
	open        set // private ranges and the operator's own networks
	loopback    set
	linkLocal   netip.Prefix
	excluded    set
	allowPublic bool
}

// block is a network with what it is.
type block struct {
	netip.Prefix
	what string
}

// neverBlocks lists what is not contacted whatever the operator says: blocks of
// the IANA special-purpose address registries that name no single device, and
// the metadata services of cloud providers, also behind the NAT64 prefix of
// RFC 6052.
func neverBlocks() []block {
	return []block{
		{netip.MustParsePrefix("0.0.0.0/8"), "an unspecified address"},
		{netip.MustParsePrefix("169.254.169.254/32"), "a cloud metadata service"},
		{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
		{netip.MustParsePrefix("255.255.255.255/32"), "the broadcast address"},
		{netip.MustParsePrefix("::/128"), "the unspecified address"},
		{netip.MustParsePrefix("::/96"), "an IPv4-compatible address, of no use since RFC 4291"},
		{netip.MustParsePrefix("::ffff:0:0/96"), "an IPv4-mapped address"},
		{netip.MustParsePrefix("64:ff9b::a9fe:a9fe/128"), "a cloud metadata service"},
		{netip.MustParsePrefix("fd00:ec2::254/128"), "a cloud metadata service"},
		{netip.MustParsePrefix("ff00::/8"), "a multicast address"},
	}
}

// openPrefixes lists what is open by default: RFC 1918, RFC 4193, and
// link-local addresses of both families. The shared space 100.64.0.0/10 of
// providers (RFC 6598) is not among them.
func openPrefixes() []netip.Prefix {
	return []netip.Prefix{
		netip.MustParsePrefix("10.0.0.0/8"),
		netip.MustParsePrefix("172.16.0.0/12"),
		netip.MustParsePrefix("192.168.0.0/16"),
		netip.MustParsePrefix("169.254.0.0/16"),
		netip.MustParsePrefix("fc00::/7"),
		netip.MustParsePrefix("fe80::/10"),
	}
}

// loopbackPrefixes is loopback of both families.
func loopbackPrefixes() []netip.Prefix {
	return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
}

// NewScope makes the scope of an operator: own are networks to open beside the
// private ones, allowPublic opens every other address that is a device's.
func NewScope(own []netip.Prefix, allowPublic bool) *Scope {
	never := neverBlocks()
	prefixes := loopbackPrefixes()
	for _, b := range never {
		prefixes = append(prefixes, b.Prefix)
	}
	return &Scope{
		never:       never,
		closed:      prefixSet(prefixes),
		open:        prefixSet(append(openPrefixes(), unmapped(own)...)),
		loopback:    prefixSet(loopbackPrefixes()),
		linkLocal:   netip.MustParsePrefix("fe80::/10"),
		allowPublic: allowPublic,
	}
}

func prefixSet(prefixes []netip.Prefix) set {
	spans := make([]span, len(prefixes))
	for i, p := range prefixes {
		spans[i] = prefixSpan(p)
	}
	return newSet(spans)
}

func unmapped(networks []netip.Prefix) []netip.Prefix {
	list := make([]netip.Prefix, len(networks))
	for i, p := range networks {
		list[i] = unmapPrefix(p)
	}
	return list
}

// Allow returns nil, or the reason for which the address may not be contacted.
// An IPv4-mapped address is judged as the IPv4 address in it. Loopback is
// refused here: only a plan knows whether it was named.
func (s *Scope) Allow(addr netip.Addr) error {
	addr = addr.Unmap()
	if addr.IsLoopback() {
		return refuse(addr, ErrLoopback)
	}
	return s.check(addr)
}

// check is Allow for an unmapped address, without the rule for loopback.
func (s *Scope) check(addr netip.Addr) error {
	switch {
	case !addr.IsValid():
		return fmt.Errorf("no address: %w", ErrNever)
	case addr.Zone() != "" && !s.linkLocal.Contains(addr.WithZone("")):
		return refuse(addr, ErrZone)
	case s.excluded.contains(addr):
		return refuse(addr, ErrExcluded)
	case addr.IsLoopback():
		return nil
	}
	if what := s.neverIs(addr); what != "" {
		return fmt.Errorf("%s: %s: %w", addr, what, ErrNever)
	}
	if !s.allowPublic && !s.open.contains(addr) {
		return refuse(addr, ErrPublic)
	}
	return nil
}

func refuse(addr netip.Addr, why error) error { return fmt.Errorf("%s: %w", addr, why) }

// neverIs is what the address is, when it is one that is never contacted.
func (s *Scope) neverIs(addr netip.Addr) string {
	for _, b := range s.never {
		if b.Contains(addr) {
			return b.what
		}
	}
	return ""
}

// admit returns the part of a target that is in scope, excludes apart. What is
// never contacted is left out as long as something remains; a target that is
// nothing else, or that reaches into public space without leave, is an error.
func (s *Scope) admit(target span) (set, error) {
	whole := set{target}
	if len(whole.without(s.loopback)) == 0 {
		return whole, nil
	}
	left := whole.without(s.closed)
	if len(left) == 0 {
		return nil, fmt.Errorf("%s, which is never contacted: remove it", s.closedIs(target))
	}
	public := left.without(s.open)
	switch {
	case s.allowPublic || len(public) == 0:
		return left, nil
	case len(public) == 1 && public[0] == target:
		return nil, ErrPublic
	}
	return nil, fmt.Errorf("its part %s is %w", public[0], ErrPublic)
}

// closedIs is what a target is of which nothing may be contacted.
func (s *Scope) closedIs(target span) string {
	if what := s.neverIs(target.addr(target.first).WithZone("")); what != "" {
		return what
	}
	return "a loopback address beside others"
}
