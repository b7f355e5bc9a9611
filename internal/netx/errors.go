package netx

import (
	"context"
	"errors"
	"fmt"

	"camorigin/internal/model"
)

// Errors that a caller may branch on with errors.Is.
var (
	// ErrBudget says that a budget of the device is spent.
	ErrBudget = errors.New("budget of the device is spent")
	// ErrDistress says that the device showed distress and is left alone.
	ErrDistress = errors.New("device is left alone")
	// ErrScope says that the address may not be contacted.
	ErrScope = errors.New("address is out of scope")
	// ErrAnswered says that an attempt to find out whether a device is alive was
	// not needed any more.
	ErrAnswered = errors.New("device has answered already")
	// ErrSilent says that nobody answered an attempt in time.
	ErrSilent = fmt.Errorf("no answer in time: %w", context.DeadlineExceeded)
	// ErrStopped says that the door was closed by Door.Stop.
	ErrStopped = errors.New("scan is stopping")
	// ErrLocal says that this machine could not make the attempt, whatever the
	// device would have said: no descriptor, no local port, no buffer.
	ErrLocal = errors.New("this machine cannot open a connection")

	// errSetAside ends an attempt that would be one connection too many.
	errSetAside = errors.New("attempt set aside for another connection")
)

// outcomeError carries an outcome that its cause alone would not tell.
type outcomeError struct {
	outcome model.Outcome
	err     error
}

func (e *outcomeError) Error() string { return e.err.Error() }
func (e *outcomeError) Unwrap() error { return e.err }

func spent(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), ErrBudget)
}
