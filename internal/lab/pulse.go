package lab

import (
	"context"
	"sync"
	"time"
)

const (
	pulsePeriod = 5 * time.Millisecond
	pulseMemory = 250 * time.Millisecond
)

// pulse measures how late the scheduler lets the lab run. A connection may have
// stood in the kernel's queue for that long before it is noticed.
type pulse struct {
	now func() time.Time

	mu   sync.Mutex
	last time.Time
	late []lateness // within pulseMemory, oldest first
}

type lateness struct {
	at time.Time
	by time.Duration
}

// run beats until ctx ends.
func (p *pulse) run(ctx context.Context) {
	p.beat()
	ticker := time.NewTicker(pulsePeriod)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			p.beat()
		}
	}
}

func (p *pulse) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	for len(p.late) > 0 && now.Sub(p.late[0].at) > pulseMemory {
		p.late = p.late[1:]
	}
	if by := p.overdue(now); by > 0 {
		p.late = append(p.late, lateness{now, by})
	}
	p.last = now
}

// overdue is by how much the next beat is late already.
func (p *pulse) overdue(now time.Time) time.Duration {
	if p.last.IsZero() {
		return 0
	}
	return max(0, now.Sub(p.last)-pulsePeriod)
}

// slack is the longest time for which the lab has lately been kept from
// running. A nil pulse has none.
func (p *pulse) slack() time.Duration {
	if p == nil {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	longest := p.overdue(p.now())
	for _, l := range p.late {
		longest = max(longest, l.by)
	}
	return longest
}
