package bundle

import (
	"fmt"
	"regexp"
	"slices"
)

// The members of a dossier. Those that a run had no use for are left out.
const (
	ManifestName  = "manifest.json"
	ReadmeName    = "README.txt"
	EvidenceName  = "evidence.jsonl"
	ResultName    = "result.json"
	PolicyName    = "policy.yaml"
	DecisionsName = "decisions.yaml"
	PricesName    = "prices.yaml"     // of the data
	OwnPricesName = "prices-own.yaml" // of the user
)

// ruleName is the form of the members that hold the user's own rules.
var ruleName = regexp.MustCompile(`^rules/[0-9]{4}\.yaml$`)

// RuleName is the member for the n-th file of the user's own rules, from 0.
func RuleName(n int) string { return fmt.Sprintf("rules/%04d.yaml", n+1) }

// MaxArchive is the size of an archive, in bytes, beyond which none is read.
const MaxArchive = 2 << 30

// Bounds of an archive that is read.
const (
	maxMembers = 512

	maxTotal    = 2 << 30 // bytes of all members
	maxManifest = 4 << 20
	maxText     = 4 << 20 // of a policy, decisions, prices or rules
	maxRecord   = 1 << 30 // of evidence or the result
)

// limit is the most bytes that a member may have; 0 for a name that no member has.
func limit(name string) uint64 {
	switch {
	case name == ManifestName:
		return maxManifest
	case name == EvidenceName, name == ResultName:
		return maxRecord
	case slices.Contains([]string{ReadmeName, PolicyName, DecisionsName, PricesName, OwnPricesName}, name), ruleName.MatchString(name):
		return maxText
	}
	return 0
}
