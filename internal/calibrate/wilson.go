package calibrate

import "math"

// z95 is the 97.5th percentile of the standard normal distribution.
const z95 = 1.959963984540054

// Wilson returns the bounds of the 95 % confidence interval of a share of
// successes among n trials (Wilson, JASA 22(158), 1927): unlike the usual
// approximation it holds for few trials and for shares near 0 and 1. Without
// trials the share may be anything.
func Wilson(successes, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	trials, share := float64(n), float64(successes)/float64(n)
	spread := z95 * z95 / trials
	middle := share + spread/2
	half := z95 * math.Sqrt(share*(1-share)/trials+spread/(4*trials))
	return max(0, (middle-half)/(1+spread)), min(1, (middle+half)/(1+spread))
}
