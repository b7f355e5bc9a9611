package target

import (
	"errors"
	"math/rand/v2"
	"net/netip"
	"testing"
)

func TestAllow(t *testing.T) {
	p := mustBuild(t, Spec{
		Args:        []string{"10.0.0.0/24", "127.0.0.1", "fe80::1%eth0", "fd00::/120", "100.64.0.0/30"},
		Exclude:     []string{"10.0.0.9", "fd00::9"},
		OwnNetworks: prefixes("100.64.0.0/10"),
	})
	tests := []struct {
		name, addr string
		want       error
	}{
		{"target", "10.0.0.1", nil},
		{"mapped_target", "::ffff:10.0.0.1", nil},
		{"named_loopback", "127.0.0.1", nil},
		{"target_in_its_zone", "fe80::1%eth0", nil},
		{"own_network", "100.64.0.1", nil},
		{"excluded", "10.0.0.9", ErrExcluded},
		{"mapped_excluded", "::ffff:10.0.0.9", ErrExcluded},
		{"excluded_6", "fd00::9", ErrExcluded},
		{"network_address", "10.0.0.0", ErrNotTarget},
		{"other_private", "10.0.1.1", ErrNotTarget},
		{"other_own", "100.64.0.9", ErrNotTarget},
		{"other_loopback", "127.0.0.2", ErrLoopback},
		{"loopback_6", "::1", ErrLoopback},
		{"mapped_loopback", "::ffff:127.0.0.2", ErrLoopback},
		{"other_zone", "fe80::1%eth1", ErrNotTarget},
		{"zone_elsewhere", "fd00::1%eth0", ErrZone},
		{"zone_on_public", "2001:db8::1%eth0", ErrZone},
		{"public", "8.8.8.8", ErrPublic},
		{"public_6", "2001:4860::1", ErrPublic},
		{"six_to_four", "2002:a00:1::1", ErrPublic},
		{"reserved", "240.0.0.1", ErrPublic},
		{"unspecified", "0.0.0.0", ErrNever},
		{"this_network", "0.1.2.3", ErrNever},
		{"unspecified_6", "::", ErrNever},
		{"compatible", "::10.0.0.1", ErrNever},
		{"multicast", "224.0.0.1", ErrNever},
		{"multicast_6", "ff02::1%eth0", ErrZone},
		{"multicast_6_without_zone", "ff02::1", ErrNever},
		{"broadcast", "255.255.255.255", ErrNever},
		{"metadata", "169.254.169.254", ErrNever},
		{"mapped_metadata", "::ffff:169.254.169.254", ErrNever},
		{"metadata_6", "fd00:ec2::254", ErrNever},
		{"metadata_behind_nat64", "64:ff9b::a9fe:a9fe", ErrNever},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			addr := netip.MustParseAddr(test.addr)
			if got := p.Allow(addr); !errors.Is(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if got, want := p.Contains(addr), test.want == nil; got != want {
				t.Errorf("contains: got %v, want %v", got, want)
			}
		})
	}
	if err := p.Allow(netip.Addr{}); !errors.Is(err, ErrNever) {
		t.Errorf("no address: got %v, want %v", err, ErrNever)
	}
}

func TestScopeWithoutTargets(t *testing.T) {
	scope, err := BuildScope(t.Context(), Spec{Exclude: []string{"10.0.0.9"}, AllowPublic: true})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		addr string
		want error
	}{
		{"10.0.0.1", nil},
		{"8.8.8.8", nil},
		{"fe80::1%eth0", nil},
		{"10.0.0.9", ErrExcluded},
		{"127.0.0.1", ErrLoopback},
		{"239.255.255.250", ErrNever},
		{"169.254.169.254", ErrNever},
	}
	for _, test := range tests {
		if got := scope.Allow(netip.MustParseAddr(test.addr)); !errors.Is(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.addr, got, test.want)
		}
	}
}

// TestMappedBlockIsLeftOut checks that a wide IPv6 network does not bring in the
// IPv4-mapped addresses, which are other names of IPv4 addresses.
func TestMappedBlockIsLeftOut(t *testing.T) {
	p := mustBuild(t, Spec{Args: []string{"::fffe:0:0/95"}, AllowPublic: true, MaxHosts: 1 << 40})
	if got, want := p.Hosts(), uint64(1)<<32; got != want {
		t.Errorf("got %d addresses, want %d", got, want)
	}
}

// TestNothingEscapes builds plans of random networks and checks that each
// address that comes out is one that may be contacted, by a reading of the rules
// that shares no code with the package.
func TestNothingEscapes(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	built := 0
	for range 2000 {
		bits := random.IntN(10) + 23
		n := netip.PrefixFrom(netip.AddrFrom4([4]byte(randomOctets(random))), bits)
		public := random.IntN(2) == 0
		p, err := Build(t.Context(), Spec{Args: []string{n.String()}, AllowPublic: public, Exclude: []string{"10.0.0.0/9"}})
		if err != nil {
			continue
		}
		built++
		for a := range p.All(random.Uint64()) {
			if why := outside(a, n, public); why != "" {
				t.Fatalf("%s with public %v gives %s: %s", n, public, a, why)
			}
			if err := p.Allow(a); err != nil {
				t.Fatalf("%s gives %s, but: %v", n, a, err)
			}
		}
	}
	if built < 300 {
		t.Errorf("only %d plans could be built, want hundreds", built)
	}
}

// randomOctets prefers the neighbourhood of blocks with a meaning.
func randomOctets(random *rand.Rand) []byte {
	first := []byte{0, 9, 10, 11, 100, 126, 127, 128, 169, 172, 192, 223, 224, 239, 240, 255}
	second := []byte{0, 15, 16, 31, 32, 63, 64, 127, 128, 168, 169, 253, 254, 255}
	return []byte{first[random.IntN(len(first))], second[random.IntN(len(second))], byte(random.IntN(256)), byte(random.IntN(256))}
}

// outside says why an address may not come out of a plan of the network.
func outside(a netip.Addr, n netip.Prefix, public bool) string {
	switch {
	case !n.Contains(a):
		return "not in the network"
	case a.As4()[0] == 10 && a.As4()[1] < 128:
		return "excluded"
	case a.As4()[0] == 0, a.IsMulticast(), a == netip.MustParseAddr("255.255.255.255"), a == netip.MustParseAddr("169.254.169.254"):
		return "never contacted"
	case a.IsLoopback():
		if !netip.MustParsePrefix("127.0.0.0/8").Contains(n.Addr()) {
			return "loopback that was not named"
		}
		return ""
	case !public && !a.IsPrivate() && !a.IsLinkLocalUnicast():
		return "public"
	}
	return ""
}

func BenchmarkAllow(b *testing.B) {
	p, err := Build(b.Context(), Spec{Args: []string{"10.0.0.0/16"}, Exclude: []string{"10.0.7.0/24"}})
	if err != nil {
		b.Fatal(err)
	}
	addr := netip.MustParseAddr("10.0.3.4")
	for b.Loop() {
		if err := p.Allow(addr); err != nil {
			b.Fatal(err)
		}
	}
}
