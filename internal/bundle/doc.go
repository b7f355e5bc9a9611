// Package bundle packs a dossier: the evidence of a run, the result, and all that
// the result was made with, in one archive that a third party can re-run. The same
// content gives the same bytes.
//
// An archive that is read is hostile input: it holds members of the fixed list
// only, each once and of bounded size, and each with the hash that the manifest
// says. Nothing is ever unpacked to a disk.
//
// docs/DOSSIER.md describes the members.
package bundle
