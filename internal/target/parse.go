package target

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// parsed is what one word names: a span, or a host name that is still to be
// resolved.
type parsed struct {
	span
	network netip.Prefix // valid when the word is a CIDR
	host    string       // a host name; span is empty then
}

// parse reads a CIDR, a range (10.0.0.1-10.0.0.50, 10.0.0.1-50), an address or
// a host name.
func parse(word string) (parsed, error) {
	if err := misplaced(word); err != nil {
		return parsed{}, err
	}
	if address, length, ok := strings.Cut(word, "/"); ok {
		return parseNetwork(address, length)
	}
	if first, last, ok := cutRange(word); ok {
		return parseRange(first, last)
	}
	if !looksLikeAddress(word) {
		host := strings.ToLower(strings.TrimSuffix(word, "."))
		return parsed{host: host}, checkName(host)
	}
	a, err := parseAddr(word)
	if err != nil {
		return parsed{}, err
	}
	return parsed{span: spanOf(a, a)}, nil
}

func parseNetwork(address, length string) (parsed, error) {
	if !looksLikeAddress(address) {
		return parsed{}, errors.New("a network is an address and a length, as in 10.0.0.0/24; leave out the slash behind a host name")
	}
	a, err := netip.ParseAddr(address)
	if err != nil {
		return parsed{}, explainAddr(address)
	}
	if a.Zone() != "" {
		return parsed{}, errors.New("a network has no zone: write a single address, as in fe80::1%eth0, or leave out the zone")
	}
	bits, err := parseLength(a, length)
	if err != nil {
		return parsed{}, err
	}
	p := unmapPrefix(netip.PrefixFrom(a, bits)).Masked()
	return parsed{span: prefixSpan(p), network: p}, nil
}

func parseLength(a netip.Addr, length string) (int, error) {
	family := "IPv4"
	if a.Is6() {
		family = "IPv6"
	}
	bits, err := strconv.Atoi(length)
	switch {
	case err != nil || strconv.Itoa(bits) != length:
		return 0, explainLength(a, length)
	case bits < 0 || bits > a.BitLen():
		return 0, fmt.Errorf("an %s prefix has 0 to %d bits, not %d: write /%d for one address, or a smaller number for a network", family, a.BitLen(), bits, a.BitLen())
	}
	return bits, nil
}

// unmapPrefix is the IPv4 network inside an IPv4-mapped one.
func unmapPrefix(p netip.Prefix) netip.Prefix {
	if a := p.Addr(); a.Is4In6() && p.Bits() >= 96 {
		return netip.PrefixFrom(a.Unmap(), p.Bits()-96)
	}
	return p
}

// cutRange parts a range at its dash. Host names and the zones of addresses have
// dashes too.
func cutRange(word string) (first, last string, ok bool) {
	if isAddr(word) {
		return "", "", false
	}
	for i, r := range word {
		if r == '-' && isAddr(word[:i]) && isAddr(word[i+1:]) {
			return word[:i], word[i+1:], true
		}
	}
	first, last, ok = strings.Cut(word, "-")
	whole := strings.Count(first, ".") == 3 || strings.Contains(first, ":")
	ok = ok && whole && (isAddr(first) || looksLikeAddress(first) && looksLikeAddress(last))
	return first, last, ok
}

func isAddr(text string) bool {
	_, err := parseAddr(text)
	return err == nil
}

func parseRange(first, last string) (parsed, error) {
	a, err := parseAddr(first)
	if err != nil {
		return parsed{}, err
	}
	b, err := parseRangeEnd(a, last)
	if err != nil {
		return parsed{}, err
	}
	switch {
	case a.Is4() != b.Is4():
		return parsed{}, errors.New("a range has both ends in IPv4 or both in IPv6: write two ranges")
	case a.Zone() != b.Zone():
		return parsed{}, errors.New("both ends of a range have the same zone: write it behind both addresses")
	case b.Less(a):
		return parsed{}, fmt.Errorf("the range ends before it begins: did you mean %s-%s?", b, a)
	}
	return parsed{span: spanOf(a, b)}, nil
}

// parseRangeEnd reads a whole address, or the last number of an IPv4 address
// that otherwise is as a.
func parseRangeEnd(a netip.Addr, last string) (netip.Addr, error) {
	if strings.ContainsAny(last, ".:") {
		return parseAddr(last)
	}
	if !a.Is4() {
		return netip.Addr{}, errors.New("write both ends of an IPv6 range whole, as in 2001:db8::1-2001:db8::ff")
	}
	n, err := strconv.Atoi(last)
	switch {
	case err != nil || n < 0 || strconv.Itoa(n) != last:
		return netip.Addr{}, fmt.Errorf("the end of the range, %s, is no number and no address: write it as in 10.0.0.1-50", quote(last))
	case n > 255:
		return netip.Addr{}, fmt.Errorf("%d is over 255: write the end of the range as a whole address, as in 10.0.0.1-10.0.1.44", n)
	}
	b := a.As4()
	b[3] = byte(n)
	return netip.AddrFrom4(b), nil
}

// parseAddr reads one address and unmaps it; a zone is kept where it belongs.
func parseAddr(text string) (netip.Addr, error) {
	a, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Addr{}, explainAddr(text)
	}
	if zone := a.Zone(); zone != "" {
		if !a.IsLinkLocalUnicast() {
			return netip.Addr{}, fmt.Errorf("a zone belongs to link-local addresses (fe80::) only: write %s", a.WithZone("").Unmap())
		}
		if !validZone(zone) {
			return netip.Addr{}, errors.New("the zone behind % is no interface name: write it as in fe80::1%eth0")
		}
	}
	return a.Unmap(), nil
}

func validZone(zone string) bool {
	const most = 64
	return len(zone) <= most && !strings.ContainsFunc(zone, func(r rune) bool {
		return !isAlphanumeric(r) && !strings.ContainsRune("._-", r)
	})
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isAlphanumeric(r rune) bool {
	return isDigit(r) || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// looksLikeAddress reports whether the text is meant as an address: it has a
// colon, or what stands behind its last dot is a number or a range of numbers. No host name ends in a
// number (RFC 3696, section 2), and some resolvers read 0x7f.1 as an address.
func looksLikeAddress(text string) bool {
	if strings.Contains(text, ":") {
		return true
	}
	last := strings.TrimSuffix(text, ".")
	if i := strings.LastIndexByte(last, '.'); i >= 0 {
		last = last[i+1:]
	}
	if last == "" || last == "*" {
		return true
	}
	if hex, found := strings.CutPrefix(strings.ToLower(last), "0x"); found {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789-") == ""
}
