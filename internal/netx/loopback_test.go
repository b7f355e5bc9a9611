package netx

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"camorigin/internal/model"
)

// device is a device on loopback that counts its connections.
type loopDevice struct {
	gauge
	listeners []net.Listener
	serving   sync.WaitGroup
}

func newLoopDevice(t testing.TB, ports int, serve func(net.Conn)) *loopDevice {
	t.Helper()
	d := &loopDevice{}
	for range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		d.listeners = append(d.listeners, l)
		d.serving.Go(func() { d.accept(l, serve) })
	}
	t.Cleanup(func() {
		for _, l := range d.listeners {
			_ = l.Close()
		}
		d.serving.Wait()
	})
	return d
}

func (d *loopDevice) accept(l net.Listener, serve func(net.Conn)) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		d.up()
		d.serving.Go(func() {
			defer c.Close()
			defer d.down()
			serve(c)
		})
	}
}

func (d *loopDevice) port(i int) uint16 {
	return uint16(d.listeners[i].Addr().(*net.TCPAddr).Port)
}

func loopback() netip.Addr { return netip.MustParseAddr("127.0.0.1") }

// counting counts the connections that are open at this end, where a busy
// machine cannot blur when one ends.
type counting struct {
	mu                sync.Mutex
	open, most, total int
}

func (c *counting) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open++
	c.total++
	c.most = max(c.most, c.open)
	return &counted{TCPConn: conn.(*net.TCPConn), by: c}, nil
}

func (c *counting) read() (most, total int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.most, c.total
}

// counted is a connection that is counted until it is closed.
type counted struct {
	*net.TCPConn
	by   *counting
	once sync.Once
}

func (c *counted) Close() error {
	c.once.Do(func() {
		c.by.mu.Lock()
		defer c.by.mu.Unlock()
		c.by.open--
	})
	return c.TCPConn.Close()
}

// A device that accepts everything gets two connections at once and no more,
// however many are wanted.
func TestTwoConnectionsAtOnce(t *testing.T) {
	device := newLoopDevice(t, 6, absorb)
	var count counting
	door := newTestDoor(t, nil, func(o *Options) { o.Limits.Spacing, o.Dial = time.Millisecond, count.dial })
	dv := door.Device(loopback())
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			conn, err := dv.Dial(t.Context(), device.port(i%6), model.RoleWeb)
			if err != nil {
				if !errors.Is(err, ErrBudget) { // an attempt set aside may have been a handshake
					t.Errorf("dial %d: %v", i, err)
				}
				return
			}
			_ = conn.Send(t.Context(), "GET /", []byte("x")) // after the 20th the budget is spent
			_ = conn.Close()
		})
	}
	all.Wait()
	most, total := count.read()
	if most > 2 || total > 24 || total < 20 {
		t.Errorf("got %d connections at once, %d in all, want at most 2, 24", most, total)
	}
	if _, err := dv.Dial(t.Context(), device.port(0), model.RoleWeb); !errors.Is(err, ErrBudget) {
		t.Errorf("dial 25: got %v, want ErrBudget", err)
	}
}

func TestOneConnectionOnRTSP(t *testing.T) {
	device := newLoopDevice(t, 2, absorb)
	var count counting
	door := newTestDoor(t, nil, func(o *Options) { o.Limits.Spacing, o.Dial = time.Millisecond, count.dial })
	dv := door.Device(loopback())
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			conn, err := dv.Dial(t.Context(), device.port(i%2), model.RoleRTSP)
			if err != nil {
				t.Errorf("dial %d: %v", i, err)
				return
			}
			_ = conn.Close()
		})
	}
	all.Wait()
	if most, total := count.read(); most != 1 || total != 8 {
		t.Errorf("got %d connections at once, %d in all, want 1, 8", most, total)
	}
}

// Closing while the device's answer lies unread must not reset the connection.
func TestCloseSendsFIN(t *testing.T) {
	ended := make(chan error, 1)
	device := newLoopDevice(t, 1, func(c net.Conn) {
		_, _ = c.Write(make([]byte, 8<<10))
		_, err := io.Copy(io.Discard, c)
		ended <- err
	})
	door := newTestDoor(t, nil, nil)
	conn, err := door.Device(loopback()).Dial(t.Context(), device.port(0), model.RoleWeb)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Send(t.Context(), "GET /", []byte("GET / HTTP/1.0\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	var one [1]byte
	if _, err := conn.Read(one[:]); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the device sees %v, want a plain end", err)
	}
}

func certificate(t testing.TB, key any) tls.Certificate {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	var public any
	switch k := key.(type) {
	case *rsa.PrivateKey:
		public = &k.PublicKey
	case *ecdsa.PrivateKey:
		public = &k.PublicKey
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func TestStartTLS(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		config *tls.Config
		want   uint16
	}{
		{"modern", &tls.Config{Certificates: []tls.Certificate{certificate(t, ecKey)}}, tls.VersionTLS13},
		{"tls10_rsa_key_exchange", &tls.Config{
			Certificates: []tls.Certificate{certificate(t, rsaKey)}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA},
		}, tls.VersionTLS10},
		{"tls12_triple_des", &tls.Config{
			Certificates: []tls.Certificate{certificate(t, rsaKey)}, MaxVersion: tls.VersionTLS12,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA},
		}, tls.VersionTLS12},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			device := newLoopDevice(t, 1, func(c net.Conn) { echo(tls.Server(c, tt.config)) })
			var plain []string
			door := newTestDoor(t, nil, func(o *Options) {
				o.ProbeLog = func(r ProbeRecord) {
					if r.TLS {
						plain = append(plain, r.Label+" "+string(r.Bytes))
					}
				}
			})
			conn, err := door.Device(loopback()).Dial(t.Context(), device.port(0), model.RoleTLS)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			state, err := conn.StartTLS(t.Context(), "")
			if err != nil {
				t.Fatal(err)
			}
			if state.Version != tt.want || len(state.PeerCertificates) != 1 {
				t.Errorf("got version %x, %d certificates, want %x, 1", state.Version, len(state.PeerCertificates), tt.want)
			}
			if err := conn.Send(t.Context(), "GET /", []byte("ping")); err != nil {
				t.Fatal(err)
			}
			answer := make([]byte, 4)
			if _, err := io.ReadFull(conn, answer); err != nil || string(answer) != "ping" {
				t.Errorf("answer: got %q, %v", answer, err)
			}
			if len(plain) != 1 || plain[0] != "GET / ping" {
				t.Errorf("recorded inside TLS: got %q, want the plain request", plain)
			}
			if asked := door.Device(loopback()).Asked(); asked.TLS != 1 || asked.Requests != 1 {
				t.Errorf("got %d handshakes, %d requests, want 1, 1", asked.TLS, asked.Requests)
			}
		})
	}
}

func TestTLSBudgetAndOutcome(t *testing.T) {
	device := newLoopDevice(t, 1, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 512))
		_, _ = c.Write([]byte("HTTP/1.0 400 Bad Request\r\n\r\n"))
		absorb(c)
	})
	door := newTestDoor(t, nil, func(o *Options) { o.Limits.Spacing = time.Millisecond })
	dv := door.Device(loopback())
	for i := range 5 {
		conn, err := dv.Dial(t.Context(), device.port(0), model.RoleTLS)
		if err != nil {
			t.Fatal(err)
		}
		_, err = conn.StartTLS(t.Context(), "")
		want := model.NotThisProtocol
		if i == 4 {
			want = model.BudgetSpent
		}
		if got := OutcomeOf(err); got != want {
			t.Errorf("handshake %d: got %v, want %s", i+1, err, want)
		}
		_ = conn.Close()
	}
}

func TestPackets(t *testing.T) {
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	go func() {
		buf := make([]byte, 64)
		for {
			n, from, err := socket.ReadFrom(buf)
			if err != nil {
				return
			}
			_, _ = socket.WriteTo(buf[:n], from)
		}
	}()
	door := newTestDoor(t, nil, func(o *Options) { o.Limits.Spacing = time.Millisecond })
	dv := door.Device(loopback())
	packets, err := dv.Packets(t.Context(), "sadp", uint16(socket.LocalAddr().(*net.UDPAddr).Port))
	if err != nil {
		t.Fatal(err)
	}
	defer packets.Close()
	for i := range 5 {
		err := packets.Send(t.Context(), "inquiry", []byte("hello"))
		if want := i == 4; errors.Is(err, ErrBudget) != want {
			t.Fatalf("datagram %d: got %v, want budget spent: %v", i+1, err, want)
		}
		if err != nil {
			continue
		}
		answer := make([]byte, 64)
		if n, err := packets.Read(answer); err != nil || string(answer[:n]) != "hello" {
			t.Errorf("answer: got %q, %v", answer[:n], err)
		}
	}
	if got := dv.Asked(); got.Datagrams != 4 || got.BytesSent != 20 || got.BytesRead != 20 {
		t.Errorf("got %+v, want 4 datagrams of 5 bytes", got)
	}
}

// BenchmarkClosedPorts measures attempts on closed ports of loopback addresses.
func BenchmarkClosedPorts(b *testing.B) {
	door := newTestDoor(b, nil, nil)
	b.SetParallelism(32)
	var mu sync.Mutex
	next := uint32(127<<24 | 1<<16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mu.Lock()
			next++
			n := next&0x00ffffff | 127<<24
			mu.Unlock()
			dv := door.Device(netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}))
			if _, err := dv.Dial(b.Context(), 9, model.RoleWeb); OutcomeOf(err) != model.Refused {
				b.Error(err)
			}
			dv.Release()
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "probes/s")
}
