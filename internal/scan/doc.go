// Package scan is the engine that joins the stages of a live run: planned
// addresses are swept, each address that answers is interviewed by one actor on
// the connection that the sweep left open, and what it says is collected as
// evidence, with an account of what was sent and of what could not be judged.
//
// The number of addresses in work is bounded, so a slow device slows the sweep
// and nothing piles up. Ending the context stops new connections at once and
// gives running answers a moment to arrive; what was learned is returned in any
// case.
package scan
