package scan

import (
	"cmp"
	"net/netip"
	"slices"

	"camorigin/internal/model"
)

// Capture is everything that a scan brought home. The evidence of one host
// stands together in the order in which it was given; hosts are in order of
// address.
type Capture struct {
	Evidence   []model.Evidence
	Asked      []model.Asked // one for each address that answered
	Coverage   model.Coverage
	Faults     []Fault
	Incomplete bool     // part of the scope was not scanned, for our own reasons
	Reasons    []string // why it is incomplete
	Notes      []string // what the reader must know: loss, slow-downs
}

// Fault is a defect of this program that showed while a device was asked. What
// the device had said before is kept.
type Fault struct {
	Host string
	Site string
	Text string // what failed
	Hash string // of the place in the program: the same defect has the same hash
}

// host is what one address that is alive had to say.
type host struct {
	addr     netip.Addr
	evidence []model.Evidence
	asked    model.Asked
}

// collect puts the hosts in order.
func collect(hosts []host) (evidence []model.Evidence, asked []model.Asked) {
	slices.SortFunc(hosts, func(a, b host) int {
		return cmp.Or(a.addr.Compare(b.addr), cmp.Compare(a.asked.Site, b.asked.Site))
	})
	for _, h := range hosts {
		evidence = append(evidence, h.evidence...)
		asked = append(asked, h.asked)
	}
	return evidence, asked
}
