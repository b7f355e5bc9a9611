package target

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"net/netip"
)

// uint128 is the number behind an IPv6 address, or in its low 32 bits that
// behind an IPv4 address.
type uint128 struct{ hi, lo uint64 }

// numberOf reads the number of an address; a zone is no part of it.
func numberOf(a netip.Addr) uint128 {
	if a.Is4() {
		b := a.As4()
		return uint128{lo: uint64(binary.BigEndian.Uint32(b[:]))}
	}
	b := a.As16()
	return uint128{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
}

func (u uint128) compare(v uint128) int {
	if c := cmp.Compare(u.hi, v.hi); c != 0 {
		return c
	}
	return cmp.Compare(u.lo, v.lo)
}

func (u uint128) less(v uint128) bool { return u.compare(v) < 0 }

// plus wraps round at 2^128.
func (u uint128) plus(n uint64) uint128 {
	lo, carry := bits.Add64(u.lo, n, 0)
	return uint128{u.hi + carry, lo}
}

// minus wraps round at zero.
func (u uint128) minus(v uint128) uint128 {
	lo, borrow := bits.Sub64(u.lo, v.lo, 0)
	hi, _ := bits.Sub64(u.hi, v.hi, borrow)
	return uint128{hi, lo}
}

func (u uint128) next() uint128     { return u.plus(1) }
func (u uint128) previous() uint128 { return u.minus(uint128{lo: 1}) }

// hostMask has the low n bits set; n is at most 128.
func hostMask(n int) uint128 {
	switch {
	case n >= 128:
		return uint128{math.MaxUint64, math.MaxUint64}
	case n >= 64:
		return uint128{1<<(n-64) - 1, math.MaxUint64}
	case n > 0:
		return uint128{0, 1<<n - 1}
	}
	return uint128{}
}

// floor clears, and ceiling sets, the low n bits.
func (u uint128) floor(n int) uint128 {
	m := hostMask(n)
	return uint128{u.hi &^ m.hi, u.lo &^ m.lo}
}

func (u uint128) ceiling(n int) uint128 {
	m := hostMask(n)
	return uint128{u.hi | m.hi, u.lo | m.lo}
}

// saturated is the count of more addresses than a uint64 can count.
const saturated = math.MaxUint64

// saturatingAdd stops at the greatest uint64.
func saturatingAdd(a, b uint64) uint64 {
	sum, carry := bits.Add64(a, b, 0)
	if carry != 0 {
		return saturated
	}
	return sum
}

// saturatingMultiply stops at the greatest uint64.
func saturatingMultiply(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	if hi != 0 {
		return saturated
	}
	return lo
}
