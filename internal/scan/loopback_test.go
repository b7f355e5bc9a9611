package scan

import (
	"context"
	"io"
	"net"
	"runtime"
	"sync"
	"testing"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/netx"
)

type netConn = net.Conn

// swallow accepts every connection and says nothing.
func swallow(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	go func() {
		defer theirs.Close()
		_, _ = io.Copy(io.Discard, theirs)
	}()
	return ours, nil
}

// A thousand addresses that refuse at once, one of which has a port open.
func TestLoopback(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.3.7:0")
	if err != nil {
		t.Skipf("no such loopback address here: %v", err)
	}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.Copy(c, c)
			_ = c.Close()
		}
	})
	before := runtime.NumGoroutine()
	opts := Options{
		Plan:      plan(t, "127.0.1.0-127.0.4.231"),
		Ports:     []model.PortRole{{Port: 9, Role: model.RoleWeb}, {Port: uint16(listener.Addr().(*net.TCPAddr).Port), Role: model.RoleWeb}},
		Interview: interview,
		Net:       netx.Options{Pace: netx.Pace{Rate: 5000, InFlight: 512}},
	}
	began := time.Now()
	got := run(t, t.Context(), opts)
	t.Logf("1000 addresses in %v", time.Since(began))
	if got.Coverage.Answered != 1 || got.Coverage.Refused != 999 {
		t.Errorf("coverage: got %+v, want 1 answered, 999 refused", got.Coverage)
	}
	if len(got.Evidence) != 1 || string(got.Evidence[0].Response) != "hello" {
		t.Errorf("evidence: got %+v, want hello", got.Evidence)
	}
	if after := runtime.NumGoroutine(); after > before+2 {
		t.Errorf("goroutines: got %d, %d before", after, before)
	}
	_ = listener.Close()
	serving.Wait()
}
