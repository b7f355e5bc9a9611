// Package probe interviews one device: it asks the few read-only questions of
// its literal list, in an order in which each answer decides what is sensible
// to ask next, and hands every answer out as evidence. It identifies nothing
// and knows no company beyond the paths in that list.
//
// The answer decides the parser, not the port: RTSP on port 8080, HTTP on 554
// and TLS on 80 are met as what they are. An interview is one goroutine with
// one connection at a time, and leaves a device as soon as the Judge knows
// enough, the device is no surveillance equipment, the budget is spent or the
// device shows distress. No credentials are sent, no login is begun, no session
// is set up and nothing is written, whatever a device asks for; a redirection
// is followed only within the same address. What a device may be made to bear
// is enforced below, in package netx.
package probe
