package judge

import (
	"cmp"
	"net/netip"
	"slices"

	"camorigin/internal/model"
)

// host is the evidence of one device, in the order in which it was given.
type host struct {
	address  string
	site     string
	evidence []model.Evidence
}

// key names a device: the same address may exist at every site.
type key struct{ site, address string }

// byHost groups evidence by site and host, sorted by address and then site.
func byHost(evidence []model.Evidence) []host {
	index := make(map[key]int)
	var hosts []host
	for _, e := range evidence {
		k := key{e.Site, e.Host}
		i, known := index[k]
		if !known {
			i = len(hosts)
			index[k] = i
			hosts = append(hosts, host{address: e.Host, site: e.Site})
		}
		hosts[i].evidence = append(hosts[i].evidence, e)
	}
	slices.SortFunc(hosts, func(a, b host) int {
		return cmp.Or(compareAddresses(a.address, b.address), cmp.Compare(a.site, b.site))
	})
	return hosts
}

// compareAddresses orders addresses by number, before any other text.
func compareAddresses(a, b string) int {
	x, errX := netip.ParseAddr(a)
	y, errY := netip.ParseAddr(b)
	switch {
	case errX == nil && errY == nil:
		return x.Compare(y)
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return cmp.Compare(a, b)
}
