// Package vuln knows the published vulnerabilities of surveillance equipment in
// a form that can be tried against what is known of a device: whose equipment,
// which models, which versions of firmware.
//
// The answer is careful in both directions. A device is affected only when its
// model and its version are known and stated to be. It is not affected only when
// they are known not to be. In between the answer is that the vulnerability
// cannot be excluded, with what is missing. A vulnerability without a confirmed
// claim is kept for the reader and has no effect.
package vuln
