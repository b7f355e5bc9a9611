package target

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

func TestSubnets(t *testing.T) {
	list := files{"sites.csv": "subnet,site\n10.0.0.0/25,North\n10.0.0.128/25,South\n"}
	tests := []struct {
		name string
		spec Spec
		want string
	}{
		{"small_network", Spec{Args: []string{"10.0.0.0/26"}}, "10.0.0.0/26 62"},
		{"slash_24", Spec{Args: []string{"10.0.0.0/24"}}, "10.0.0.0/24 254"},
		{"split_into_24", Spec{Args: []string{"10.0.0.0/22"}}, "10.0.0.0/24 255, 10.0.1.0/24 256, 10.0.2.0/24 256, 10.0.3.0/24 255"},
		{"neighbours_stay_apart", Spec{Args: []string{"10.0.0.0/25", "10.0.0.128/25"}}, "10.0.0.0/25 126, 10.0.0.128/25 126"},
		{"single_address", Spec{Args: []string{"10.0.0.5"}}, "10.0.0.5 1"},
		{"addresses_by_24", Spec{Args: []string{"10.0.0.5", "10.0.0.6", "10.0.1.9"}}, "10.0.0.4/30 2, 10.0.1.9 1"},
		{"excluded_half", Spec{Args: []string{"10.0.0.0/24"}, Exclude: []string{"10.0.0.128/25"}}, "10.0.0.0/25 127"},
		{"ipv6", Spec{Args: []string{"fd00::/120", "fd00:0:0:1::1", "10.0.0.1"}}, "10.0.0.1 1, fd00::/120 256, fd00:0:0:1::1 1"},
		{"zones_together", Spec{Args: []string{"fe80::1%eth0", "fe80::1%eth1", "fe80::2%eth1"}}, "fe80::/126 3"},
		{"by_site", Spec{Args: []string{"10.0.0.1-200"}, SitesFile: "sites.csv", Site: "Elsewhere", ReadFile: list.read}, "10.0.0.0/25 127 North, 10.0.0.128/25 73 South"},
		{"one_site", Spec{Args: []string{"10.0.0.1"}, Site: "School"}, "10.0.0.1 1 School"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustBuild(t, test.spec).Subnets()
			var lines []string
			for i := range s.Len() {
				l := s.Line(i)
				lines = append(lines, strings.TrimSpace(fmt.Sprint(l, " ", l.Addresses, " ", l.Site)))
			}
			if got := strings.Join(lines, ", "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestSubnetsAddUp checks, for plans that need wider blocks, that there are not
// too many lines and that each address belongs to the line that counts it.
func TestSubnetsAddUp(t *testing.T) {
	var many []string
	for i := range 300 {
		many = append(many, fmt.Sprintf("10.%d.%d.0/27", i%7, i%256))
	}
	tests := []struct {
		name string
		args []string
	}{
		{"slash_15", []string{"10.4.0.0/15"}},
		{"many_networks", many},
		{"two_families", []string{"10.4.0.0/16", "fd00::/112", "fd00:0:0:1::/120"}},
		{"range_across", []string{"10.0.0.200-10.2.3.7", "192.168.7.0/24"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := mustBuild(t, Spec{Args: test.args, MaxHosts: 1 << 20})
			s := p.Subnets()
			if s.Len() == 0 || s.Len() > MaxSubnets {
				t.Fatalf("got %d lines, want 1 to %d", s.Len(), MaxSubnets)
			}
			counted := make([]uint64, s.Len())
			for a := range p.All(1) {
				i := s.Index(a)
				if i < 0 || !s.Line(i).Prefix.Contains(a) {
					t.Fatalf("address %s: got line %d", a, i)
				}
				counted[i]++
			}
			for i, got := range counted {
				if want := s.Line(i).Addresses; got != want {
					t.Errorf("line %s: got %d addresses, want %d", s.Line(i), got, want)
				}
			}
		})
	}
}

func TestSubnetsIndexOfOthers(t *testing.T) {
	s := mustBuild(t, Spec{Args: []string{"10.0.0.0/24", "10.0.2.0/24", "fd00::1"}}).Subnets()
	for addr, want := range map[string]int{
		"10.0.0.1": 0, "::ffff:10.0.0.1": 0, "10.0.2.254": 1, "fd00::1": 2,
		"9.255.255.255": -1, "10.0.1.1": -1, "10.0.2.255": -1, "fd00::2": -1, "fcff::1": -1, "fe80::1%eth0": -1,
	} {
		if got := s.Index(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: got %d, want %d", addr, got, want)
		}
	}
	if got := s.Index(netip.Addr{}); got != -1 {
		t.Errorf("no address: got %d, want -1", got)
	}
}

func TestSubnetsOfSlash8(t *testing.T) {
	s := mustBuild(t, Spec{Args: []string{"10.0.0.0/8"}, MaxHosts: 1 << 24}).Subnets()
	var lines []string
	for i := range s.Len() {
		lines = append(lines, s.Line(i).String())
	}
	if len(lines) != 256 || !slices.Contains(lines, "10.7.0.0/16") {
		t.Errorf("got %d lines, as %v, want 256 networks of /16", len(lines), lines[:3])
	}
}
