package charset

// shape counts what tells GB18030, Big5 and Latin-1 apart.
type shape struct {
	high int // bytes above ASCII, without one that the end of the text cut off

	gb       int // pairs of two high bytes
	gbCommon int // of these, frequent Chinese characters and punctuation

	big5       int // pairs that Big5 allows
	big5High   int // of these, with a high second byte
	big5Common int // of these, frequent characters
	alone      int // high bytes that begin no such pair
}

func shapeOf(text []byte) shape {
	var s shape
	var gb, big5 byte // the first byte of an open pair, or 0
	for _, c := range text {
		if c >= 0x80 {
			s.high++
		}
		gb = s.countGB(gb, c)
		big5 = s.countBig5(big5, c)
	}
	if gb != 0 {
		s.high--
	}
	return s
}

// countGB takes one byte; it returns the byte that opens a pair, or 0.
func (s *shape) countGB(first, c byte) byte {
	switch {
	case first == 0 && c >= 0xa1 && c <= 0xf7:
		return c
	case first != 0 && c >= 0xa1 && c <= 0xfe:
		s.gb++
		if first <= 0xa3 || first >= 0xb0 && first <= 0xd7 { // punctuation, or level 1 of GB 2312
			s.gbCommon++
		}
	}
	return 0
}

// countBig5 takes one byte; it returns the byte that opens a pair, or 0.
func (s *shape) countBig5(first, c byte) byte {
	second := c >= 0x40 && c <= 0x7e || c >= 0xa1 && c <= 0xfe
	switch {
	case first == 0 && c >= 0xa1 && c <= 0xf9:
		return c
	case first == 0:
		if c >= 0x80 {
			s.alone++
		}
		return 0
	case !second:
		s.alone++
		return 0
	}
	s.big5++
	if c >= 0xa1 {
		s.big5High++
	}
	if first <= 0xc6 { // punctuation, or level 1 of Big5
		s.big5Common++
	}
	return 0
}
