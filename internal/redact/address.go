package redact

import (
	"encoding/hex"
	"net/netip"
	"strings"
)

// address is the token of an address: octet by octet, so that neighbours stay
// neighbours and a subnet stays one. The private range stays, and so do 0 and 255.
func (c cipher) address(a netip.Addr) netip.Addr {
	zone := a.Zone()
	a = a.WithZone("")
	if a.Is4() {
		return netip.AddrFrom4(c.address4(a.As4()))
	}
	return netip.AddrFrom16(c.address16(a)).WithZone(zone)
}

func (c cipher) address4(octets [4]byte) [4]byte {
	kept := classOctets(octets)
	out := octets
	for i, octet := range octets {
		context := "4/" + hex.EncodeToString(octets[:i])
		switch {
		case i < kept:
		case i == 0:
			out[i] = c.firstOctet(octet)
		default:
			out[i] = c.octet(context, octet)
		}
	}
	return out
}

// classOctets is how many octets say no more than the kind of the address.
func classOctets(o [4]byte) int {
	a := netip.AddrFrom4(o)
	switch {
	case o[0] == 10, a.IsLoopback(), o[0] == 0, a.IsMulticast(), o[0] >= 240:
		return 1
	case a.IsPrivate(), a.IsLinkLocalUnicast(), o[0] == 100 && o[1]&0xc0 == 64:
		return 2
	case special(o[0]):
		return 1
	}
	return 0
}

// special reports whether a first octet has ranges with a meaning of their own.
func special(octet byte) bool {
	switch octet {
	case 0, 10, 100, 127, 169, 172, 192, 198, 203:
		return true
	}
	return octet >= 224
}

// firstOctet keeps an address of the internet one of the internet.
func (c cipher) firstOctet(octet byte) byte {
	for {
		if octet = c.octet("4/", octet); !special(octet) {
			return octet
		}
	}
}

// octet keeps the number of digits.
func (c cipher) octet(context string, octet byte) byte {
	switch {
	case octet == 0 || octet == 255:
		return octet
	case octet < 10:
		return c.cycle(context, octet, 1, 9)
	case octet < 100:
		return c.cycle(context, octet, 10, 99)
	}
	return c.cycle(context, octet, 100, 254)
}

// address16 goes by groups of four digits, of which the first says the kind.
func (c cipher) address16(a netip.Addr) [16]byte {
	raw := a.As16()
	if a.Is4In6() {
		v4 := c.address4([4]byte(raw[12:]))
		copy(raw[12:], v4[:])
		return raw
	}
	out := raw
	for i := 2; i < len(raw); i += 2 {
		group := uint64(raw[i])<<8 | uint64(raw[i+1])
		digits := len(strings.TrimLeft(hex.EncodeToString(raw[i:i+2]), "0"))
		if digits == 0 {
			continue
		}
		lo := uint64(1) << (4 * (digits - 1))
		group = c.permute("6/"+hex.EncodeToString(raw[:i]), group, lo, lo<<4-1)
		out[i], out[i+1] = byte(group>>8), byte(group)
	}
	return out
}

// mac is the token of a hardware address, six bytes: its first half stays.
func (c cipher) mac(raw [6]byte) [6]byte {
	unit := uint64(raw[3])<<16 | uint64(raw[4])<<8 | uint64(raw[5])
	unit = c.permute("mac/"+hex.EncodeToString(raw[:3]), unit, 0, 1<<24-1)
	raw[3], raw[4], raw[5] = byte(unit>>16), byte(unit>>8), byte(unit)
	return raw
}
