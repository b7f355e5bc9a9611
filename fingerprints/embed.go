// Package fingerprints is the data: what devices say and who makes it, in
// files that people read and edit, embedded into the program.
package fingerprints

import "embed"

// FS holds every file of the data: rules/*.yaml, makers/*.yaml,
// policies/*.yaml, the files beside them, and the digest of the rules that spares
// each start the reading of them.
//
//go:embed *.yaml rules.digest.json rules makers policies
var FS embed.FS
