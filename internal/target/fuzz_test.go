package target

import (
	"net/netip"
	"strings"
	"testing"
	"unicode"

	"camorigin/internal/model"
)

// oneLine checks that an error can be printed as it is.
func oneLine(t *testing.T, err error) {
	t.Helper()
	if text := err.Error(); text == "" || strings.ContainsFunc(text, unicode.IsControl) || len(text) > 2000 {
		t.Errorf("error is not one clean line: %q", text)
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, word := range []string{
		"10.0.0.0/24", "10.0.0.1-50", "10.0.0.1-10.0.0.9", "fd00::/64", "fe80::1%eth0", "fe80::1%br-lan-fe80::9%br-lan",
		"::ffff:10.0.0.0/104", "cam-1.example", "10.0.0.0/33", "300.1.1.1", "10.0.*", "[::1]:80", "http://x/", "0x7f.1", "1-2-3", "%", "a%b", "::%-",
	} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		p, err := parse(word)
		if err != nil {
			oneLine(t, source{name: "target"}.fault(word, err))
			return
		}
		if p.host != "" {
			if strings.ContainsAny(p.host, " /@:%") || strings.ToLower(p.host) != p.host {
				t.Errorf("%q gives the host name %q", word, p.host)
			}
			return
		}
		first, last := p.addr(p.first), p.addr(p.last)
		if last.Less(first) || first.Is4In6() && !p.network.IsValid() || first.Zone() != "" && !first.IsLinkLocalUnicast() {
			t.Errorf("%q gives %v to %v", word, first, last)
		}
		again, err := parse(p.String())
		if err != nil || again.span != p.span {
			t.Errorf("%q gives %v, which reads as %v, %v", word, p.span, again.span, err)
		}
	})
}

func FuzzParsePorts(f *testing.F) {
	for _, list := range []string{"80:web,18554:rtsp", "1-65535", "80-", ":web", "0554", "9100", "23", "8O", "80;81 82"} {
		f.Add(list)
	}
	f.Fuzz(func(t *testing.T, list string) {
		ports, err := ParsePorts(list)
		if err != nil {
			oneLine(t, err)
			return
		}
		seen := map[uint16]bool{}
		for _, p := range ports {
			if p.Port == 0 || seen[p.Port] || classOf(p.Port) != "" || !knownRole(p.Role) {
				t.Errorf("%q gives %v", list, p)
			}
			seen[p.Port] = true
		}
		if len(ports) == 0 || len(ports) > maxPorts || len(GatePorts(ports)) == 0 {
			t.Errorf("%q gives %d ports and %d to begin with", list, len(ports), len(GatePorts(ports)))
		}
	})
}

func knownRole(role model.Role) bool {
	for _, r := range model.Roles() {
		if r == role {
			return true
		}
	}
	return false
}

func FuzzSites(f *testing.F) {
	for _, text := range []string{
		"subnet,site\n10.0.0.0/24,A\n", "subnet;site;vlan\nfd00::/64;B;7\n", "subnet\tsite\n10.0.0.1\tC\n", "\"", "subnet,site\n\"a\nb\",c", "\ufeffsubnet,site\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ParseSites("sites.csv", data)
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if !strings.HasPrefix(line, "sites.csv:") && !strings.HasPrefix(line, "and ") {
					t.Errorf("%q does not say where", line)
				}
			}
			return
		}
		for _, n := range s.networks() {
			if place, ok := s.Of(n.Addr()); !ok || place.Site == "" {
				t.Errorf("%v has no place", n)
			}
		}
	})
}

func FuzzExcludeFile(f *testing.F) {
	for _, text := range []string{"10.0.0.1\n", "10.0.0.0/25 # half\r\n10.0.0.200-210, 10.0.0.9\n", "\ufefffd00::/64", "\x00", "10.0.0.0/33", "::/0\n0.0.0.0/0"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Build(t.Context(), Spec{
			Args:         []string{"10.0.0.0/24", "fd00::1-fd00::9"},
			ExcludeFiles: []string{"not.txt"},
			ReadFile:     func(string) ([]byte, error) { return data, nil },
		})
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if strings.ContainsFunc(line, unicode.IsControl) {
					t.Errorf("%q is not clean", line)
				}
			}
			return
		}
		var n uint64
		for a := range p.All(1) {
			n++
			if p.scope.excluded.contains(a) || p.Allow(a) != nil || !a.IsPrivate() {
				t.Errorf("%v comes out although it is excluded or out of scope", a)
			}
		}
		if n != p.Hosts() || n > 263 {
			t.Errorf("got %d addresses, want %d and at most 263", n, p.Hosts())
		}
	})
}

func FuzzAllow(f *testing.F) {
	for _, text := range []string{"10.0.0.1", "8.8.8.8", "::ffff:127.0.0.1", "fe80::1%eth0", "ff02::1"} {
		f.Add(netip.MustParseAddr(text).AsSlice())
	}
	scope := NewScope(nil, true)
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, ok := netip.AddrFromSlice(raw)
		if !ok || scope.Allow(a) != nil {
			return
		}
		if a = a.Unmap(); a.IsMulticast() || a.IsLoopback() || a.IsUnspecified() || a.Is4() && a.As4() == [4]byte{255, 255, 255, 255} {
			t.Errorf("%v is allowed", a)
		}
	})
}
