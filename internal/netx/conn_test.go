package netx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"camorigin/internal/model"

	"github.com/google/go-cmp/cmp"
)

func dialTest(t *testing.T, door *Door, port uint16) *Conn {
	t.Helper()
	conn, err := door.Device(testAddr()).Dial(t.Context(), port, model.RoleWeb)
	if err != nil {
		t.Fatalf("dial: %v", err)
	}
	return conn
}

func TestSendIsCountedAndRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log []ProbeRecord
		door := newTestDoor(t, piped(echo), func(o *Options) {
			o.ProbeLog = func(r ProbeRecord) { r.Bytes = bytes.Clone(r.Bytes); log = append(log, r) }
		})
		conn := dialTest(t, door, 80)
		if err := conn.Send(t.Context(), "GET /", []byte("ping")); err != nil {
			t.Fatal(err)
		}
		answer := make([]byte, 4)
		if _, err := io.ReadFull(conn, answer); err != nil || string(answer) != "ping" {
			t.Fatalf("answer: got %q, %v", answer, err)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
		asked := door.Device(testAddr()).Release()
		want := model.Asked{Host: "10.0.0.7", Attempts: 1, Connections: 1, Requests: 1, BytesSent: 4, BytesRead: 4, Sent: []string{"80 GET /"}}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("asked (-want +got):\n%s", diff)
		}
		var labels []string
		for _, r := range log {
			labels = append(labels, r.Label+" "+string(r.Bytes))
		}
		if diff := cmp.Diff([]string{"connect ", "GET / ping"}, labels); diff != "" {
			t.Errorf("probe log (-want +got):\n%s", diff)
		}
	})
}

func TestRequestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, piped(absorb), nil)
		conn := dialTest(t, door, 80)
		defer conn.Close()
		for i := range 20 {
			if err := conn.Send(t.Context(), "GET /", []byte("x")); err != nil {
				t.Fatalf("request %d: %v", i+1, err)
			}
		}
		if err := conn.Send(t.Context(), "GET /", []byte("x")); !errors.Is(err, ErrBudget) {
			t.Errorf("request 21: got %v, want ErrBudget", err)
		}
		if got := door.Device(testAddr()).Asked(); got.Requests != 20 || got.BytesSent != 20 {
			t.Errorf("got %d requests, %d bytes, want 20, 20", got.Requests, got.BytesSent)
		}
	})
}

// A device that drips a byte now and then gets no more time than one that says
// nothing.
func TestStepIsAbsolute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, piped(func(c net.Conn) {
			for {
				time.Sleep(200 * time.Millisecond)
				if _, err := c.Write([]byte("x")); err != nil {
					return
				}
			}
		}), nil)
		conn := dialTest(t, door, 80)
		defer time.Sleep(time.Second) // the device notices the end
		defer conn.Close()
		began := time.Now()
		_, err := io.Copy(io.Discard, conn)
		if OutcomeOf(err) != model.Timeout {
			t.Errorf("got %v, want a timeout", err)
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("step: got %v, want 3s", took)
		}
		conn.SetStep(time.Second)
		began = time.Now()
		_, _ = io.Copy(io.Discard, conn)
		if took := time.Since(began); took != time.Second {
			t.Errorf("step set: got %v, want 1s", took)
		}
	})
}

func TestByteCap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		endless := func(c net.Conn) {
			for chunk := make([]byte, 64<<10); ; {
				if _, err := c.Write(chunk); err != nil {
					return
				}
			}
		}
		door := newTestDoor(t, piped(endless), nil)
		conn := dialTest(t, door, 80)
		defer conn.Close()
		n, err := io.Copy(io.Discard, conn)
		if n != 512<<10 || !errors.Is(err, ErrBudget) {
			t.Errorf("got %d bytes, %v, want 524288, ErrBudget", n, err)
		}
		if _, err := door.Device(testAddr()).Dial(t.Context(), 81, model.RoleWeb); !errors.Is(err, ErrBudget) {
			t.Errorf("dial afterwards: got %v, want ErrBudget", err)
		}
	})
}

// resetConn is a connection that the device breaks.
type resetConn struct {
	net.Conn
	answer []byte
}

func (c *resetConn) Read(p []byte) (int, error) {
	if len(c.answer) == 0 {
		return 0, &net.OpError{Op: "read", Err: syscall.ECONNRESET}
	}
	n := copy(p, c.answer)
	c.answer = c.answer[n:]
	return n, nil
}
func (*resetConn) Write(p []byte) (int, error) { return len(p), nil }
func (*resetConn) SetDeadline(time.Time) error { return nil }
func (*resetConn) Close() error                { return nil }

func TestResetsInsideAnswers(t *testing.T) {
	tests := []struct {
		name   string
		answer string
		want   bool
	}{
		{"inside_an_answer", "HTTP/1.0 200", true},
		{"before_an_answer", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				door := newTestDoor(t, func(context.Context, string, string) (net.Conn, error) {
					return &resetConn{answer: []byte(tt.answer)}, nil
				}, nil)
				dv := door.Device(testAddr())
				for port := range 3 {
					conn := dialTest(t, door, uint16(80+port))
					if err := conn.Send(t.Context(), "GET /", []byte("x")); err != nil {
						t.Fatal(err)
					}
					if _, err := io.ReadAll(conn); OutcomeOf(err) != model.Reset {
						t.Errorf("got %v, want a reset", err)
					}
					_ = conn.Close()
				}
				if got := dv.Asked().Distress != ""; got != tt.want {
					t.Errorf("distress: got %q, want %v", dv.Asked().Distress, tt.want)
				}
			})
		})
	}
}

func TestNoteLeavesTheDeviceAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, piped(absorb), nil)
		dv := door.Device(testAddr())
		conn := dialTest(t, door, 80)
		defer conn.Close()
		dv.Note(SignUnavailable)
		if err := conn.Send(t.Context(), "GET /", nil); !errors.Is(err, ErrDistress) {
			t.Errorf("send: got %v, want ErrDistress", err)
		}
		if _, err := dv.Dial(t.Context(), 81, model.RoleWeb); !errors.Is(err, ErrDistress) {
			t.Errorf("dial: got %v, want ErrDistress", err)
		}
		if got := dv.Asked().Distress; got != "answered 503 Service Unavailable" {
			t.Errorf("distress: got %q", got)
		}
		if got := door.Stats().Braked; got != 1 {
			t.Errorf("braked: got %d, want 1", got)
		}
	})
}

func TestOneProtectedQuestion(t *testing.T) {
	dv := newTestDoor(t, silence, nil).Device(testAddr())
	if !dv.MayAskProtected() || !dv.TookProtected("GET /ISAPI/System/deviceInfo") {
		t.Fatal("the first protected question is refused")
	}
	if dv.MayAskProtected() || dv.TookProtected("GetDeviceInformation") {
		t.Error("a second protected question is allowed")
	}
	if got := dv.Asked().Protected; got != "GET /ISAPI/System/deviceInfo" {
		t.Errorf("protected: got %q", got)
	}
}

func TestStopAndAbort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, piped(echo), nil)
		conn := dialTest(t, door, 80)
		dv := door.Device(testAddr())
		if err := conn.Send(t.Context(), "GET /", []byte("ping")); err != nil {
			t.Fatal(err)
		}
		door.Stop()
		answer := make([]byte, 4)
		if _, err := io.ReadFull(conn, answer); err != nil {
			t.Errorf("the answer on its way is lost: %v", err)
		}
		if err := conn.Send(t.Context(), "GET /", nil); !errors.Is(err, ErrStopped) {
			t.Errorf("send: got %v, want ErrStopped", err)
		}
		if _, err := dv.Dial(t.Context(), 81, model.RoleWeb); !errors.Is(err, ErrStopped) {
			t.Errorf("dial: got %v, want ErrStopped", err)
		}
		time.AfterFunc(time.Second, door.Abort)
		began := time.Now()
		if _, err := conn.Read(answer); !errors.Is(err, ErrStopped) {
			t.Errorf("read: got %v, want ErrStopped", err)
		}
		if took := time.Since(began); took != time.Second {
			t.Errorf("read was broken after %v, want 1s", took)
		}
		_ = conn.Close()
	})
}

func TestStopEndsPendingAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		door := newTestDoor(t, silence, nil)
		knock := door.Device(testAddr()).Knock(t.Context(), 80, model.RoleWeb, 0)
		began := time.Now()
		door.Stop()
		if got := <-knock; !errors.Is(got.Err, ErrStopped) {
			t.Errorf("got %v, want ErrStopped", got.Err)
		}
		if took := time.Since(began); took > 0 {
			t.Errorf("ended after %v, want at once", took)
		}
	})
}

func TestReleaseClosesWhatIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var open gauge
		door := newTestDoor(t, piped(func(c net.Conn) { open.up(); absorb(c); open.down() }), nil)
		dialTest(t, door, 80)
		dialTest(t, door, 81)
		door.Device(testAddr()).Release()
		synctest.Wait()
		if open.now != 0 || open.all != 2 {
			t.Errorf("open at the device: got %d of %d, want 0 of 2", open.now, open.all)
		}
	})
}
