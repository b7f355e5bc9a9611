// Package rules says what the answers of a device mean. A rule names one field
// of an answer, what the field must say, and what follows about the device; it
// carries the examples that prove it. The package loads rules, checks them
// (Lint), matches them (Set.Match) and explains why they held or did not
// (Set.Explain). It knows nothing of networks, and of companies only the names
// that its Vocabulary knows.
package rules

// Vocabulary resolves the names that rules say. Names are matched as a person
// would (case, punctuation and aliases are the implementation's business); an
// identifier resolves to itself.
type Vocabulary interface {
	MakerID(name string) (id string, ok bool)
	BrandID(name string) (id string, ok bool)
	PlatformID(name string) (id string, ok bool)
}

// The bounds of rules and of the work done for them.
const (
	maxRules        = 5000
	maxFileNodes    = 100_000
	maxPattern      = 512 // bytes
	maxInstructions = 256 // of the compiled pattern
	maxConditions   = 2   // in with, and in unless
	minLiteral      = 3   // bytes
	window          = 64 << 10
	excerptLength   = 200 // bytes of a value shown for a match
)
