package sweep

import (
	"net/netip"
	"testing"
	"time"

	"camorigin/internal/netx"
)

const ms = time.Millisecond

func addr(text string) netip.Addr { return netip.MustParseAddr(text) }

func observe(e *Estimator, host string, n int, rtt time.Duration, lost int) {
	for range n {
		e.Observe(netx.Attempt{Addr: addr(host), RTT: rtt, Known: true, Lost: lost})
	}
}

// ask uses up the full patience that a stranger gets.
func ask(e *Estimator, host string, n int) {
	for range n {
		e.Timeout(addr(host))
	}
}

func TestTimeout(t *testing.T) {
	tests := []struct {
		name  string
		story func(*Estimator)
		host  string
		want  time.Duration
	}{
		{"nothing_known", func(*Estimator) {}, "10.0.0.1", 950 * ms},
		{"seven_samples", func(e *Estimator) { observe(e, "10.0.0.2", 7, ms, 0) }, "10.0.0.1", 950 * ms},
		{"eight_samples", func(e *Estimator) { observe(e, "10.0.0.2", 8, ms, 0) }, "10.0.0.1", 100 * ms},
		{"never_below_100_ms", func(e *Estimator) { observe(e, "10.0.0.2", 100, 10*time.Microsecond, 0) }, "10.0.0.1", 100 * ms},
		{"never_above_950_ms", func(e *Estimator) {
			for i := range 20 {
				observe(e, "10.0.0.2", 1, time.Duration(1+i%2*800)*ms, 0)
			}
		}, "10.0.0.1", 950 * ms},
		{"steady_slow_link", func(e *Estimator) { observe(e, "10.0.0.2", 50, 300*ms, 0) }, "10.0.0.1", 300 * ms},
		{"karn_ignores_repeated_syns", func(e *Estimator) { observe(e, "10.0.0.2", 50, ms, 0); observe(e, "10.0.0.3", 50, 1070*ms, 1) }, "10.0.0.1", 100 * ms},
		{"new_neighbourhood_has_full_patience", func(e *Estimator) { observe(e, "10.0.0.2", 50, ms, 0) }, "10.0.1.1", 950 * ms},
		{"silent_neighbourhood_falls_back", func(e *Estimator) { observe(e, "10.0.0.2", 50, ms, 0); ask(e, "10.0.1.1", strangerAttempts) }, "10.0.1.1", 200 * ms},
		{"silent_neighbourhood_of_a_slow_whole", func(e *Estimator) { observe(e, "10.0.0.2", 50, 400*ms, 0); ask(e, "10.0.1.1", strangerAttempts) }, "10.0.1.1", 400 * ms},
		{"own_samples_beat_the_whole", func(e *Estimator) { observe(e, "10.0.0.2", 900, ms, 0); observe(e, "10.0.1.2", 50, 300*ms, 0) }, "10.0.1.1", 300 * ms},
		{"ipv6_neighbourhood", func(e *Estimator) { observe(e, "fd00::2", 8, ms, 0) }, "fd00::1", 100 * ms},
		{"mapped_address", func(e *Estimator) { observe(e, "10.0.0.2", 8, ms, 0) }, "::ffff:10.0.0.1", 100 * ms},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := NewEstimator(0)
			tt.story(e)
			got := e.Timeout(addr(tt.host))
			if got < tt.want || got > tt.want+tt.want/20 {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestFixedTimeout(t *testing.T) {
	e := NewEstimator(2 * time.Second)
	observe(e, "10.0.0.2", 50, ms, 0)
	if got := e.Timeout(addr("10.0.0.1")); got != 2*time.Second {
		t.Errorf("got %v, want 2s", got)
	}
}

// The numbers of RFC 6298, section 2, by hand.
func TestRoundTrip(t *testing.T) {
	var r roundTrip
	r.sample(200 * ms)
	if r.smoothed != 200*ms || r.varying != 100*ms || r.timeout() != 600*ms {
		t.Errorf("first sample: got %v, %v, %v", r.smoothed, r.varying, r.timeout())
	}
	r.sample(100 * ms)
	if r.smoothed != 187500*time.Microsecond || r.varying != 100*ms {
		t.Errorf("second sample: got %v, %v", r.smoothed, r.varying)
	}
}

func TestLoss(t *testing.T) {
	tests := []struct {
		name    string
		story   func(*Estimator)
		loss    float64 // of 10.0.0.1
		retries int
		lossy   bool
	}{
		{"nothing_known", func(*Estimator) {}, 0, 2, false},
		{"none_in_few", func(e *Estimator) { observe(e, "10.0.0.2", 100, ms, 0) }, 0, 2, false},
		{"none_in_many", func(e *Estimator) { observe(e, "10.0.0.2", 200, ms, 0) }, 0, 1, false},
		{"one_in_ten", func(e *Estimator) { observe(e, "10.0.0.2", 9, ms, 0); observe(e, "10.0.0.2", 1, ms, 1) }, 1.0 / 11, 2, true},
		{"elsewhere", func(e *Estimator) { observe(e, "10.0.0.2", 600, ms, 0); observe(e, "10.0.1.2", 100, ms, 1) }, 0, 1, true},
		{"elsewhere_and_little_here", func(e *Estimator) { observe(e, "10.0.0.2", 500, ms, 0); observe(e, "10.0.1.2", 100, ms, 1) }, 1.0 / 7, 2, true},
		{"first_answers_prove_nothing", func(e *Estimator) {
			observe(e, "10.0.0.2", 9, ms, 0)
			observe(e, "10.0.0.2", 1, ms, 1)
			for range 1000 {
				e.Observe(netx.Attempt{Addr: addr("10.0.0.3"), RTT: ms})
			}
		}, 1.0 / 11, 2, true},
		{"elsewhere_and_nothing_here", func(e *Estimator) { observe(e, "10.0.1.2", 100, ms, 1) }, 0.5, 2, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := NewEstimator(0)
			tt.story(e)
			if got := e.Loss(addr("10.0.0.1")); got != tt.loss {
				t.Errorf("loss: got %v, want %v", got, tt.loss)
			}
			if got := e.Retries(addr("10.0.0.1")); got != tt.retries {
				t.Errorf("retries: got %v, want %v", got, tt.retries)
			}
			if got := e.Lossy(RareLoss); got != tt.lossy {
				t.Errorf("lossy: got %v, want %v", got, tt.lossy)
			}
		})
	}
}

func TestNeighbourhoodsAreBounded(t *testing.T) {
	e := NewEstimator(0)
	for i := range maxGroups + 1000 {
		e.Timeout(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}).Next())
		e.Timeout(netip.AddrFrom4([4]byte{byte(i >> 16), byte(i >> 8), byte(i), 1}))
	}
	if len(e.groups) > maxGroups {
		t.Errorf("neighbourhoods: got %d, want at most %d", len(e.groups), maxGroups)
	}
}
