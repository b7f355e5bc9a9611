package ui

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// Screen is what is written to standard error: lines that stay, and on a
// terminal one line at the bottom that is drawn over and over. It is safe for
// concurrent use; a line is never broken by another.
type Screen struct {
	color bool
	live  bool // the bottom line can be drawn over
	width func() int

	mu     sync.Mutex
	w      io.Writer
	bottom string // the line at the bottom, or empty
	drawn  int    // columns of it on the screen
}

// ScreenOptions says what a screen can do.
type ScreenOptions struct {
	Color bool
	Live  bool       // a line can be written over
	Width func() int // columns; DefaultWidth when nil
}

// NewScreen makes a screen of w.
func NewScreen(w io.Writer, o ScreenOptions) *Screen {
	if o.Width == nil {
		o.Width = func() int { return DefaultWidth }
	}
	return &Screen{color: o.Color, live: o.Live, width: o.Width, w: w}
}

// OpenScreen makes a screen of w and finds out what it can do; mode is the
// choice of colour.
func OpenScreen(w io.Writer, mode string, getenv func(string) string) *Screen {
	return NewScreen(w, ScreenOptions{
		Color: Color(w, mode, getenv),
		Live:  canMove(w, getenv),
		Width: func() int { return Width(w, getenv) },
	})
}

// Live reports whether Bottom shows anything.
func (s *Screen) Live() bool { return s.live }

// Write writes whole lines above the bottom line; a line break is added when
// the last is missing. What is written is to be clean.
func (s *Screen) Write(lines []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b bytes.Buffer
	b.WriteString(s.erase())
	b.Write(lines)
	if len(lines) > 0 && !bytes.HasSuffix(lines, []byte("\n")) {
		b.WriteByte('\n')
	}
	b.WriteString(s.draw())
	if _, err := s.w.Write(b.Bytes()); err != nil {
		return 0, err
	}
	return len(lines), nil
}

// Bottom replaces the bottom line, cut to the width of the screen; empty takes
// it away. It does nothing on a screen that is not live.
func (s *Screen) Bottom(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.live || line == s.bottom && s.drawn > 0 {
		return
	}
	s.bottom = line
	var out string
	if line == "" {
		out = s.erase()
	} else {
		out = s.redraw()
	}
	_, _ = io.WriteString(s.w, out) // progress that cannot be shown is no failure of the run
}

// erase takes the bottom line off the screen. It writes over it with spaces, as
// not every terminal knows escape sequences.
func (s *Screen) erase() string {
	if s.drawn == 0 {
		return ""
	}
	blank := "\r" + strings.Repeat(" ", s.drawn) + "\r"
	s.drawn = 0
	return blank
}

// draw puts the bottom line on a line that is empty.
func (s *Screen) draw() string {
	if s.bottom == "" {
		return ""
	}
	line := s.fitted()
	s.drawn = utf8.RuneCountInString(line)
	return line
}

// redraw puts the bottom line over the one that is there, without a moment in
// which the line is empty.
func (s *Screen) redraw() string {
	before := s.drawn
	line := s.draw()
	if rest := before - s.drawn; rest > 0 {
		line += strings.Repeat(" ", rest) + strings.Repeat("\b", rest)
	}
	return "\r" + line
}

// fitted is the bottom line, cut so that it does not reach the last column,
// where some terminals break the line.
func (s *Screen) fitted() string {
	runes := []rune(s.bottom)
	return string(runes[:min(len(runes), max(s.width()-1, 0))])
}
