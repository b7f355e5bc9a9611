// Package redact replaces what tells where a device stands and which unit it is:
// addresses, names, hardware addresses, serial numbers and identifiers. Each gets
// a token of the same length and character class, worked out from a key, so that
// the same value has the same token wherever it stands: in an answer, in a URL, in
// a certificate. A hardware address keeps its first 24 bits, which name the
// company; an address keeps its private range and its neighbours; a name keeps the
// words that name products.
//
// It changes evidence, not results: a result is made anew from what it has
// changed, and Changes says what does not come out as before. The package is
// pure; the key is given.
package redact
