// Package lab serves simulated devices on loopback: cameras, recorders and
// things that are neither, speaking real HTTP, TLS, RTSP and ONVIF. What a
// device says comes from a personality, a YAML file that can be added without
// code; docs/LAB.md describes the format. The demo, the training mode and the
// integration tests scan the lab.
//
// Every device keeps an account of what it had to bear: connections and how
// many at once, requests, TLS handshakes, bytes, credentials. Device.Violations
// compares the account with what DeviceBudget allows.
//
// Hostile personalities misbehave on purpose. They are served only when asked
// for.
package lab
