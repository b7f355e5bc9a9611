package netx

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"camorigin/internal/model"
)

// errnoClass groups the error numbers of an operating system.
type errnoClass int

const (
	errnoOther errnoClass = iota
	errnoRefused
	errnoTimeout
	errnoReset
	errnoUnreachable
	errnoNoNetwork // no route, or the interface is down: unreachable
	errnoLocal     // our own fault: no descriptor, port or buffer left
)

// OutcomeOf names what became of a question from the type and number of the
// error, never from its text. A nil error is model.Answered; an error that
// says nothing about the network is model.Malformed.
func OutcomeOf(err error) model.Outcome {
	if err == nil {
		return model.Answered
	}
	var known *outcomeError
	if errors.As(err, &known) {
		return known.outcome
	}
	switch {
	case errors.Is(err, ErrScope):
		return model.OutOfScope
	case errors.Is(err, ErrBudget), errors.Is(err, ErrDistress):
		return model.BudgetSpent
	case errors.Is(err, ErrStopped), errors.Is(err, ErrLocal), errors.Is(err, errSetAside), errors.Is(err, ErrAnswered), errors.Is(err, context.Canceled):
		return model.Cancelled
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return model.Timeout
	}
	if outcome, ok := outcomeOfErrno(err); ok {
		return outcome
	}
	return outcomeOfType(err)
}

func outcomeOfErrno(err error) (model.Outcome, bool) {
	switch classOf(err) {
	case errnoRefused:
		return model.Refused, true
	case errnoTimeout:
		return model.Timeout, true
	case errnoReset:
		return model.Reset, true
	case errnoUnreachable, errnoNoNetwork:
		return model.Unreachable, true
	case errnoLocal:
		return model.Cancelled, true
	}
	return "", false
}

func outcomeOfType(err error) model.Outcome {
	var network net.Error
	var header tls.RecordHeaderError
	switch {
	case errors.As(err, &network) && network.Timeout():
		return model.Timeout
	case errors.As(err, &header):
		return model.NotThisProtocol
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrClosedPipe), errors.Is(err, net.ErrClosed):
		return model.Reset
	}
	return model.Malformed
}

// classOf returns the class of the error number inside err.
func classOf(err error) errnoClass {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return errnoOther
	}
	return classify(errno)
}
