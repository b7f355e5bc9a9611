package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// LineRunes is the most runes that Line returns.
const LineRunes = 256

// maxMarks is how many combining marks one letter may carry. No living script
// needs more, and a tower of them covers the lines above.
const maxMarks = 4

// Line returns s as one clean line of at most LineRunes runes.
func Line(s string) string { return Limit(s, LineRunes) }

// Limit returns s as one clean line of at most n runes, the last of which is
// an ellipsis when something was cut. White space of any kind becomes one
// space and is dropped at the ends, as are NULs, with which devices pad;
// invisible characters are dropped; whatever else cannot be shown becomes
// U+FFFD, one for a run. Limit(Limit(s, n), n) is Limit(s, n).
func Limit(s string, n int) string {
	if n <= 0 {
		return ""
	}
	return cut(norm.NFC.String(clean(s, 8*n+64)), n)
}

// Lines returns the lines of s that are not blank, each clean and of at most n
// runes.
func Lines(s string, n int) []string {
	var lines []string
	for line := range strings.FieldsFuncSeq(s, endsLine) {
		if line = Limit(line, n); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func endsLine(r rune) bool {
	return r >= '\n' && r <= '\r' || r == 0x85 || separator(r)
}

// clean drops and replaces; it stops after the given number of runes, so that
// the cost does not grow with what a device sends.
func clean(s string, most int) string {
	var b strings.Builder
	c := cleaner{out: &b}
	for _, r := range strings.Trim(s, "\x00") {
		if c.runes >= most {
			break
		}
		c.add(r)
	}
	return b.String()
}

// cleaner writes runes; a space waits until something follows it.
type cleaner struct {
	out     *strings.Builder
	runes   int
	last    rune
	pending bool // a space
	marks   int  // combining marks since the last letter
}

func (c *cleaner) add(r rune) {
	switch {
	case blank(r):
		c.pending = c.runes > 0
		return
	case invisible(r):
		return
	case control(r), separator(r), noncharacter(r):
		r = replacement
	}
	if r == replacement && c.last == replacement && !c.pending {
		return
	}
	if c.tooManyMarks(r) {
		return
	}
	if c.pending {
		c.write(' ')
		c.pending = false
	}
	c.write(r)
}

func (c *cleaner) tooManyMarks(r rune) bool {
	if !unicode.In(r, unicode.Mn, unicode.Me) {
		c.marks = 0
		return false
	}
	c.marks++
	return c.marks > maxMarks
}

func (c *cleaner) write(r rune) {
	c.out.WriteRune(r)
	c.runes++
	c.last = r
}

// cut shortens s to n runes.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	kept, at := 0, 0
	for i := range s {
		if kept == n-1 {
			at = i
			break
		}
		kept++
	}
	return strings.TrimRight(s[:at], " ") + string(ellipsis)
}
