package netx

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"

	"camorigin/internal/model"
)

func TestOutcomeOf(t *testing.T) {
	sys := func(errno syscall.Errno) error {
		return fmt.Errorf("dial: %w", &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", errno)})
	}
	tests := []struct {
		name string
		err  error
		want model.Outcome
	}{
		{"none", nil, model.Answered},
		{"refused", sys(syscall.ECONNREFUSED), model.Refused},
		{"timed_out", sys(syscall.ETIMEDOUT), model.Timeout},
		{"reset", sys(syscall.ECONNRESET), model.Reset},
		{"broken_pipe", sys(syscall.EPIPE), model.Reset},
		{"host_unreachable", sys(syscall.EHOSTUNREACH), model.Unreachable},
		{"network_unreachable", sys(syscall.ENETUNREACH), model.Unreachable},
		{"no_descriptor", sys(syscall.EMFILE), model.Cancelled},
		{"no_port", sys(syscall.EADDRNOTAVAIL), model.Cancelled},
		{"deadline", os.ErrDeadlineExceeded, model.Timeout},
		{"silent", fmt.Errorf("dial: %w", ErrSilent), model.Timeout},
		{"cancelled", context.Canceled, model.Cancelled},
		{"stopped", ErrStopped, model.Cancelled},
		{"out_of_scope", ErrScope, model.OutOfScope},
		{"budget", spent("%d requests", 20), model.BudgetSpent},
		{"distress", fmt.Errorf("x: %w", ErrDistress), model.BudgetSpent},
		{"end", io.EOF, model.Reset},
		{"cut", io.ErrUnexpectedEOF, model.Reset},
		{"no_tls", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, model.NotThisProtocol},
		{"other", errors.New("connection refused"), model.Malformed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := OutcomeOf(tt.err); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
