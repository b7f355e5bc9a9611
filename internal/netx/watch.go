package netx

import (
	"sync"
	"time"
)

// tolerableLag is how late a timer may fire before the machine counts as busy.
const tolerableLag = 20 * time.Millisecond

// watch ends the patience with one attempt. A machine that is busy sees an
// answer late, so the last moments of the patience must have passed in time:
// when the timer at their end fires late, the program did not run, an answer
// may be waiting to be seen, and they are repeated.
type watch struct {
	door     *Door
	patience time.Duration
	giveUp   func()

	mu    sync.Mutex
	timer *time.Timer
	due   time.Time
	end   time.Time // when the patience ends in any case
	last  bool      // the timer that runs is that of the last moments
	over  bool
}

func newWatch(door *Door, patience time.Duration, giveUp func()) *watch {
	return &watch{door: door, patience: patience, giveUp: giveUp}
}

// begin starts the patience.
func (w *watch) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer == nil && !w.over {
		w.end = w.door.opts.Clock.Now().Add(max(w.patience, w.door.opts.Limits.Attempt))
		w.timer = time.AfterFunc(w.wait(w.patience-tolerableLag), w.ring)
	}
}

// wait notes when a timer of that length is due.
func (w *watch) wait(d time.Duration) time.Duration {
	w.due = w.door.opts.Clock.Now().Add(max(d, 0))
	return d
}

func (w *watch) ring() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return
	}
	now := w.door.opts.Clock.Now()
	late := now.Sub(w.due)
	w.door.late(late)
	if w.last && (late <= tolerableLag || !now.Before(w.end)) {
		w.over = true
		w.giveUp()
		return
	}
	w.last = true
	w.timer.Reset(w.wait(tolerableLag))
}

// stop ends the watch.
func (w *watch) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	if w.timer != nil {
		w.timer.Stop()
	}
}
