// Package wording holds the test that no text of the program accuses or
// absolves, in any language, and that no company is given a country that is not
// its own.
package wording
