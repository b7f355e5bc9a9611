// Package origin knows who stands behind a brand: which company sells under
// it, who makes the equipment, who controls that company, on which lists it
// stands, and to whom a MAC prefix was assigned. Each statement rests on
// claims, and each claim has a source that can be opened. What no confirmed
// claim supports is kept, shown as unconfirmed, and has no effect.
//
// The package is pure: it reads data once and answers questions about it. It
// knows nothing of devices.
package origin
