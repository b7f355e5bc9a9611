package lab

import (
	"cmp"
	"slices"
	"time"
)

// Counters is what one device had to bear. Connections are counted from the
// first packet that the kernel accepts, whether or not anything was sent.
type Counters struct {
	Connections     int
	Open            int            // not yet ended by the peer
	MaxAtOnce       int            // over all ports
	MaxAtOnceByPort map[uint16]int // of the ports that were connected to
	ShortestGap     time.Duration  // between two connections, at most; zero with fewer than two
	Duration        time.Duration  // from the first connection to the end of the last

	Requests int
	Log      []Request // the first 4,096 of them, in order

	TLSHandshakes int // begun: a ClientHello was read
	TLSCompleted  int

	BytesIn  int64
	BytesOut int64 // handed to the kernel, some of which a peer may never have read

	FINs   int // connections that the peer ended in good order
	Resets int // connections that the peer cut

	StrayBytes  int64    // sent to ports where nothing may be sent
	Credentials []string // what looked like a login; must stay empty
	Malformed   []string // requests that a strict parser refuses
}

// overlapTolerance is how long an ended connection may seem open to us only
// because the scheduler was slow to tell.
const overlapTolerance = 10 * time.Millisecond

// measure fills in what follows from the lives of the connections.
func (c *Counters) measure(spans []*span, now time.Time) {
	c.MaxAtOnceByPort = map[uint16]int{}
	if len(spans) == 0 {
		return
	}
	c.MaxAtOnce = maxAtOnce(spans, now)
	byPort := map[uint16][]*span{}
	last := spans[0].from
	for i, s := range spans {
		byPort[s.port] = append(byPort[s.port], s)
		if s.to.IsZero() {
			c.Open++
		}
		if end := s.end(now); end.After(last) {
			last = end
		}
		if i == 0 {
			continue
		}
		if gap := s.from.Sub(spans[i-1].from) + spans[i-1].slack; i == 1 || gap < c.ShortestGap {
			c.ShortestGap = gap
		}
	}
	c.Duration = last.Sub(spans[0].from)
	for port, list := range byPort {
		c.MaxAtOnceByPort[port] = maxAtOnce(list, now)
	}
}

// end is when the connection ended, or now.
func (s *span) end(now time.Time) time.Time {
	if s.to.IsZero() {
		return now
	}
	return s.to
}

// maxAtOnce is the greatest number of spans that overlap by more than the
// tolerance and by more than the lab itself was late to see an end.
func maxAtOnce(spans []*span, now time.Time) int {
	type edge struct {
		at   time.Time
		step int
	}
	edges := make([]edge, 0, 2*len(spans))
	for _, s := range spans {
		end := s.end(now).Add(-overlapTolerance - s.delay)
		if end.Before(s.from) {
			end = s.from
		}
		edges = append(edges, edge{s.from, +1}, edge{end.Add(1), -1})
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.step, b.step))
	})
	open, most := 0, 0
	for _, e := range edges {
		open += e.step
		most = max(most, open)
	}
	return most
}
