package sweep

import "time"

// roundTrip is the estimator of RFC 6298, section 2.
type roundTrip struct {
	samples  int
	smoothed time.Duration // SRTT
	varying  time.Duration // RTTVAR
}

// sample takes in one measurement.
func (r *roundTrip) sample(rtt time.Duration) {
	r.samples++
	if r.samples == 1 {
		r.smoothed, r.varying = rtt, rtt/2
		return
	}
	r.varying += ((r.smoothed - rtt).Abs() - r.varying) / 4
	r.smoothed += (rtt - r.smoothed) / 8
}

// timeout is SRTT + 4 RTTVAR, clamped to what one SYN may take.
func (r *roundTrip) timeout() time.Duration {
	return min(max(r.smoothed+4*r.varying, MinTimeout), MaxTimeout)
}

// Thresholds of loss.
const (
	RareLoss  = 0.005 // below this silence is believed at once
	HeavyLoss = 0.03  // above this the silent are visited a third time
)

// loss counts what attempts that were answered in the end have cost.
type loss struct{ answers, lost int }

// lossy reports whether at least this share was lost, in numbers that say so.
func (l loss) lossy(share float64) bool { return l.answers >= enoughForLoss && l.rate() >= share }

// rate is the share of attempts that were lost.
func (l loss) rate() float64 {
	if l.answers == 0 {
		return 0
	}
	return float64(l.lost) / float64(l.answers+l.lost)
}
