package lab

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"time"

	"camorigin/internal/model"
)

// service is one compiled port of a device.
type service struct {
	port  Port
	tls   *tls.Config // nil for plain
	serve func(ctx context.Context, c *conn, stream net.Conn)
}

// compiler turns personalities into services.
type compiler struct {
	plan []Port
	keys *keyring
	now  func() time.Time
}

// services compiles every service of a personality that lives at addr.
func (k *compiler) services(p Personality, addr, canary netip.Addr) ([]service, error) {
	v := newVariables(addr, canary, k.plan, p.Values)
	out := make([]service, 0, len(p.Services))
	for _, s := range p.Services {
		compiled, err := k.service(p, s, v)
		if err != nil {
			return nil, fmt.Errorf("service on port %q (line %d): %w", s.Port, s.Line, err)
		}
		out = append(out, compiled)
	}
	return out, nil
}

func (k *compiler) service(p Personality, s Service, v variables) (service, error) {
	port, known := portNamed(k.plan, s.Port)
	if !known {
		return service{}, fmt.Errorf("no such port, known are %v", portNames(k.plan))
	}
	out := service{port: port}
	if s.TLS != nil {
		config, err := k.keys.config(s.TLS, v, k.now())
		if err != nil {
			return service{}, fmt.Errorf("tls: %w", err)
		}
		out.tls = config
	}
	if s.Like != "" {
		i := slices.IndexFunc(p.Services, func(other Service) bool { return other.Port == s.Like && other.Like == "" })
		if i < 0 {
			return service{}, fmt.Errorf("like %.20q names no service with an answer of its own, correct it", s.Like)
		}
		s = p.Services[i]
	}
	var err error
	out.serve, err = k.speech(s, v)
	return out, err
}

// speech is what a service does with a connection.
func (k *compiler) speech(s Service, v variables) (func(context.Context, *conn, net.Conn), error) {
	switch {
	case s.HTTP != nil:
		server, err := compileHTTP(s.HTTP, v, k.now)
		return func(_ context.Context, c *conn, stream net.Conn) { server.serve(c, stream) }, err
	case s.RTSP != nil:
		server, err := compileRTSP(s.RTSP, v, k.now)
		return func(_ context.Context, c *conn, stream net.Conn) { server.serve(c, stream) }, err
	case s.Banner != nil:
		text, err := v.banner(*s.Banner)
		return func(_ context.Context, c *conn, stream net.Conn) { greet(c, stream, text) }, err
	case s.Hostile != nil:
		return compileHostile(*s.Hostile, v)
	}
	return func(_ context.Context, c *conn, stream net.Conn) { listen(c, stream) }, nil
}

// greet sends a banner and then only listens.
func greet(c *conn, stream net.Conn, text []byte) {
	if _, err := stream.Write(text); err == nil {
		listen(c, stream)
	}
}

// listen says nothing. What is sent is entered into the account: requests on
// ports where they are to be expected, stray bytes elsewhere.
func listen(c *conn, stream net.Conn) {
	if c.port.Role == model.RoleSilent {
		n, _ := io.Copy(io.Discard, stream)
		c.tally.stray(int(n))
		return
	}
	incoming := newRequests(stream)
	for {
		r, err := incoming.next()
		if err != nil {
			c.accountError(err)
			_, _ = io.Copy(io.Discard, stream) // until the peer ends it
			return
		}
		c.account(r)
	}
}

// handle serves one accepted connection and ends it.
func (s service) handle(ctx context.Context, c *conn) {
	defer func() { _ = c.Close() }()
	if s.tls == nil {
		s.serve(ctx, c, c)
		return
	}
	stream, err := handshake(c, s.tls)
	if err != nil {
		return
	}
	s.serve(ctx, c, stream)
	_ = stream.Close()
}
