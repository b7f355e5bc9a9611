package target

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
)

func spansOf(t *testing.T, words ...string) []span {
	t.Helper()
	var spans []span
	for _, w := range words {
		p, err := parse(w)
		if err != nil {
			t.Fatalf("parse %q: %v", w, err)
		}
		spans = append(spans, p.span)
	}
	return spans
}

func texted(s set) []string {
	var out []string
	for _, t := range s {
		out = append(out, t.String())
	}
	return out
}

func TestSetJoinsAndCuts(t *testing.T) {
	tests := []struct {
		name string
		in   []string
		cut  []string
		want []string
	}{
		{"duplicates_once", []string{"10.0.0.1", "10.0.0.1"}, nil, []string{"10.0.0.1"}},
		{"adjacent_joined", []string{"10.0.0.128/25", "10.0.0.0/25"}, nil, []string{"10.0.0.0/24"}},
		{"nested_once", []string{"10.0.0.0/24", "10.0.0.7-9"}, nil, []string{"10.0.0.0/24"}},
		{"families_apart", []string{"::ffff:10.0.0.1", "fd00::1"}, nil, []string{"10.0.0.1", "fd00::1"}},
		{"hole", []string{"10.0.0.1-10"}, []string{"10.0.0.4-6"}, []string{"10.0.0.1-10.0.0.3", "10.0.0.7-10.0.0.10"}},
		{"one_cut_over_two_spans", []string{"10.0.0.1-5", "10.0.0.9-12"}, []string{"10.0.0.4-10"}, []string{"10.0.0.1-10.0.0.3", "10.0.0.11-10.0.0.12"}},
		{"all_cut", []string{"10.0.0.1-5"}, []string{"10.0.0.0/8"}, nil},
		{"whole_of_ipv4", []string{"0.0.0.0/0"}, []string{"255.255.255.255"}, []string{"0.0.0.0-255.255.255.254"}},
		{"whole_of_ipv6", []string{"::/0"}, []string{"::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}, []string{"::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"}},
		{"zone_cut_by_all_links", []string{"fe80::1%eth0", "fe80::2%eth0"}, []string{"fe80::1"}, []string{"fe80::2%eth0"}},
		{"zone_cut_by_its_own", []string{"fe80::1%eth0", "fe80::1%eth1"}, []string{"fe80::1%eth1"}, []string{"fe80::1%eth0"}},
		{"zone_does_not_cut_all_links", []string{"fe80::1"}, []string{"fe80::1%eth1"}, []string{"fe80::1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := texted(newSet(spansOf(t, test.in...)).without(newSet(spansOf(t, test.cut...))))
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestSetAgainstList compares set arithmetic with that of a plain list of
// addresses, in both families and around the middle of an IPv6 number.
func TestSetAgainstList(t *testing.T) {
	bases := []netip.Addr{netip.MustParseAddr("10.0.0.0"), netip.MustParseAddr("fd00::ffff:ffff:ffff:fff0")}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 1500 {
		base := bases[round%2]
		where, zero := spaceOf(base), numberOf(base)
		pick := func() ([]span, [64]bool) {
			var spans []span
			var has [64]bool
			for range random.IntN(8) {
				a, n := random.IntN(60), random.IntN(4)
				spans = append(spans, span{where, zero.plus(uint64(a)), zero.plus(uint64(a + n))})
				for i := a; i <= a+n; i++ {
					has[i] = true
				}
			}
			return spans, has
		}
		spans, has := pick()
		cutSpans, cut := pick()
		got := newSet(spans).without(newSet(cutSpans))
		var size uint64
		for i := range 64 {
			want := has[i] && !cut[i]
			if want {
				size++
			}
			if a := where.addr(zero.plus(uint64(i))); got.contains(a) != want {
				t.Fatalf("round %d: contains %v: got %v, want %v", round, a, !want, want)
			}
		}
		if got.size() != size {
			t.Fatalf("round %d: size: got %d, want %d", round, got.size(), size)
		}
		for i := 1; i < len(got); i++ {
			if !got[i-1].last.next().less(got[i].first) {
				t.Fatalf("round %d: spans %v and %v touch", round, got[i-1], got[i])
			}
		}
	}
}

func TestSetSizeSaturates(t *testing.T) {
	for _, word := range []string{"fd00::/64", "fd00::/63", "::/0"} {
		if got := newSet(spansOf(t, word)).size(); got != saturated {
			t.Errorf("%s: got %d, want saturated", word, got)
		}
	}
	if got, want := newSet(spansOf(t, "fd00::/65")).size(), uint64(1)<<63; got != want {
		t.Errorf("fd00::/65: got %d, want %d", got, want)
	}
}

func TestCover(t *testing.T) {
	tests := []struct{ name, word, want string }{
		{"single", "10.0.0.5", "10.0.0.5/32"},
		{"without_edges", "10.0.0.1-254", "10.0.0.0/24"},
		{"across_a_boundary", "10.0.0.255-10.0.1.0", "10.0.0.0/23"},
		{"all", "0.0.0.0-255.255.255.255", "0.0.0.0/0"},
		{"high_half", "fd00::-fd00:0:0:1::", "fd00::/63"},
		{"zone_dropped", "fe80::1%eth0-fe80::2%eth0", "fe80::/126"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := spansOf(t, test.word)[0].cover().String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
