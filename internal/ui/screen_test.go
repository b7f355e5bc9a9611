package ui

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
)

func newTestScreen(width int) (*Screen, *emulator) {
	e := &emulator{width: width}
	return NewScreen(e, ScreenOptions{Live: true, Width: func() int { return width }}), e
}

func TestScreen(t *testing.T) {
	write := func(text string) func(*Screen) { return func(s *Screen) { _, _ = s.Write([]byte(text)) } }
	bottom := func(text string) func(*Screen) { return func(s *Screen) { s.Bottom(text) } }
	tests := []struct {
		name  string
		steps []func(*Screen)
		want  string
	}{
		{"lines_only", []func(*Screen){write("one\n"), write("two")}, "one\ntwo\n"},
		{"bottom_only", []func(*Screen){bottom("50%")}, "50%"},
		{"bottom_stays_below", []func(*Screen){bottom("50%"), write("one\n"), write("two\n")}, "one\ntwo\n50%"},
		{"shorter_bottom", []func(*Screen){bottom("a long line"), bottom("short")}, "short"},
		{"shorter_line_above", []func(*Screen){bottom("a long line"), write("x\n")}, "x\na long line"},
		{"bottom_taken_away", []func(*Screen){bottom("50%"), write("one\n"), bottom("")}, "one\n"},
		{"taken_away_twice", []func(*Screen){bottom("50%"), bottom(""), bottom(""), write("one\n")}, "one\n"},
		{"cut_to_the_width", []func(*Screen){bottom(strings.Repeat("x", 50)), write("one\n"), bottom("y")}, "one\ny"},
		{"several_lines_at_once", []func(*Screen){bottom("50%"), write("one\ntwo\n")}, "one\ntwo\n50%"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, e := newTestScreen(20)
			for _, step := range test.steps {
				step(s)
			}
			if got := e.String(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestScreenInPipe(t *testing.T) {
	var b bytes.Buffer
	s := NewScreen(&b, ScreenOptions{})
	s.Bottom("50%")
	_, _ = fmt.Fprintln(s, "one")
	s.Bottom("")
	if got, want := b.String(), "one\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestScreenNarrow(t *testing.T) {
	for _, width := range []int{0, 1, 2} {
		s, e := newTestScreen(width)
		s.Bottom("progress")
		s.Bottom("")
		if got := strings.TrimSpace(e.String()); got != "" {
			t.Errorf("width %d: got %q, want nothing left", width, got)
		}
	}
}

// TestScreenConcurrently checks that lines and the bottom line never mix.
func TestScreenConcurrently(t *testing.T) {
	s, e := newTestScreen(40)
	const writers, lines = 8, 50
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range lines {
				_, _ = fmt.Fprintf(s, "writer %d line %d\n", w, i)
				s.Bottom(fmt.Sprintf("%d%% of writer %d", i, w))
			}
		})
	}
	group.Wait()
	s.Bottom("")
	got := strings.Split(strings.TrimSuffix(e.String(), "\n"), "\n")
	if len(got) != writers*lines {
		t.Fatalf("got %d lines, want %d", len(got), writers*lines)
	}
	for _, line := range got {
		var w, i int
		if n, _ := fmt.Sscanf(line, "writer %d line %d", &w, &i); n != 2 || line != fmt.Sprintf("writer %d line %d", w, i) {
			t.Errorf("line %q is mixed with another", line)
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("closed pipe") }

func TestScreenReportsFailure(t *testing.T) {
	if _, err := NewScreen(brokenWriter{}, ScreenOptions{}).Write([]byte("x\n")); err == nil {
		t.Error("got no error, want that of the writer")
	}
}
