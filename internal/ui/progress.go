package ui

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// ProgressMode says how progress is shown.
type ProgressMode string

// The modes. Auto is a bar on a terminal, and plain elsewhere.
const (
	ProgressAuto  ProgressMode = "auto"
	ProgressPlain ProgressMode = "plain" // a line every ten seconds
	ProgressJSON  ProgressMode = "json"  // a JSON object a line, every second
	ProgressNone  ProgressMode = "none"
)

// ParseProgress reads the choice of --progress.
func ParseProgress(text string) (ProgressMode, error) {
	switch mode := ProgressMode(text); mode {
	case ProgressAuto, ProgressPlain, ProgressJSON, ProgressNone:
		return mode, nil
	}
	return "", fmt.Errorf("--progress %q: write auto, plain, json or none", text)
}

// State is how far a run has come.
type State struct {
	Pass    int           // 1 for the first; 0 when there are no passes
	Done    uint64        // addresses of this pass that are finished
	Total   uint64        // addresses of this pass; 0 when not known
	Alive   int           // addresses that answered
	Cameras int           // surveillance equipment found so far
	Rate    float64       // addresses finished a second
	Left    time.Duration // until the end of this pass; 0 when not known; below a second it is not shown
	Elapsed time.Duration
	Last    bool // the run has ended
}

// share is how much is done, from 0 to 1. It is 1 only when all is done.
func (s State) share() float64 {
	if s.Total == 0 {
		return 0
	}
	return min(float64(s.Done)/float64(s.Total), 1)
}

func (s State) percent() int { return int(s.share() * 100) }

// Progress shows states on a screen. It is safe for concurrent use.
type Progress struct {
	screen *Screen
	show   func(State)
	every  time.Duration
	now    func() time.Time

	mu    sync.Mutex
	next  time.Time // when the next state is shown
	ended bool
}

// The time between two states that are shown.
const (
	everyBar   = 100 * time.Millisecond
	everyPlain = 10 * time.Second
	everyJSON  = time.Second
)

// NewProgress makes a progress on a screen. It has no clock of its own: it shows
// what Update is given, as often as the mode allows by the time that now tells.
func NewProgress(screen *Screen, mode ProgressMode, now func() time.Time) *Progress {
	p := &Progress{screen: screen, now: now}
	switch {
	case mode == ProgressNone:
		p.show = func(State) {}
	case mode == ProgressJSON:
		p.show, p.every = p.json, everyJSON
	case mode == ProgressAuto && screen.Live():
		p.show, p.every = p.bar, everyBar
	default:
		p.show, p.every = p.plain, everyPlain
		p.next = now().Add(everyPlain)
	}
	return p
}

// Update shows a state, if it is time to. The last one is always shown; nothing
// is shown after it.
func (p *Progress) Update(s State) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.ended || !s.Last && now.Before(p.next) {
		return
	}
	p.next, p.ended = now.Add(p.every), s.Last
	p.show(s)
}

// Close takes the bar off the screen; nothing is shown after it. It may be called
// more than once, and after the last state.
func (p *Progress) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	p.screen.Bottom("")
}

func (p *Progress) bar(s State) {
	if s.Last {
		p.screen.Bottom("")
		p.line(sentence(s))
		return
	}
	p.screen.Bottom(barLine(s, p.screen.width()-1))
}

func (p *Progress) plain(s State) { p.line(sentence(s)) }

func (p *Progress) line(text string) {
	_, _ = fmt.Fprintln(p.screen, text) // progress that cannot be shown is no failure of the run
}

// sentence is a state in words.
func sentence(s State) string {
	parts := []string{scanned(s), found(s), alive(s)}
	if s.Last {
		return strings.Join(append(parts, "took "+short(s.Elapsed)), ", ")
	}
	if s.Rate > 0 {
		parts = append(parts, rate(s))
	}
	if s.Left >= time.Second {
		parts = append(parts, "about "+short(s.Left)+" left")
	}
	return strings.Join(parts, ", ")
}

func scanned(s State) string {
	switch {
	case s.Last && s.Pass > 1:
		return fmt.Sprintf("scanned in %d passes", s.Pass)
	case s.Total == 0:
		return "scanned"
	}
	text := fmt.Sprintf("scanned %d of %d addresses (%d%%)", s.Done, s.Total, s.percent())
	if s.Pass > 1 {
		return fmt.Sprintf("pass %d: %s", s.Pass, text)
	}
	return text
}

func found(s State) string { return count(s.Cameras, "camera", "cameras") }
func alive(s State) string { return count(s.Alive, "address answers", "addresses answer") }
func rate(s State) string  { return fmt.Sprintf("%.0f/s", s.Rate) }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// short writes a duration in its two greatest units.
func short(d time.Duration) string {
	s := int64(max(d, 0).Round(time.Second).Seconds())
	switch {
	case s < 60:
		return fmt.Sprintf("%ds", s)
	case s < 3600:
		return fmt.Sprintf("%dm%02ds", s/60, s%60)
	case s < 48*3600:
		return fmt.Sprintf("%dh%02dm", s/3600, s%3600/60)
	}
	return fmt.Sprintf("%dd%02dh", s/86400, s%86400/3600)
}
