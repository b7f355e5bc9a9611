package ui

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// clock is the time of a test.
type clock struct{ t time.Time }

func (c *clock) now() time.Time          { return c.t }
func (c *clock) advance(d time.Duration) { c.t = c.t.Add(d) }

func newClock() *clock { return &clock{time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

// run gives states a fifth of a second apart, for a number of seconds, and the
// last.
func run(p *Progress, c *clock, seconds int) {
	n := uint64(seconds * 5)
	for i := range n {
		p.Update(State{Pass: 1, Done: i, Total: n, Cameras: int(i / 10), Alive: int(i / 5), Rate: 5, Left: time.Duration(n-i) * time.Second / 5})
		c.advance(200 * time.Millisecond)
	}
	p.Update(State{Pass: 1, Done: n, Total: n, Cameras: 7, Alive: 14, Elapsed: time.Duration(seconds) * time.Second, Last: true})
}

func TestProgressPlain(t *testing.T) {
	for _, mode := range []ProgressMode{ProgressPlain, ProgressAuto} {
		var b bytes.Buffer
		c := newClock()
		run(NewProgress(NewScreen(&b, ScreenOptions{}), mode, c.now), c, 25)
		const want = "scanned 50 of 125 addresses (40%), 5 cameras, 10 addresses answer, 5/s, about 15s left\n" +
			"scanned 100 of 125 addresses (80%), 10 cameras, 20 addresses answer, 5/s, about 5s left\n" +
			"scanned 125 of 125 addresses (100%), 7 cameras, 14 addresses answer, took 25s\n"
		if got := b.String(); got != want {
			t.Errorf("%s: got\n%swant\n%s", mode, got, want)
		}
	}
}

func TestProgressOfSecondPass(t *testing.T) {
	var b bytes.Buffer
	c := newClock()
	p := NewProgress(NewScreen(&b, ScreenOptions{}), ProgressPlain, c.now)
	c.advance(everyPlain)
	p.Update(State{Pass: 2, Done: 5, Total: 10, Cameras: 1, Alive: 1})
	p.Update(State{Pass: 2, Done: 10, Total: 10, Cameras: 1, Alive: 1, Elapsed: 90 * time.Second, Last: true})
	const want = "pass 2: scanned 5 of 10 addresses (50%), 1 camera, 1 address answers\n" +
		"scanned in 2 passes, 1 camera, 1 address answers, took 1m30s\n"
	if got := b.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProgressJSON(t *testing.T) {
	var b bytes.Buffer
	c := newClock()
	run(NewProgress(NewScreen(&b, ScreenOptions{}), ProgressJSON, c.now), c, 3)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 4 {
		t.Fatalf("got %d lines, want one a second and the last", len(lines))
	}
	var last map[string]any
	if err := json.Unmarshal([]byte(lines[3]), &last); err != nil {
		t.Fatal(err)
	}
	if last["event"] != "progress" || last["last"] != true || last["percent"] != 100.0 || last["elapsed"] != 3.0 {
		t.Errorf("got %v, want the last state", last)
	}
}

func TestProgressNone(t *testing.T) {
	s, e := newTestScreen(80)
	c := newClock()
	run(NewProgress(s, ProgressNone, c.now), c, 30)
	if got := e.String(); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}

func TestProgressBar(t *testing.T) {
	s, e := newTestScreen(80)
	c := newClock()
	p := NewProgress(s, ProgressAuto, c.now)
	p.Update(State{Done: 107, Total: 254, Cameras: 6, Rate: 51.2, Left: 3 * time.Second})
	const want = " 42% [############------------------]  6 cameras  3s left  107/254  51/s"
	if got := e.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	p.Update(State{Done: 254, Total: 254}) // too soon
	if got := e.String(); got != want {
		t.Errorf("drawn again too soon: got %q", got)
	}
	p.Update(State{Done: 254, Total: 254, Cameras: 6, Alive: 9, Elapsed: 5 * time.Second, Last: true})
	p.Update(State{Done: 1, Total: 254})
	p.Close()
	if got, want := e.String(), "scanned 254 of 254 addresses (100%), 6 cameras, 9 addresses answer, took 5s\n"; got != want {
		t.Errorf("at the end: got %q, want %q", got, want)
	}
}

func TestProgressCloseTakesTheBarAway(t *testing.T) {
	s, e := newTestScreen(80)
	p := NewProgress(s, ProgressAuto, newClock().now)
	p.Update(State{Done: 1, Total: 2})
	p.Close()
	p.Close()
	if got := e.String(); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}

func TestBarFitsEveryWidth(t *testing.T) {
	states := []State{
		{},
		{Done: 1, Total: 3},
		{Pass: 2, Done: 16_777_213, Total: 16_777_214, Cameras: 12_345, Rate: 4999.9, Left: 50 * time.Hour},
		{Done: 300, Total: 254, Cameras: 1, Rate: 1e9, Left: 1<<63 - 1},
	}
	for _, s := range states {
		for width := range 200 {
			line := barLine(s, width)
			if len(line) > width && strings.Contains(strings.TrimSpace(line), separator) && width > len("pass 2  99%") {
				t.Errorf("width %d: %q is too long", width, line)
			}
			if strings.Contains(line, "100%") && s.Done < s.Total {
				t.Errorf("%q says that all is done", line)
			}
		}
	}
	if got, want := barLine(states[2], 40), "pass 2  99%  12345 cameras  2d02h left"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0s", 1400 * time.Millisecond: "1s", 61 * time.Second: "1m01s", 3600 * time.Second: "1h00m", 49*time.Hour + 59*time.Minute: "2d01h",
	} {
		if got := short(d); got != want {
			t.Errorf("%v: got %s, want %s", d, got, want)
		}
	}
}

func TestParseProgress(t *testing.T) {
	for _, text := range []string{"auto", "plain", "json", "none"} {
		if got, err := ParseProgress(text); err != nil || string(got) != text {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	if _, err := ParseProgress("bars"); err == nil || !strings.Contains(err.Error(), "auto, plain, json or none") {
		t.Errorf("got %v, want the choices", err)
	}
}
