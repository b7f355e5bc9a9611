package safetext

import (
	"unicode"
	"unicode/utf8"
)

// replacement stands where something was that cannot be shown.
const replacement = utf8.RuneError

// ellipsis ends a text that was cut.
const ellipsis = '…'

// blank reports whether r parts words: white space, and the controls that
// terminals and editors treat as such.
func blank(r rune) bool { return unicode.IsSpace(r) }

// control reports whether r is a control character: C0, DEL or C1.
func control(r rune) bool { return unicode.IsControl(r) }

// invisible reports whether r shows nothing by itself, or turns the direction
// of what follows: format characters (Cf), variation selectors, fillers.
func invisible(r rune) bool {
	if r < 0xad {
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// separator reports whether r ends a line or a paragraph.
func separator(r rune) bool { return r == '\u2028' || r == '\u2029' }

// noncharacter reports whether r is one of the 66 code points that Unicode
// keeps from interchange.
func noncharacter(r rune) bool {
	return r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe
}

// hazardous reports whether r must not reach a reader as it is.
func hazardous(r rune) bool {
	if r < 0xad {
		return control(r)
	}
	return control(r) || invisible(r) || separator(r) || noncharacter(r)
}
