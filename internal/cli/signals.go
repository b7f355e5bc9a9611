package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// echo is the time in which a second signal is taken for the same one: some
// programs, timeout among them, send a signal to the process and to its group.
const echo = 300 * time.Millisecond

// interrupted is the cause of a context that a signal has cancelled.
type interrupted struct{ signal os.Signal }

func (i interrupted) Error() string { return fmt.Sprintf("interrupted by %v", i.signal) }

// exitCode is the one that shells know for a program ended by the signal.
func (i interrupted) exitCode() int {
	if i.signal == syscall.SIGTERM {
		return ExitTerminated
	}
	return ExitInterrupted
}

// WithSignals returns a context that the first interrupt or termination
// cancels, so that what was found is still written; a second one ends the
// program at once through exit. A closed pipe is an error of the write and not
// the end of the program. The returned function stops listening.
func WithSignals(parent context.Context, exit func(int)) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	signal.Ignore(syscall.SIGPIPE)
	done := make(chan struct{})
	go func() {
		var first time.Time
		for {
			select {
			case s := <-signals:
				if first.IsZero() {
					first = time.Now()
					cancel(interrupted{s})
				} else if time.Since(first) > echo {
					exit(interrupted{s}.exitCode())
				}
			case <-done:
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel(context.Canceled)
	}
}
