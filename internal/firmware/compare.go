package firmware

import (
	"cmp"
	"slices"
	"strings"
)

// Compare says which of two versions is newer: order is negative when a is
// older than b, positive when it is newer, and 0 when they are the same version.
// Without comparable, nothing is known and order is 0. That is so for versions
// of different makers, ways of writing or lines of products, for numbers and
// build days that point in opposite directions (another branch), and for equal
// numbers of which only one has a day.
func Compare(a, b Version) (order int, comparable bool) {
	if !a.Known() || a.Scheme != b.Scheme || a.Maker != b.Maker || a.Line != b.Line {
		return 0, false
	}
	byParts, comparable := compareParts(a, b)
	if !comparable {
		return 0, false
	}
	byDay := compareDays(a, b)
	switch {
	case byParts != 0 && byDay != 0 && byParts != byDay:
		return 0, false
	case byParts != 0:
		return byParts, true
	case (a.Build == "") != (b.Build == ""):
		return 0, false
	case byDay != 0:
		return byDay, true
	}
	return compareRest(a, b)
}

// compareParts orders the numbers, a missing one counting as 0. Components that
// are versioned one by one must not point in opposite directions.
func compareParts(a, b Version) (order int, comparable bool) {
	if a.Scheme != Avtech {
		return slices.Compare(withoutZeros(a.Parts), withoutZeros(b.Parts)), true
	}
	if len(a.Parts) != len(b.Parts) {
		return 0, false
	}
	for i, part := range a.Parts {
		switch c := cmp.Compare(part, b.Parts[i]); {
		case c == 0 || c == order:
		case order == 0:
			order = c
		default:
			return 0, false
		}
	}
	return order, true
}

// withoutZeros drops the zeros at the end: 9.80 and 9.80.0 are the same.
func withoutZeros(parts []int) []int {
	for len(parts) > 0 && parts[len(parts)-1] == 0 {
		parts = parts[:len(parts)-1]
	}
	return parts
}

// compareDays is 0 where one of them does not say.
func compareDays(a, b Version) int {
	if a.Build == "" || b.Build == "" {
		return 0
	}
	order := strings.Compare(a.Build, b.Build)
	if order == 0 && a.Nth != 0 && b.Nth != 0 {
		order = cmp.Compare(a.Nth, b.Nth)
	}
	return order
}

// compareRest decides between versions of which all that gives an order is the
// same. The letter at the end of Vivotek's versions gives one: 0100a, 0100b.
func compareRest(a, b Version) (order int, comparable bool) {
	if a.Rest == b.Rest && a.Nth == b.Nth {
		return 0, true
	}
	if a.Scheme == Vivotek {
		return strings.Compare(a.Rest, b.Rest), true
	}
	return 0, false
}
