// Package cli is the command line: it turns flags into the options of the
// packages that do the work, and their errors into messages and exit codes.
// It holds no logic of its own.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"camorigin/internal/safetext"
)

// Run executes one command line and returns the exit code. Results go to
// Stdout, everything else to Stderr.
func Run(ctx context.Context, sys System) int {
	app := &app{sys: sys}
	root := app.root()
	root.SetArgs(sys.Args)
	root.SetIn(sys.Stdin)
	root.SetOut(sys.Stdout)
	root.SetErr(sys.Stderr)
	err := root.ExecuteContext(ctx)
	if stop := interruption(ctx); stop != nil && !app.endless {
		err = errors.Join(err, stop)
	}
	complain(sys.Stderr, err)
	return exitCode(err)
}

// complain prints every error on a line of its own.
func complain(w io.Writer, err error) {
	if err == nil {
		return
	}
	said := make(map[string]bool)
	for _, e := range flatten(err) {
		for line := range strings.Lines(e.Error()) {
			text := safetext.Limit(strings.TrimRight(line, "\n"), maxErrorLine)
			if text != "" && !said[text] {
				said[text] = true
				_, _ = fmt.Fprintln(w, safetext.CI("camorigin: "+text))
			}
		}
	}
}

// maxErrorLine bounds one line of an error, in runes.
const maxErrorLine = 1000

// app is the program while it runs one command line.
type app struct {
	sys      System
	globals  globals
	pipeline pipeline // that the run speaks to; settle finds it
	endless  bool     // the command runs until it is interrupted
}
