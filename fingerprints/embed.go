// Package fingerprints is the data: what devices say and who makes it, in
// files that people read and edit, embedded into the program.
package fingerprints

import "embed"

// FS holds every file of the data: rules/*.yaml, makers/*.yaml,
// policies/*.yaml and the files beside them.
//
//go:embed *.yaml rules makers policies
var FS embed.FS
