package target

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// The widest networks that can be the operator's own: a wider one is a slip that
// would open the internet.
const (
	widestOwn4 = 8
	widestOwn6 = 16
)

// ParseNetworks reads the operator's own networks, for [Spec.OwnNetworks]:
// networks or addresses, parted by commas within a word. The error has a line
// for each mistake, at most ten.
func ParseNetworks(list []string) ([]netip.Prefix, error) {
	var networks []netip.Prefix
	var mistakes faults
	at := source{name: "own_networks"}
	for _, text := range list {
		for _, word := range strings.FieldsFunc(text, separates) {
			n, err := parseOwn(word)
			if err != nil {
				mistakes.add(at.fault(word, err))
				continue
			}
			networks = append(networks, n)
		}
	}
	return networks, mistakes.err()
}

func parseOwn(word string) (netip.Prefix, error) {
	n, err := parseSubnet(word)
	if err != nil {
		return netip.Prefix{}, err
	}
	widest := widestOwn4
	if n.Addr().Is6() {
		widest = widestOwn6
	}
	if n.Bits() < widest {
		return netip.Prefix{}, fmt.Errorf("wider than a /%d, which nobody owns: name your networks, or use --allow-public", widest)
	}
	return n, nil
}

// parseSubnet reads a network, or an address as a network of one.
func parseSubnet(word string) (netip.Prefix, error) {
	p, err := parse(word)
	switch {
	case err != nil:
		return netip.Prefix{}, err
	case p.network.IsValid():
		return p.network, nil
	case p.host == "" && p.first == p.last && p.zone == "":
		return p.cover(), nil
	}
	return netip.Prefix{}, errors.New("a subnet is a network or an address, as in 10.0.1.0/24")
}
