package lab

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// assault is one connection to a hostile service.
type assault struct {
	ctx    context.Context
	c      *conn
	stream net.Conn
	v      variables
	turn   int // how many connections the service had before
}

// hostileKind is one way to misbehave.
type hostileKind struct {
	name string
	what string
	act  func(assault)
}

// HostileKinds says what each kind of a hostile service does, by name.
func HostileKinds() map[string]string {
	out := map[string]string{}
	for _, kind := range slices.Concat(hostileWeb(), hostileStream(), hostileSocket()) {
		out[kind.name] = kind.what
	}
	return out
}

func compileHostile(h Hostile, v variables) (func(context.Context, *conn, net.Conn), error) {
	all := slices.Concat(hostileWeb(), hostileStream(), hostileSocket())
	i := slices.IndexFunc(all, func(k hostileKind) bool { return k.name == h.Kind })
	if i < 0 {
		names := slices.Sorted(maps.Keys(HostileKinds()))
		return nil, fmt.Errorf("unknown hostile kind %.40q, known are %s", h.Kind, strings.Join(names, ", "))
	}
	var turns atomic.Int64
	return func(ctx context.Context, c *conn, stream net.Conn) {
		all[i].act(assault{ctx: ctx, c: c, stream: stream, v: v, turn: int(turns.Add(1)) - 1})
	}, nil
}

// request reads one request and enters it into the account.
func (a assault) request() (request, bool) {
	r, err := newRequests(a.stream).next()
	if err != nil {
		a.c.accountError(err)
		return request{}, false
	}
	a.c.account(r)
	return r, true
}

// send writes a text, and reports whether the peer still takes it.
func (a assault) send(text string) bool {
	_, err := io.WriteString(a.stream, text)
	return err == nil
}

// flood writes a text over and over for as long as the peer takes it.
func (a assault) flood(text string) {
	for a.pour(text) {
	}
}

// pour writes a text piece by piece, as fast as a device could, so that the
// account counts what the peer takes and not what the kernel can hold.
func (a assault) pour(text string) bool {
	for piece := range slices.Chunk([]byte(text), pourPiece) {
		if _, err := a.stream.Write(piece); err != nil || !a.pause(pourPause) {
			return false
		}
	}
	return true
}

const (
	pourPiece = 16 << 10
	pourPause = time.Millisecond
)

// drip writes a text one byte at a time, over and over.
func (a assault) drip(text string, every time.Duration) {
	for {
		for i := range len(text) {
			if !a.pause(every) || !a.send(text[i:i+1]) {
				return
			}
		}
	}
}

// pause waits, and reports whether the peer is still there.
func (a assault) pause(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-a.ctx.Done():
		return false
	case <-a.c.gone():
		return false
	case <-timer.C:
		return true
	}
}

// hold does nothing until the peer has gone.
func (a assault) hold() {
	select {
	case <-a.ctx.Done():
	case <-a.c.gone():
	}
}
