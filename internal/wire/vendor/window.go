package vendor

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"strconv"

	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/hwaddr"
)

// window returns size bytes from an offset, or nil when they are not all there.
func window(raw []byte, offset, size int) []byte {
	if offset < 0 || size < 0 || offset > len(raw) || size > len(raw)-offset {
		return nil
	}
	return raw[offset : offset+size]
}

// textAt reads a text field of fixed size that zeros fill up.
func textAt(raw []byte, offset, size int) string { return cText(window(raw, offset, size)) }

// cText reads text up to the first zero byte.
func cText(raw []byte) string {
	text, _, _ := bytes.Cut(raw, []byte{0})
	return charset.Decode(text, "")
}

// macText writes six bytes as an address, or nothing when they are none.
func macText(raw []byte) string {
	address, _ := hwaddr.Format(raw)
	return address
}

// ipText writes four or sixteen bytes as an address; nothing for all zeros.
func ipText(raw []byte) string {
	ip, ok := netip.AddrFromSlice(raw)
	if !ok || ip.IsUnspecified() {
		return ""
	}
	return ip.String()
}

// portText reads two bytes as a port; nothing for zero.
func portText(raw []byte, order binary.ByteOrder) string {
	if len(raw) != 2 || order.Uint16(raw) == 0 {
		return ""
	}
	return strconv.Itoa(int(order.Uint16(raw)))
}
