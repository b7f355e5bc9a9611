// Package firmware reads the versions that devices state and says which of two
// is newer. Makers write versions in ways of their own; two versions are
// compared only when they are written in the same way, by the same maker and for
// the same line of products. In every other case the answer is that they cannot
// be compared: a wrong "not affected" is worse than none.
//
// A version speaks of one model's firmware. That two devices are of the same
// model, or that an advisory's version is meant for it, is for the caller to
// know.
package firmware
