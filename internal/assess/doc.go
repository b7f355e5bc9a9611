// Package assess says what follows from knowing what a device is: which policy
// touches it, which lists name its maker, and what its answers show of its
// exposure. It is the only place where the known supplier of a brand is used.
//
// The package is pure: the same device, answers, knowledge, policy and date
// give the same findings. A finding takes its severity from the policy only
// where the device's own evidence is strong and what is known about the company
// is sourced; everything weaker asks for a check by hand.
package assess
