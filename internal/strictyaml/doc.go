// Package strictyaml reads the small, plain part of YAML that this project's
// files are written in, and refuses everything that YAML reads differently from
// what the author sees: 0554 that becomes 364, no that becomes false, keys that
// are misspelt or stand twice, anchors, aliases, merge keys and tags. Input is
// treated as hostile: its size, depth and number of values are bounded.
//
// It is the only package that may import a YAML library.
package strictyaml

import "fmt"

// Line is the type of a struct field that Decode sets to the line, counted from
// 1, at which the mapping begins. It is no key of the file.
type Line int

// OneOrMore is a list of texts that may be written as a single text.
type OneOrMore []string

// Limits bounds what is read from one file. A zero limit means its default.
type Limits struct {
	Bytes int // default 1 MiB
	Depth int // default 32
	Nodes int // values, keys included; default 200,000
}

const (
	defaultBytes = 1 << 20
	defaultDepth = 32
	defaultNodes = 200_000
)

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = defaultBytes
	}
	if l.Depth <= 0 {
		l.Depth = defaultDepth
	}
	if l.Nodes <= 0 {
		l.Nodes = defaultNodes
	}
	return l
}

// Error is what is wrong with a file, where, and what to do. It reads
// "name:line: text"; every error of Decode is one.
type Error struct {
	Name string
	Line int // counted from 1
	Text string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.Name, e.Line, e.Text) }
