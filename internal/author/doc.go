// Package author helps people who write rules: it drafts rules from recorded
// answers, and says which makers the rules cover and by what.
package author

//go:generate go run camorigin/cmd/camorigin fingerprints digest -o ../../fingerprints/rules.digest.json
//go:generate go run camorigin/cmd/camorigin fingerprints coverage -o ../../docs/COVERAGE.md
