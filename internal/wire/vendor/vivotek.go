package vendor

// vivotekHeader is the session byte and the magic number before the values.
const vivotekHeader = 5

// parseVivotek reads an answer of Vivotek's discovery (UDP 10000): values with a
// type and a length of one byte each. The layout rests on one public
// implementation; that the header has the size of the question's is assumed.
func parseVivotek(raw []byte) fields {
	var out fields
	for rest := raw[min(vivotekHeader, len(raw)):]; len(rest) >= 2; {
		size := int(rest[1])
		value := window(rest, 2, size)
		if value == nil {
			return out // cut
		}
		out.addVivotek(rest[0], value)
		rest = rest[2+size:]
	}
	return out
}

func (f *fields) addVivotek(kind byte, value []byte) {
	switch kind {
	case 1:
		f.add("name", cText(value))
	case 2:
		f.add("mac", macText(value))
	case 3:
		f.add("ip", ipText(value))
	case 9:
		f.add("model", cText(value))
	}
}
