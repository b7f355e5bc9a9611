// Package show writes comparisons of package inventory for people and programs.
// Text that devices and lists chose never acts on the reader's program.
package show
