// Package safetext makes text that a device, a file or another tool chose safe
// to show: in a terminal, a table, CSV, Markdown, JSON and the log of a
// continuous integration run.
//
// Text that Line has cleaned is valid UTF-8 in normalisation form C, and has
// no control characters (C0, DEL, C1), no bidirectional, zero-width or other
// invisible characters, no line or paragraph separators and no more runes than
// the limit. The other functions build on it, each for one kind of reader.
package safetext
