package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// The exit codes, the same for every command and format. 2 is never used: a
// crashed Go program exits with it.
const (
	ExitDone        = 0
	ExitFailed      = 1 // could not run, or an output could not be written
	ExitFindings    = 3 // findings at or above --fail-on
	ExitIncomplete  = 4 // part of the scope was not scanned for our own reasons
	ExitInterrupted = 130
	ExitTerminated  = 143
)

// incomplete says that a part of the scope was not scanned.
type incomplete struct{ reasons []string }

func (e incomplete) Error() string {
	return "incomplete: " + strings.Join(e.reasons, "; ")
}

// failOn says that findings reached the severity that the user named.
type failOn struct {
	count    int
	severity string
	fresh    bool // only findings that are not in the baseline were counted
}

func (e failOn) Error() string {
	what := "finding"
	if e.fresh {
		what = "new finding"
	}
	if e.count != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s at or above %s (--fail-on)", e.count, what, e.severity)
}

// exitCode maps the joined errors of a run to the one code that counts:
// failed, then interrupted, then incomplete, then findings.
func exitCode(err error) int {
	if err == nil {
		return ExitDone
	}
	code := ExitDone
	for _, e := range flatten(err) {
		code = worse(code, codeOf(e))
	}
	return code
}

// codeOf is the exit code of one error that is not a join.
func codeOf(err error) int {
	var (
		stop  interrupted
		part  incomplete
		found failOn
	)
	switch {
	case errors.As(err, &stop):
		return stop.exitCode()
	case errors.As(err, &part):
		return ExitIncomplete
	case errors.As(err, &found):
		return ExitFindings
	}
	return ExitFailed
}

// worse keeps the code that takes precedence.
func worse(a, b int) int {
	order := []int{ExitFailed, ExitTerminated, ExitInterrupted, ExitIncomplete, ExitFindings}
	for _, code := range order {
		if a == code || b == code {
			return code
		}
	}
	return ExitDone
}

// flatten lists the leaves of joined errors.
func flatten(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var leaves []error
	for _, e := range joined.Unwrap() {
		leaves = append(leaves, flatten(e)...)
	}
	return leaves
}

// interruption is the error of a context that a signal ended, else nil.
func interruption(ctx context.Context) error {
	var stop interrupted
	if errors.As(context.Cause(ctx), &stop) {
		return stop
	}
	return nil
}
