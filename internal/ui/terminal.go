package ui

import (
	"fmt"
	"io"
	"strconv"

	"golang.org/x/term"
)

// The choices of --color.
const (
	ColorAuto   = "auto"
	ColorAlways = "always"
	ColorNever  = "never"
)

// DefaultWidth is the width of a terminal that does not tell.
const DefaultWidth = 80

// maxWidth is the greatest width that is believed.
const maxWidth = 1000

// CheckColor refuses a choice of colour that does not exist.
func CheckColor(mode string) error {
	switch mode {
	case ColorAuto, ColorAlways, ColorNever:
		return nil
	}
	return fmt.Errorf("--color %s: write auto, always or never", strconv.QuoteToASCII(mode))
}

// Color reports whether to write colours to w. Without a choice, NO_COLOR
// (no-color.org) and CLICOLOR_FORCE (bixense.com/clicolors) decide in this
// order, and else whether w is a terminal that can show them.
func Color(w io.Writer, mode string, getenv func(string) string) bool {
	switch {
	case mode == ColorAlways:
		return true
	case mode == ColorNever, getenv("NO_COLOR") != "":
		return false
	case isOn(getenv("CLICOLOR_FORCE")):
		return true
	case getenv("CLICOLOR") == "0":
		return false
	}
	return canMove(w, getenv)
}

func isOn(value string) bool { return value != "" && value != "0" }

// canMove reports whether w is a terminal on which a line can be written over.
func canMove(w io.Writer, getenv func(string) string) bool {
	return Terminal(w) && getenv("TERM") != "dumb"
}

// Terminal reports whether w is a terminal.
func Terminal(w io.Writer) bool {
	fd, ok := descriptor(w)
	return ok && term.IsTerminal(fd)
}

func descriptor(w io.Writer) (int, bool) {
	f, ok := w.(interface{ Fd() uintptr })
	if !ok {
		return 0, false
	}
	return int(f.Fd()), true
}

// Width is the number of columns of w: those of the terminal, else what COLUMNS
// says, else DefaultWidth.
func Width(w io.Writer, getenv func(string) string) int {
	if fd, ok := descriptor(w); ok {
		if width, _, err := term.GetSize(fd); err == nil && width > 0 {
			return min(width, maxWidth)
		}
	}
	if width, err := strconv.Atoi(getenv("COLUMNS")); err == nil && width > 0 {
		return min(width, maxWidth)
	}
	return DefaultWidth
}
