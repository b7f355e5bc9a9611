package target

import (
	"net/netip"
	"strings"
	"testing"
)

func TestParseSites(t *testing.T) {
	tests := []struct{ name, text string }{
		{"commas", "subnet,site,address,owner,vlan\n10.0.1.0/24,North School,\"Main St 1, 1000 Town\",City,20\n10.0.1.7,Gate,,,\nfd00::/64,North School,,,\n"},
		{"semicolons", "\ufeffSubnet;Site;Address;Owner;VLAN\r\n10.0.1.0/24;North School;Main St 1, 1000 Town;City;20\r\n;;;;\r\n10.0.1.7;Gate\r\nfd00::/64;North School\r\n"},
		{"tabs", "site\tsubnet\taddress\towner\tvlan\nNorth School\t10.0.1.0/24\tMain St 1, 1000 Town\tCity\t20\nGate\t10.0.1.7\nNorth School\tfd00::/64\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := ParseSites("sites.csv", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			got, _ := s.Of(netip.MustParseAddr("10.0.1.9"))
			if want := (Place{"North School", "Main St 1, 1000 Town", "City", 20}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			for addr, want := range map[string]string{"10.0.1.7": "Gate", "::ffff:10.0.1.7": "Gate", "fd00::5": "North School", "10.0.2.1": ""} {
				if got, ok := s.Of(netip.MustParseAddr(addr)); got.Site != want || ok != (want != "") {
					t.Errorf("%s: got %q, %v, want %q", addr, got.Site, ok, want)
				}
			}
		})
	}
}

func TestParseSitesMistakes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", "s.csv:1: no header row: begin with the line subnet,site"},
		{"no_header", "10.0.0.0/24,School\n", `s.csv:1: column "10.0.0.0/24" is not known: the header row names subnet, site, address, owner, vlan`},
		{"column_missing", "subnet,owner\n10.0.0.0/24,X\n", "s.csv:1: column site is missing: begin with a header row as subnet,site"},
		{"column_twice", "subnet,site,Site\n", `s.csv:1: column "site" stands twice: remove one`},
		{"header_only", "subnet,site\n", "s.csv:2: no subnet below the header row: write one a line, as in 10.0.1.0/24,North School"},
		{"bad_subnet", "subnet,site\n10.0.0.0/24,A\n10.0.0.999,B\n", `s.csv:3: subnet "10.0.0.999": 999 is over 255: each number of an IPv4 address is 0 to 255`},
		{"subnet_missing", "subnet,site\n,A\n", "s.csv:2: the subnet is missing: write it as in 10.0.1.0/24"},
		{"subnet_is_range", "subnet,site\n10.0.0.1-9,A\n", `s.csv:2: subnet "10.0.0.1-9": a subnet is a network or an address, as in 10.0.1.0/24`},
		{"subnet_is_name", "subnet,site\nnorth,A\n", `s.csv:2: subnet "north": a subnet is a network or an address, as in 10.0.1.0/24`},
		{"site_missing", "subnet,site\n10.0.0.0/24,\n", "s.csv:2: the site is missing: write the name of the place"},
		{"subnet_twice", "subnet,site\n10.0.0.0/24,A\n10.0.0.1/24,B\n", `s.csv:3: subnet 10.0.0.0/24 is already at "A": keep one of the two lines`},
		{"vlan", "subnet,site,vlan\n10.0.0.0/24,A,5000\n", `s.csv:2: vlan "5000": a VLAN is a number from 1 to 4094`},
		{"too_many_columns", "subnet,site\n10.0.0.0/24,A,Main St\n", "s.csv:2: 3 columns, the header row has 2: put text with a comma in quotation marks"},
		{"open_quotation", "subnet,site\n10.0.0.0/24,\"A\n", `s.csv:2: extraneous or missing " in quoted-field: check the quotation marks`},
		{"line_break_in_site", "subnet,site\n10.0.0.0/24,\"A\nB\"\n", `s.csv:2: "A\nB" has a line break or another control character: remove it`},
		{"latin_1", "subnet,site\n10.0.0.0/24,\xc5rhus\n", "s.csv:1: not UTF-8: save the file as CSV UTF-8"},
		{"binary", "PK\x03\x04\x00\x00", "s.csv:1: not a text file (NUL byte): give a list of addresses, one a line"},
		{"long", "subnet,site\n10.0.0.0/24," + strings.Repeat("x", 300) + "\n", "s.csv:2: \"" + strings.Repeat("x", 80) + `..." is longer than 200 characters: shorten it`},
		{"two_mistakes", "subnet,site\nx y,A\n10.0.0.0/24,\n", "s.csv:2: subnet \"x y\": no target: ' ' stands in no address and no host name\ns.csv:3: the site is missing: write the name of the place"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseSites("s.csv", []byte(test.text))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestPlanSite(t *testing.T) {
	list := files{"sites.csv": "subnet,site,vlan\n10.0.1.0/24,North,7\n"}
	p := mustBuild(t, Spec{Args: []string{"10.0.0.0/23"}, SitesFile: "sites.csv", Site: "Elsewhere", ReadFile: list.read})
	for addr, want := range map[string]string{"10.0.1.5": "North", "10.0.0.5": "Elsewhere"} {
		if got := p.Site(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: got %q, want %q", addr, got, want)
		}
	}
	if got, _ := p.Place(netip.MustParseAddr("10.0.1.5")); got.VLAN != 7 {
		t.Errorf("vlan: got %d, want 7", got.VLAN)
	}
}

func TestNilSitesKnowNoPlace(t *testing.T) {
	var s *Sites
	if _, ok := s.Of(netip.MustParseAddr("10.0.0.1")); ok {
		t.Error("got a place, want none")
	}
}
