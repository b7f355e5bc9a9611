package cli

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"testing"
)

func TestExitCode(t *testing.T) {
	failed := errors.New("disk full")
	part := incomplete{reasons: []string{"no descriptors"}}
	found := failOn{count: 2, severity: "high"}
	stop := interrupted{os.Interrupt}
	cases := []struct {
		name string
		err  error
		want int
	}{
		{"nothing_wrong", nil, ExitDone},
		{"failed", failed, ExitFailed},
		{"findings", found, ExitFindings},
		{"incomplete_before_findings", errors.Join(found, part), ExitIncomplete},
		{"failed_before_incomplete", errors.Join(part, failed, found), ExitFailed},
		{"interrupted", errors.Join(part, stop), ExitInterrupted},
		{"terminated", interrupted{syscall.SIGTERM}, ExitTerminated},
		{"interrupted_and_not_written", errors.Join(stop, failed), ExitFailed},
		{"wrapped", fmt.Errorf("scan: %w", found), ExitFindings},
		{"nested_joins", errors.Join(errors.Join(found), errors.Join(part)), ExitIncomplete},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := exitCode(c.err); got != c.want {
				t.Errorf("exit code of %v: got %d, want %d", c.err, got, c.want)
			}
		})
	}
}
