package target

import (
	"errors"
	"fmt"
	"math/bits"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// misplaced recognises words that are something else than a target.
func misplaced(word string) error {
	switch {
	case word == "":
		return errors.New("empty: write an address, a range, a network or a host name")
	case strings.HasPrefix(word, "@"), word == "-":
		return errors.New("a list cannot name another list: give it on the command line")
	case strings.Contains(word, "://"):
		return urlHint(word)
	case strings.HasPrefix(word, "["):
		return fmt.Errorf("a target has no brackets and no port: write %s, and ports as --ports", quote(bracketed(word)))
	case strings.HasPrefix(word, "-"):
		return errors.New("no target and no known flag: targets are addresses, ranges, networks, host names, @file or -")
	}
	if host, port, ok := strings.Cut(word, ":"); ok && isNumber(port) && !strings.Contains(port, ":") {
		return fmt.Errorf("a target has no port: write %s, and the port as --ports %.5s", quote(host), port)
	}
	return nil
}

func urlHint(word string) error {
	if u, err := url.Parse(word); err == nil && u.Hostname() != "" {
		return fmt.Errorf("a target is no URL: write %s", quote(u.Hostname()))
	}
	return errors.New("a target is no URL: write the address or host name only")
}

func bracketed(word string) string {
	inside, _, _ := strings.Cut(strings.TrimPrefix(word, "["), "]")
	return inside
}

// explainAddr says what is wrong with an address that cannot be read.
func explainAddr(text string) error {
	if strings.Contains(text, ":") {
		return explainAddr6(text)
	}
	labels := strings.Split(text, ".")
	for _, label := range labels {
		if err := explainOctet(text, label); err != nil {
			return err
		}
	}
	if len(labels) != 4 {
		return fmt.Errorf("an IPv4 address has four numbers, this has %d: write it as in 10.0.0.1", len(labels))
	}
	return errors.New("not an IPv4 address: write it as in 10.0.0.1")
}

// explainOctet says what is wrong with one number of an IPv4 address.
func explainOctet(address, label string) error {
	n, err := strconv.Atoi(label)
	switch {
	case label == "":
		return errors.New("a number is missing between the dots: an IPv4 address is as 10.0.0.1")
	case label == "*":
		return wildcardHint(address)
	case strings.Contains(label, "-"):
		return errors.New("only the last number can be a range: write 10.0.0.1-50, 10.0.0.1-10.0.9.255 or a network such as 10.0.0.0/16")
	case err != nil:
		return fmt.Errorf("%s is no number from 0 to 255: write the address as in 10.0.0.1", quote(label))
	case n < 0 || n > 255:
		return fmt.Errorf("%d is over 255: each number of an IPv4 address is 0 to 255", n)
	case strconv.Itoa(n) != label:
		return fmt.Errorf("%s has a leading zero, which some programs read as octal: write %d", quote(label), n)
	}
	return nil
}

// wildcardHint turns 10.0.* into the network that is meant.
func wildcardHint(address string) error {
	known, stars, _ := strings.Cut(address, "*")
	given := strings.Count(known, ".")
	network := known + strings.Repeat("0.", max(0, 4-given))
	prefix, err := netip.ParsePrefix(strings.TrimSuffix(network, ".") + "/" + strconv.Itoa(8*given))
	if err != nil || strings.Trim(stars, ".*") != "" {
		return errors.New("a star is not understood: write a network, as in 10.0.0.0/24")
	}
	return fmt.Errorf("a star is not understood: did you mean %s?", prefix)
}

func explainAddr6(text string) error {
	switch {
	case strings.Count(text, "::") > 1:
		return errors.New("an IPv6 address has :: at most once: write the groups out")
	case strings.HasSuffix(text, "%"):
		return errors.New("the zone is missing behind %: write it as in fe80::1%eth0")
	case strings.Count(text, ":") == 1:
		return errors.New("not an address: an IPv6 address has more than one colon; ports are given as --ports")
	}
	for group := range strings.SplitSeq(text, ":") {
		if len(group) > 4 && !strings.ContainsAny(group, ".%") {
			return fmt.Errorf("group %s is over four hexadecimal digits: an IPv6 address is as 2001:db8::1", quote(group))
		}
	}
	return errors.New("not an IPv6 address: write it as in 2001:db8::1")
}

// explainLength says what is wrong with the part behind the slash.
func explainLength(a netip.Addr, length string) error {
	if mask, err := netip.ParseAddr(length); err == nil && mask.Is4() && a.Is4() {
		m := uint32(numberOf(mask).lo)
		ones := bits.LeadingZeros32(^m)
		if m == ^(^uint32(0) >> ones) {
			return fmt.Errorf("a network has a length, not a mask: did you mean %s/%d?", a, ones)
		}
	}
	return fmt.Errorf("%s is no prefix length: write a number, as in 10.0.0.0/24", quote(length))
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
