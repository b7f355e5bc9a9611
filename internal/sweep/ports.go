package sweep

import (
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"net/netip"

	"camorigin/internal/model"
)

const (
	// MaxPasses is how often an address is visited at most: a port may be tried
	// three times without an answer.
	MaxPasses = 3
	// otherPorts join the gate in each pass after the first.
	otherPorts = 3
)

// Sweeper knows which ports of an address are tried in which pass.
type Sweeper struct {
	ports []model.PortRole
	gate  []model.PortRole
	key   uint64
}

// New returns a sweeper for these ports. Without a gate (nil), every port is
// tried. The key chooses the random order.
func New(ports, gate []model.PortRole, key uint64) *Sweeper {
	if len(gate) == 0 {
		gate = ports
	}
	return &Sweeper{ports: ports, gate: gate, key: key}
}

// Passes is how many passes the ports allow: with all ports in the gate a
// third one would spend what a device may be asked in all.
func (s *Sweeper) Passes() int {
	if len(s.gate) > otherPorts {
		return MaxPasses - 1
	}
	return MaxPasses
}

// Ports is what is tried on an address in a pass, in order. The first pass
// (0) tries the gate; later ones try the gate again and other ports, in an
// order of their own. The same arguments give the same ports.
func (s *Sweeper) Ports(addr netip.Addr, pass int) []model.PortRole {
	if pass == 0 {
		return s.gate
	}
	dice := rand.New(rand.NewPCG(s.key, seed(addr, pass)))
	picked := append([]model.PortRole(nil), s.gate...)
	var others []model.PortRole
	for _, p := range s.ports {
		if !contains(s.gate, p.Port) {
			others = append(others, p)
		}
	}
	dice.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	picked = append(picked, others[:min(otherPorts, len(others))]...)
	dice.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	return picked
}

func contains(ports []model.PortRole, port uint16) bool {
	for _, p := range ports {
		if p.Port == port {
			return true
		}
	}
	return false
}

func seed(addr netip.Addr, pass int) uint64 {
	h := fnv.New64a()
	bytes := addr.As16()
	_, _ = h.Write(bytes[:]) // a hash never fails
	return h.Sum64() ^ binary.BigEndian.Uint64([]byte{byte(pass), 0, 0, 0, 0, 0, 0, 0})
}
