// Package cost estimates what it takes to replace the flagged devices, and puts
// them in an order: what first, what next, what at the end of its life.
//
// Only devices that a policy flags on strong evidence count. What has to be
// checked by hand, and what somebody looked at and found to be something else,
// is in no estimate. The package is pure, and every estimate says what it rests
// on.
package cost
