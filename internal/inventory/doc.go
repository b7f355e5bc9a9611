// Package inventory compares what is known of surveillance equipment: a result
// with an earlier one, a result with a list that somebody keeps, and results of
// several places with one another. It is pure: the same input gives the same
// output.
//
// A device is the same one when a mark that only it has is the same: its MAC
// address, its serial number, its certificate or its ONVIF endpoint, in this
// order. Marks that several devices of a result share mark none of them. Without
// such a mark, the same address at the same site is the same device, unless marks
// say otherwise.
//
// That something did not answer is no proof that it is not there: see Standing.
package inventory
