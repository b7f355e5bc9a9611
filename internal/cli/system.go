package cli

import (
	"io"
	"os"
	"strings"
	"time"
)

// System is what a run may touch of the machine: everything that the commands
// read or write besides files and the network, so that tests can replace it.
type System struct {
	Version string
	Args    []string // without the program's name
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Environ []string // as os.Environ gives it
	Now     func() time.Time
}

// RealSystem is the machine that the program runs on.
func RealSystem(version string, args []string) System {
	return System{
		Version: version,
		Args:    args,
		Stdin:   os.Stdin,
		Stdout:  os.Stdout,
		Stderr:  os.Stderr,
		Environ: os.Environ(),
		Now:     time.Now,
	}
}

// Getenv is the value of a variable of the environment, or empty.
func (s System) Getenv(name string) string {
	value := ""
	for _, entry := range s.Environ {
		if v, ok := strings.CutPrefix(entry, name+"="); ok {
			value = v
		}
	}
	return value
}
