package netx

import (
	"context"
	"slices"
	"sync"
	"time"
)

// window limits how many connection attempts are pending at once. It shrinks
// when this machine runs out of descriptors, ports or buffers, and opens again
// slowly.
type window struct {
	mu      sync.Mutex
	max     int
	size    int
	used    int
	freed   int // releases since the size last changed
	shrunk  time.Time
	waiting []chan struct{}
}

func newWindow(size int) *window { return &window{max: max(size, 1), size: max(size, 1)} }

// acquire takes one place, or returns the cause of ctx.
func (w *window) acquire(ctx context.Context) error {
	w.mu.Lock()
	if w.used < w.size {
		w.used++
		w.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	w.waiting = append(w.waiting, turn)
	w.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		w.abandon(turn)
		return context.Cause(ctx)
	}
}

// abandon leaves the queue, or passes on the place if it was given already.
func (w *window) abandon(turn chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if i := slices.Index(w.waiting, turn); i >= 0 {
		w.waiting = slices.Delete(w.waiting, i, i+1)
		return
	}
	w.used--
	w.admit()
}

// release gives a place back.
func (w *window) release() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.used--
	if w.freed++; w.freed > w.size && w.size < w.max {
		w.size, w.freed = w.size+1, 0
	}
	w.admit()
}

// shrink narrows the window below what is in use now. Attempts that fail
// together narrow it once.
func (w *window) shrink(now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if now.Sub(w.shrunk) < firstBackoff {
		return
	}
	w.shrunk = now
	w.size, w.freed = max(min(w.size, w.used)*3/4, 1), 0
}

func (w *window) admit() {
	for len(w.waiting) > 0 && w.used < w.size {
		close(w.waiting[0])
		w.waiting = slices.Delete(w.waiting, 0, 1)
		w.used++
	}
}
