package vendor

import "encoding/binary"

// panasonicHeader is where the values begin.
const panasonicHeader = 53

// parsePanasonic reads an answer of the discovery of Panasonic and i-PRO (UDP
// 10669 and 10670): a header, then values with a key and a length of two bytes
// each. The layout rests on one public implementation.
func parsePanasonic(raw []byte) fields {
	var out fields
	for rest := raw[min(panasonicHeader, len(raw)):]; len(rest) >= 4; {
		size := int(binary.BigEndian.Uint16(rest[2:4]))
		value := window(rest, 4, size)
		if value == nil {
			return out // cut
		}
		out.addPanasonic(binary.BigEndian.Uint16(rest[0:2]), value)
		rest = rest[4+size:]
	}
	return out
}

func (f *fields) addPanasonic(key uint16, value []byte) {
	switch key {
	case 0x20:
		f.add("ip", ipText(value))
	case 0x21:
		f.add("mask", ipText(value))
	case 0x22:
		f.add("gateway", ipText(value))
	case 0x40:
		f.add("ipv6", ipText(value))
	case 0xa7:
		f.add("full_name", cText(value))
	case 0xa8:
		f.add("short_name", cText(value))
	case 0xa9:
		f.add("version", cText(value))
	}
}
