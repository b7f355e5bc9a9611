package inventory

import "math"

// Estimate is how many devices there are, judged by how many two sources have in
// common.
type Estimate struct {
	List   int     `json:"list"`   // devices of the list
	Result int     `json:"result"` // devices of the result
	Both   int     `json:"both"`
	Total  float64 `json:"total"`
	Low    float64 `json:"low"`  // of the 95 % interval
	High   float64 `json:"high"` // of the 95 % interval
}

// fewInBoth is below how many devices in common an estimate is a rough one.
const fewInBoth = 7

// Rough reports whether the sources have too little in common for a good
// estimate: below seven, Chapman's estimator is biased.
func (e Estimate) Rough() bool { return e.Both < fewInBoth }

// Chapman estimates the number of devices from two sources that have found n1
// and n2, of which m are the same: (n1+1)(n2+1)/(m+1)-1, with Seber's variance
// (1970) and Chao's log-normal interval (1987), which never falls below what was
// seen. It holds where the sources are independent, the devices are the same
// ones for both, and each device is as likely to be in a source as any other.
// Without a common device there is no estimate.
func Chapman(n1, n2, m int) *Estimate {
	if m < 1 || n1 < m || n2 < m {
		return nil
	}
	a, b, c := float64(n1), float64(n2), float64(m)
	total := (a+1)*(b+1)/(c+1) - 1
	variance := (a + 1) * (b + 1) * (a - c) * (b - c) / ((c + 1) * (c + 1) * (c + 2))
	e := &Estimate{List: n1, Result: n2, Both: m, Total: total, Low: total, High: total}
	seen := a + b - c
	if hidden := total - seen; hidden > 0 {
		spread := math.Exp(normal95 * math.Sqrt(math.Log(1+variance/(hidden*hidden))))
		e.Low, e.High = seen+hidden/spread, seen+hidden*spread
	}
	return e
}

// normal95 is how many standard deviations hold 95 % of a normal distribution.
const normal95 = 1.959964
