// Package ui is the terminal: one screen on standard error that the log and the
// progress share, and what is known about colours and widths.
//
// Log records go through log/slog to gologger, which writes them by a formatter
// of ours: one clean line for each record, keys in the order in which they were
// given, no escape sequence that came from a device, colour only where it is
// wanted.
package ui
