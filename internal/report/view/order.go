// Package view holds what every report format has to know about reading a
// result: the order of hosts, the one verdict and the one flag that a row
// shows, and the words for a statement. Text that it returns is clean in the
// sense of package safetext.
package view

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Sorted returns the devices of all lists in one, ordered by address, then by
// site. Hosts that are no address come last, in the order of their text.
func Sorted(lists ...[]model.Device) []model.Device {
	keyed := []hostKey{}
	for _, device := range slices.Concat(lists...) {
		keyed = append(keyed, keyOf(device))
	}
	slices.SortStableFunc(keyed, hostKey.compare)
	sorted := make([]model.Device, len(keyed))
	for i, k := range keyed {
		sorted[i] = k.device
	}
	return sorted
}

type hostKey struct {
	device model.Device
	addr   netip.Addr
}

func keyOf(device model.Device) hostKey {
	addr, err := netip.ParseAddr(device.Host)
	if err != nil {
		return hostKey{device: device}
	}
	return hostKey{device: device, addr: addr}
}

func (k hostKey) compare(other hostKey) int {
	if k.addr.IsValid() != other.addr.IsValid() {
		if k.addr.IsValid() {
			return -1
		}
		return 1
	}
	return cmp.Or(
		k.addr.Compare(other.addr),
		strings.Compare(k.device.Host, other.device.Host),
		strings.Compare(k.device.Site, other.device.Site),
	)
}
