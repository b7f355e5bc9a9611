package oui

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed table.bin
var embedded []byte

// The lengths of assigned prefixes, in bits: MA-L, MA-M and MA-S blocks.
const (
	bitsLarge  = 24
	bitsMedium = 28
	bitsSmall  = 36
)

// Table maps prefixes of MAC addresses to registrants. It does not change once
// loaded, and is safe for concurrent use.
type Table struct {
	date   string // of the registry text that the table was made from
	newest string // of the latest block added to it
	names  []string
	large  block
	medium block
	small  block
	first  [257]int // where the large prefixes with a first octet begin
}

// block is the prefixes of one length, sorted, and the index of their names.
type block struct {
	prefixes []uint64
	names    []uint32
	divided  []bool // of large blocks: assigned in smaller parts
}

// Load decodes the embedded table; it takes a few milliseconds.
func Load() (*Table, error) {
	t, err := decode(embedded)
	if err != nil {
		return nil, fmt.Errorf("load the table of MAC prefixes: %w", err)
	}
	return t, nil
}

// Embedded is the table that Load decodes, in the form that Read reads.
func Embedded() []byte { return slices.Clone(embedded) }

// Read decodes a table that Encode made. The data may be anything: the error
// says that it is no sound table.
func Read(data []byte) (*Table, error) { return decode(data) }

// Date is the day (YYYY-MM-DD) of the registry text that the table was made
// from. Blocks assigned later are known for makers of cameras only.
func (t *Table) Date() string { return t.date }

// Newest is the day of the latest block in the table.
func (t *Table) Newest() string { return t.newest }

// Len is the number of prefixes in the table.
func (t *Table) Len() int {
	return len(t.large.prefixes) + len(t.medium.prefixes) + len(t.small.prefixes)
}

// Company returns the registrant of the block that a MAC address, or a prefix
// of at least three octets, lies in. The address may be written with colons,
// hyphens, dots or nothing between its digits. Addresses that were not assigned
// by the registry (locally administered and multicast ones) have no registrant.
func (t *Table) Company(mac string) (string, bool) {
	block, ok := t.find(mac)
	return block.Registrant, ok
}

// Block is an assigned block of addresses.
type Block struct {
	Registrant string
	Prefix     string // "44:19:b6", with as many digits as Bits has
	Bits       int    // 24, 28 or 36
}

// Block returns the block that a MAC address lies in, as Company does.
func (t *Table) Block(mac string) (Block, bool) {
	found, ok := t.find(mac)
	if !ok {
		return Block{}, false
	}
	value, _, _ := parse(mac)
	return Block{Registrant: found.Registrant, Prefix: written(value, found.Bits), Bits: found.Bits}, true
}

// Local reports whether an address was chosen by whoever runs the device and
// not assigned by the registry, or stands for a group of devices. It is false
// for what is no address.
func Local(mac string) bool {
	value, _, ok := parse(mac)
	return ok && value>>40&3 != 0
}

// written gives the first bits of an address, colons between the octets.
func written(value uint64, bits int) string {
	digits := fmt.Sprintf("%012x", value)[:bits/4]
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && i%2 == 0 {
			b.WriteByte(':')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// find returns the registrant and the length of a block; it does not write the
// prefix.
func (t *Table) find(mac string) (Block, bool) {
	value, digits, ok := parse(mac)
	if !ok || value>>40&3 != 0 {
		return Block{}, false
	}
	if i, ok := t.largeIndex(value >> (48 - bitsLarge)); ok && !t.large.divided[i] {
		return Block{Registrant: t.names[t.large.names[i]], Bits: bitsLarge}, true
	}
	if name, ok := t.part(t.small, value, digits, bitsSmall); ok {
		return Block{Registrant: name, Bits: bitsSmall}, true
	}
	name, ok := t.part(t.medium, value, digits, bitsMedium)
	return Block{Registrant: name, Bits: bitsMedium}, ok
}

func (t *Table) largeIndex(prefix uint64) (int, bool) {
	octet := prefix >> 16
	from, to := t.first[octet], t.first[octet+1]
	i, ok := slices.BinarySearch(t.large.prefixes[from:to], prefix)
	return from + i, ok
}

func (t *Table) part(b block, value uint64, digits, bits int) (string, bool) {
	if digits*4 < bits {
		return "", false
	}
	i, ok := slices.BinarySearch(b.prefixes, value>>(48-bits))
	if !ok {
		return "", false
	}
	return t.names[b.names[i]], true
}

// parse reads the digits of an address, left-aligned in 48 bits.
func parse(mac string) (value uint64, digits int, ok bool) {
	for _, c := range []byte(mac) {
		var digit byte
		switch {
		case c >= '0' && c <= '9':
			digit = c - '0'
		case c >= 'a' && c <= 'f':
			digit = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			digit = c - 'A' + 10
		case c == ':' || c == '-' || c == '.':
			continue
		default:
			return 0, 0, false
		}
		if digits == 12 {
			return 0, 0, false
		}
		value, digits = value<<4|uint64(digit), digits+1
	}
	return value << (4 * (12 - digits)), digits, digits >= 6
}
