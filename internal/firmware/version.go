package firmware

import (
	"strconv"
	"strings"
	"time"
)

// Scheme names a way of writing versions.
type Scheme string

// The schemes. The examples are of the form that devices report.
const (
	Hikvision Scheme = "hikvision" // V5.5.82 build 200603
	Dahua     Scheme = "dahua"     // 2.800.0000000.16.R,2020-06-05
	Xiongmai  Scheme = "xiongmai"  // V4.02.R11.00002532.10010.131600.00000
	Avtech    Scheme = "avtech"    // FullImg-1022-1007-1004-1003
	Axis      Scheme = "axis"      // 9.80.1
	Hanwha    Scheme = "hanwha"    // 1.41.02_20211014
	Uniview   Scheme = "uniview"   // IPC_D1201-B0003P50D1907C10
	UniviewG  Scheme = "uniview-g" // GIPC-B6202.5.7.210413
	Reolink   Scheme = "reolink"   // v3.1.0.956_22041502
	TPLink    Scheme = "tp-link"   // 1.3.7 Build 230510 Rel.34276n
	Bosch     Scheme = "bosch"     // 7.87.0010
	Vivotek   Scheme = "vivotek"   // FD8169A-VVTK-0100h
	TVT       Scheme = "tvt"       // 4.2.1.0(21447)
	Mobotix   Scheme = "mobotix"   // MX-V4.4.2.34
	Dotted    Scheme = "dotted"    // 1.12.3, of any other maker
)

// Version is what a text says about a version. The zero Scheme means that the
// text is in no known way of writing: such a version can be compared with
// nothing.
type Version struct {
	Text   string // as the device wrote it
	Maker  string // identifier of the company whose way of writing it is
	Scheme Scheme
	Line   string // the line of products or customer it is for, where the text says so
	Parts  []int  // the numbers that order it, most significant first
	Build  string // the day it was built, YYYY-MM-DD; empty where the text does not say
	Nth    int    // which build of that day; 0 where the text does not say
	Rest   string // what else the text has, and what gives no order
}

// The bounds of what is taken for a version.
const (
	maxText   = 128
	maxParts  = 8
	maxDigits = 9 // of one number: it fits an int everywhere
)

// Parse reads a version that a device of the maker, an identifier of the makers'
// data, states. A text that is written in no way known for this maker gives a
// Version that has only Text and Maker.
func Parse(maker, text string) Version {
	unknown := Version{Text: text, Maker: maker}
	trimmed := strings.TrimSpace(text)
	if maker == "" || len(trimmed) > maxText {
		return unknown
	}
	for _, s := range shapesOf(maker) {
		if v, ok := s.read(trimmed); ok {
			v.Text, v.Maker = text, maker
			return v
		}
	}
	return unknown
}

// Known reports whether the version is written in a known way.
func (v Version) Known() bool { return v.Scheme != "" }

// read fills a version from the groups of the shape's pattern.
func (s shape) read(text string) (Version, bool) {
	found := s.pattern.FindStringSubmatch(text)
	if found == nil {
		return Version{}, false
	}
	v := Version{Scheme: s.scheme}
	for i, name := range s.pattern.SubexpNames() {
		ok := i >= len(found) || found[i] == "" || v.add(name, found[i])
		if !ok {
			return Version{}, false
		}
	}
	return v, len(v.Parts) > 0 && len(v.Parts) <= maxParts
}

// add takes one group. It reports whether the group says what its name means.
func (v *Version) add(group, text string) (ok bool) {
	switch group {
	case "parts", "more":
		return v.addParts(text)
	case "components":
		v.Line += strings.ToUpper(strings.Map(withoutDigits, text)) // S968: a series of its own
		return v.addParts(text)
	case "line":
		v.Line += strings.ToUpper(text)
	case "customer":
		v.Line += strings.ToUpper(strings.Trim(text, "0"))
	case "build":
		v.Build, ok = day(text)
		return ok
	case "nth":
		v.Nth, ok = number(text)
		return ok
	case "rest":
		v.Rest = strings.ToLower(text)
	}
	return true
}

// addParts adds every number of the text.
func (v *Version) addParts(text string) bool {
	for _, digits := range strings.FieldsFunc(text, func(r rune) bool { return !isDigit(r) }) {
		n, ok := number(digits)
		if !ok {
			return false
		}
		v.Parts = append(v.Parts, n)
	}
	return true
}

func number(digits string) (int, bool) {
	if len(strings.TrimLeft(digits, "0")) > maxDigits {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// day reads the forms in which makers write the day of a build.
func day(text string) (string, bool) {
	for _, layout := range []string{"060102", "20060102", time.DateOnly, "2006/01/02"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func withoutDigits(r rune) rune {
	if isDigit(r) {
		return -1
	}
	return r
}
