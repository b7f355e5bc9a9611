// Package ber reads the tag-length-value layers of ASN.1 encodings, as far as
// certificates and SNMP answers need them, where the standard library refuses
// the encoding as a whole.
package ber

import (
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
)

// The tags that this project meets.
const (
	Integer     = 0x02
	BitString   = 0x03
	OctetString = 0x04
	OID         = 0x06
	UTCTime     = 0x17
	BMPString   = 0x1e
	Sequence    = 0x30
	Set         = 0x31
	Context0    = 0xa0
)

// ErrCut says that an element is longer than what there is of it.
var ErrCut = errors.New("element is cut")

// Element is one tag with its content.
type Element struct {
	Tag     byte
	Content []byte // of a cut element, what there is of it
}

// Next splits off the first element. Tags of several bytes and indefinite
// lengths are errors.
func Next(data []byte) (e Element, rest []byte, err error) {
	if len(data) < 2 {
		return e, nil, ErrCut
	}
	e.Tag = data[0]
	length, data, err := length(data[1:])
	if err != nil {
		return e, nil, err
	}
	if length > len(data) {
		e.Content = data
		return e, nil, ErrCut
	}
	e.Content = data[:length]
	return e, data[length:], nil
}

func length(data []byte) (n int, rest []byte, err error) {
	first, rest := data[0], data[1:]
	if first < 0x80 {
		return int(first), rest, nil
	}
	size := int(first & 0x7f)
	if size == 0 || size > 4 {
		return 0, nil, errors.New("length of an unsupported form")
	}
	if size > len(rest) {
		return 0, nil, ErrCut
	}
	padded := append(make([]byte, 8-size), rest[:size]...)
	return int(binary.BigEndian.Uint64(padded)), rest[size:], nil
}

// Children splits the content of an element, up to a limit. It stops where the
// encoding stops making sense; a cut last child is included.
func Children(content []byte, limit int) []Element {
	var list []Element
	for len(content) > 0 && len(list) < limit {
		e, rest, err := Next(content)
		if err != nil {
			if errors.Is(err, ErrCut) && e.Content != nil {
				list = append(list, e)
			}
			return list
		}
		list, content = append(list, e), rest
	}
	return list
}

// DecodeOID returns the dotted form of an object identifier, or an empty string.
func DecodeOID(content []byte) string {
	var parts []string
	var value uint64
	for _, c := range content {
		if len(parts) > 64 || value > 1<<56 {
			return ""
		}
		value = value<<7 | uint64(c&0x7f)
		if c&0x80 != 0 {
			continue
		}
		if len(parts) == 0 {
			first := min(value/40, 2)
			parts = append(parts, strconv.FormatUint(first, 10))
			value -= first * 40
		}
		parts = append(parts, strconv.FormatUint(value, 10))
		value = 0
	}
	return strings.Join(parts, ".")
}
