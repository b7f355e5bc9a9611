package target

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// files is a file system of a test.
type files map[string]string

func (f files) read(name string) ([]byte, error) {
	text, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}

// names is a name server of a test.
func names(answers map[string][]string) *nameServer { return &nameServer{answers: answers} }

type nameServer struct {
	mu      sync.Mutex
	answers map[string][]string
}

func (n *nameServer) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	texts, ok := n.answers[host]
	if !ok {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	n.answers[host] = []string{"192.0.2.99"} // whoever asks again gets another answer
	var addrs []netip.Addr
	for _, text := range texts {
		addrs = append(addrs, netip.MustParseAddr(text))
	}
	return addrs, nil
}

func mustBuild(t *testing.T, spec Spec) *Plan {
	t.Helper()
	p, err := Build(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// addresses lists a plan in the order of the addresses.
func addresses(p *Plan) []string {
	list := slices.Collect(p.All(3))
	slices.SortFunc(list, netip.Addr.Compare)
	var texts []string
	for _, a := range list {
		texts = append(texts, a.String())
	}
	return texts
}

func TestBuild(t *testing.T) {
	tests := []struct {
		name string
		spec Spec
		want string
	}{
		{"network_without_edges", Spec{Args: []string{"10.0.0.0/30"}}, "10.0.0.1 10.0.0.2"},
		{"slash_31_whole", Spec{Args: []string{"10.0.0.0/31"}}, "10.0.0.0 10.0.0.1"},
		{"slash_32_whole", Spec{Args: []string{"10.0.0.0/32"}}, "10.0.0.0"},
		{"edge_when_named", Spec{Args: []string{"10.0.0.0/30", "10.0.0.3"}}, "10.0.0.1 10.0.0.2 10.0.0.3"},
		{"range_whole", Spec{Args: []string{"10.0.0.0-3"}}, "10.0.0.0 10.0.0.1 10.0.0.2 10.0.0.3"},
		{"ipv6_network_whole", Spec{Args: []string{"fd00::/126"}}, "fd00:: fd00::1 fd00::2 fd00::3"},
		{"overlaps_once", Spec{Args: []string{"10.0.0.1-3", "10.0.0.2-4,10.0.0.3"}}, "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4"},
		{"exclude_wins", Spec{Args: []string{"10.0.0.1-4", "10.0.0.3"}, Exclude: []string{"10.0.0.2-3"}}, "10.0.0.1 10.0.0.4"},
		{"exclude_network_with_its_edges", Spec{Args: []string{"10.0.0.0-4"}, Exclude: []string{"10.0.0.0/30"}}, "10.0.0.4"},
		{"link_local", Spec{Args: []string{"169.254.1.1", "fe80::1%eth0"}}, "169.254.1.1 fe80::1%eth0"},
		{"mapped_is_ipv4", Spec{Args: []string{"::ffff:10.0.0.1", "10.0.0.1"}}, "10.0.0.1"},
		{"loopback_when_named", Spec{Args: []string{"127.0.0.1", "127.0.7.0/30", "::1"}}, "127.0.0.1 127.0.7.1 127.0.7.2 ::1"},
		{"own_network", Spec{Args: []string{"100.64.0.1", "198.51.100.7"}, OwnNetworks: prefixes("100.64.0.0/10", "198.51.100.0/24")}, "100.64.0.1 198.51.100.7"},
		{"public_with_leave", Spec{Args: []string{"8.8.8.8", "2001:4860::8888"}, AllowPublic: true}, "8.8.8.8 2001:4860::8888"},
		{"metadata_left_out_of_a_network", Spec{Args: []string{"169.254.169.253-255"}}, "169.254.169.253 169.254.169.255"},
		{"loopback_left_out_of_a_wider_range", Spec{Args: []string{"126.255.255.255-128.0.0.0"}, AllowPublic: true}, "126.255.255.255 128.0.0.0"},
		{"files", Spec{Args: []string{"@a.txt"}, ExcludeFiles: []string{"b.txt"}}, "10.0.0.1 10.0.0.2 10.0.0.4"},
		{"stdin", Spec{Args: []string{"-"}, Stdin: strings.NewReader("10.0.0.9\n")}, "10.0.0.9"},
		{"exclude_from_at_file", Spec{Args: []string{"@a.txt"}, Exclude: []string{"@b.txt"}}, "10.0.0.1 10.0.0.2 10.0.0.4"},
	}
	list := files{
		"a.txt": "\ufeff# cameras\r\n10.0.0.1, 10.0.0.2\t10.0.0.3 # north\r\n\r\n10.0.0.4",
		"b.txt": "10.0.0.3\n",
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.spec.ReadFile = list.read
			p := mustBuild(t, test.spec)
			if got := strings.Join(addresses(p), " "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if got, want := p.Hosts(), uint64(len(strings.Fields(test.want))); got != want {
				t.Errorf("hosts: got %d, want %d", got, want)
			}
		})
	}
}

func prefixes(texts ...string) []netip.Prefix {
	var list []netip.Prefix
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

func TestBuildMistakes(t *testing.T) {
	list := files{
		"empty.txt":    "",
		"comments.txt": "# nothing\n\n",
		"bad.txt":      "10.0.0.1\n10.0.0.0/33\n\n300.1.1.1 # typo\n",
		"binary.txt":   "10.0.0.1\n\x00\x01",
		"utf16.txt":    "\xff\xfe1\x000\x00",
		"long.txt":     "10.0.0.1\n" + strings.Repeat("a", 5000),
		"nested.txt":   "@a.txt",
		"sites.csv":    "subnet,site\n10.0.0.0/40,School\n",
	}
	tests := []struct {
		name string
		spec Spec
		want string // the whole error
	}{
		{"nothing", Spec{}, "no target: name a network, a range, an address, a host name, @file or -, as in 10.0.0.0/24"},
		{"empty_argument", Spec{Args: []string{" "}}, `target "": empty: write an address, a range, a network or a host name`},
		{"prefix", Spec{Args: []string{"10.0.0.0/33"}}, `target "10.0.0.0/33": an IPv4 prefix has 0 to 32 bits, not 33: write /32 for one address, or a smaller number for a network`},
		{"octet", Spec{Args: []string{"300.1.1.1"}}, `target "300.1.1.1": 300 is over 255: each number of an IPv4 address is 0 to 255`},
		{"file_missing", Spec{Args: []string{"@none.txt"}}, "none.txt: no such file: check the name"},
		{"file_name_missing", Spec{Args: []string{"@"}}, `target "@": the file name is missing: write it as in @cameras.txt`},
		{"file_empty", Spec{Args: []string{"@empty.txt"}}, "empty.txt:1: no address in it: write one a line, or leave the list out"},
		{"file_of_comments", Spec{Args: []string{"@comments.txt"}}, "comments.txt:1: no address in it: write one a line, or leave the list out"},
		{"exclude_file_empty", Spec{Args: []string{"10.0.0.1"}, ExcludeFiles: []string{"empty.txt"}}, "empty.txt:1: no address in it: write one a line, or leave the list out"},
		{"file_with_mistakes", Spec{Args: []string{"@bad.txt"}}, `bad.txt:2: "10.0.0.0/33": an IPv4 prefix has 0 to 32 bits, not 33: write /32 for one address, or a smaller number for a network` + "\n" +
			`bad.txt:4: "300.1.1.1": 300 is over 255: each number of an IPv4 address is 0 to 255`},
		{"binary", Spec{Args: []string{"@binary.txt"}}, "binary.txt:2: not a text file (NUL byte): give a list of addresses, one a line"},
		{"utf_16", Spec{Args: []string{"@utf16.txt"}}, "utf16.txt:1: UTF-16 text: save the file as UTF-8"},
		{"long_line", Spec{Args: []string{"@long.txt"}}, "long.txt:2: longer than 4096 bytes: write one target a line"},
		{"list_in_list", Spec{Args: []string{"@nested.txt"}}, `nested.txt:1: "@a.txt": a list cannot name another list: give it on the command line`},
		{"stdin_mistake", Spec{Args: []string{"-"}, Stdin: strings.NewReader("\nx y!\n")}, "stdin:2: \"x\": no such host name: check the spelling, or give the address\n" + `stdin:2: "y!": no target: '!' stands in no address and no host name`},
		{"no_stdin", Spec{Args: []string{"-"}}, `target "-": a list cannot name another list: give it on the command line`},
		{"public", Spec{Args: []string{"8.8.8.0/22"}}, `target "8.8.8.0/22": public: if you may scan it, add --allow-public and --authorized-by TEXT; if it is your own, list its network in own_networks`},
		{"partly_public", Spec{Args: []string{"172.16.0.0/11"}}, `target "172.16.0.0/11": its part 172.0.0.0/12 is public: if you may scan it, add --allow-public and --authorized-by TEXT; if it is your own, list its network in own_networks`},
		{"shared_space", Spec{Args: []string{"100.64.0.1"}}, `target "100.64.0.1": public: if you may scan it, add --allow-public and --authorized-by TEXT; if it is your own, list its network in own_networks`},
		{"multicast", Spec{Args: []string{"239.255.255.250"}, AllowPublic: true}, `target "239.255.255.250": a multicast address, which is never contacted: remove it`},
		{"broadcast", Spec{Args: []string{"255.255.255.255"}, AllowPublic: true}, `target "255.255.255.255": the broadcast address, which is never contacted: remove it`},
		{"unspecified", Spec{Args: []string{"::"}, AllowPublic: true}, `target "::": the unspecified address, which is never contacted: remove it`},
		{"metadata", Spec{Args: []string{"169.254.169.254"}, AllowPublic: true}, `target "169.254.169.254": a cloud metadata service, which is never contacted: remove it`},
		{"metadata_6", Spec{Args: []string{"fd00:ec2::254"}, OwnNetworks: prefixes("fd00:ec2::/32")}, `target "fd00:ec2::254": a cloud metadata service, which is never contacted: remove it`},
		{"too_many", Spec{Args: []string{"10.0.0.0/8"}}, "16777214 addresses are more than 65536: check the targets, or allow that many with --max-hosts 16777214"},
		{"far_too_many", Spec{Args: []string{"fd00::/48"}, MaxHosts: 1 << 62}, "more addresses than any scan can try: name smaller networks; devices on an IPv6 link are found with discover"},
		{"all_excluded", Spec{Args: []string{"10.0.0.1"}, Exclude: []string{"10.0.0.0/8"}}, "no address is left, the excludes hold every target: check --exclude and --exclude-file"},
		{"bad_exclude", Spec{Args: []string{"10.0.0.1"}, Exclude: []string{"10.0.0.300"}}, `exclude "10.0.0.300": 300 is over 255: each number of an IPv4 address is 0 to 255`},
		{"unknown_name", Spec{Args: []string{"cam.example"}}, `target "cam.example": no such host name: check the spelling, or give the address`},
		{"unknown_excluded_name", Spec{Args: []string{"10.0.0.1"}, Exclude: []string{"nvr.example"}}, `exclude "nvr.example": no such host name: check the spelling, or give the address`},
		{"name_in_public", Spec{Args: []string{"www.example"}}, `target "www.example": no address of this name is in scope: 93.184.216.34: public: if you may scan it, add --allow-public and --authorized-by TEXT; if it is your own, list its network in own_networks`},
		{"name_to_loopback", Spec{Args: []string{"trap.example"}}, `target "trap.example": no address of this name is in scope: 127.0.0.1: loopback, which is contacted only when a target names the address itself`},
		{"sites", Spec{Args: []string{"10.0.0.1"}, SitesFile: "sites.csv"}, `sites.csv:2: subnet "10.0.0.0/40": an IPv4 prefix has 0 to 32 bits, not 40: write /32 for one address, or a smaller number for a network`},
		{"control_characters", Spec{Args: []string{"10.0.0.1\x1b[2J"}}, `target "10.0.0.1\x1b[2J": no target: '\x1b' stands in no address and no host name`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.spec.ReadFile = list.read
			test.spec.Resolver = names(map[string][]string{"www.example": {"93.184.216.34"}, "trap.example": {"127.0.0.1"}})
			_, err := Build(t.Context(), test.spec)
			if err == nil || sorted(err.Error()) != sorted(test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// sorted makes the order of lines not matter.
func sorted(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestBuildReportsTenMistakes(t *testing.T) {
	_, err := Build(t.Context(), Spec{Args: []string{"-"}, Stdin: strings.NewReader(strings.Repeat("10.0.0.0/33\n", 25))})
	if err == nil {
		t.Fatal("got nil, want an error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 11 || lines[10] != "and 15 more mistakes like these" {
		t.Errorf("got %d lines, the last is %q, want 11 lines and the number of the others", len(lines), lines[len(lines)-1])
	}
}

func TestNames(t *testing.T) {
	resolver := names(map[string][]string{
		"nvr.example": {"10.0.0.7", "::ffff:10.0.0.8", "93.184.216.34", "10.0.0.7"},
		"cam.example": {"10.0.0.7"},
		"localhost":   {"127.0.0.1"},
	})
	p := mustBuild(t, Spec{Args: []string{"nvr.example", "cam.example", "localhost", "NVR.example."}, Resolver: resolver})
	if got, want := strings.Join(addresses(p), " "), "10.0.0.7 10.0.0.8 127.0.0.1"; got != want {
		t.Errorf("addresses: got %s, want %s", got, want)
	}
	for addr, want := range map[string]string{"10.0.0.7": "nvr.example", "10.0.0.8": "nvr.example", "127.0.0.1": "localhost", "10.0.0.9": ""} {
		if got := p.Name(netip.MustParseAddr(addr)); got != want {
			t.Errorf("name of %s: got %q, want %q", addr, got, want)
		}
	}
}

// TestNameIsPinned checks that a name among the targets and the excludes has
// the same addresses in both: the name server of the test changes its answer.
func TestNameIsPinned(t *testing.T) {
	resolver := names(map[string][]string{"nvr.example": {"10.0.0.7"}})
	p := mustBuild(t, Spec{Args: []string{"nvr.example", "10.0.0.1"}, Exclude: []string{"nvr.example"}, Resolver: resolver})
	if got := strings.Join(addresses(p), " "); got != "10.0.0.1" {
		t.Errorf("got %s, want 10.0.0.1", got)
	}
}

func TestNamesWithoutResolver(t *testing.T) {
	_, err := Build(t.Context(), Spec{Args: []string{"nvr.example"}})
	if err == nil || !strings.Contains(err.Error(), "names are not looked up here") {
		t.Errorf("got %v, want that names are not looked up", err)
	}
}

func TestBuildIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Build(ctx, Spec{Args: []string{"nvr.example"}, Resolver: names(nil)})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestPlanRemembersWhatWasWritten(t *testing.T) {
	list := files{"a.txt": "10.0.0.1", "b.txt": "10.0.0.2"}
	p := mustBuild(t, Spec{Args: []string{"@a.txt", " 10.0.0.0/29"}, Exclude: []string{"10.0.0.3"}, ExcludeFiles: []string{"b.txt"}, ReadFile: list.read})
	if got, want := fmt.Sprint(p.Targets(), p.Excluded()), "[@a.txt 10.0.0.0/29] [10.0.0.3 @b.txt]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := []string{"network and broadcast addresses of IPv4 networks left out: 2"}
	if got := p.Notes(); !slices.Equal(got, want) {
		t.Errorf("notes: got %q, want %q", got, want)
	}
}

func TestNotesOfWhatIsNeverContacted(t *testing.T) {
	p := mustBuild(t, Spec{Args: []string{"169.254.169.250-169.254.169.255", "fe80::1"}})
	got := strings.Join(p.Notes(), "; ")
	if !strings.Contains(got, "never contacted (multicast, loopback, cloud metadata and the like): 1") || !strings.Contains(got, "fe80::1%eth0") {
		t.Errorf("got %q, want one address never contacted and a word on the interface", got)
	}
}

// TestBigPlanIsQuick holds the promise that no list is expanded.
func TestBigPlanIsQuick(t *testing.T) {
	began := time.Now()
	allocated := testing.AllocsPerRun(1, func() {
		p := mustBuild(t, Spec{Args: []string{"10.0.0.0/8"}, MaxHosts: 20_000_000})
		if got := p.Hosts(); got != 16_777_214 {
			t.Errorf("hosts: got %d, want 16777214", got)
		}
		if got := p.Subnets().Len(); got != 256 {
			t.Errorf("subnets: got %d, want 256", got)
		}
	})
	if took := time.Since(began); took > time.Second {
		t.Errorf("took %v twice, want less than a second", took)
	}
	if allocated > 10_000 {
		t.Errorf("got %.0f allocations, want fewer than 10,000", allocated)
	}
}

func BenchmarkBuildSlash8(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		p, err := Build(b.Context(), Spec{Args: []string{"10.0.0.0/8"}, MaxHosts: 20_000_000})
		if err != nil {
			b.Fatal(err)
		}
		p.Subnets()
	}
}

func BenchmarkAll(b *testing.B) {
	p, err := Build(b.Context(), Spec{Args: []string{"10.0.0.0/8"}, MaxHosts: 20_000_000, Exclude: []string{"10.7.0.0/16", "10.9.9.9"}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for n := 0; n < b.N; {
		for range p.All(1) {
			if n++; n >= b.N {
				break
			}
		}
	}
}
