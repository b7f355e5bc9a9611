package scan

import (
	"errors"
	"fmt"
	"hash/fnv"
	"runtime"

	"camorigin/internal/netx"
)

// fault records a panic. It is called from the deferred function that recovered
// it, so that the stack is still that of the panic.
func (e *engine) fault(in *interviewed, r any) {
	f := Fault{Host: in.addr.String(), Site: in.site, Text: fmt.Sprint(r), Hash: stackHash()}
	e.opts.Net.Log.Error("internal error while a device was asked", "host", f.Host, "hash", f.Hash, "error", f.Text)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.faults = append(e.faults, f)
}

// stackHash names the place of a panic: the functions and lines on the stack,
// without addresses, so that the same defect has the same name in every run.
func stackHash() string {
	const skip, depth = 3, 24
	var callers [depth]uintptr
	n := runtime.Callers(skip, callers[:])
	frames := runtime.CallersFrames(callers[:n])
	sum := fnv.New32a()
	for {
		frame, more := frames.Next()
		_, _ = fmt.Fprintf(sum, "%s:%d\n", frame.Function, frame.Line) // a hash never fails
		if !more {
			return fmt.Sprintf("%08x", sum.Sum32())
		}
	}
}

// isStop reports whether an address was not tried because the scan was stopped.
func isStop(err error) bool { return errors.Is(err, netx.ErrStopped) }

// cause is the innermost error: what the system said, without what was tried.
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
