package probe

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"camorigin/internal/model"
)

// certificate makes a self-signed certificate of a camera.
func certificate(t *testing.T, name string, key any, public any) tls.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name, Organization: []string{"Example Cameras"}},
		NotBefore: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func rsaCertificate(t *testing.T, name string, bits int) tls.Certificate {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return certificate(t, name, key, &key.PublicKey)
}

// inside runs handle within TLS.
func inside(config *tls.Config, handle func(*server, net.Conn)) func(*server, net.Conn) {
	return func(s *server, c net.Conn) {
		secure := tls.Server(c, config)
		if secure.Handshake() == nil {
			handle(s, secure)
			secure.Close()
		}
	}
}

func TestOldTLS(t *testing.T) {
	t.Setenv("GODEBUG", "tls10server=1,tlsrsakex=1,rsa1024min=0,tls3des=1,tlssha1=1")
	small := rsaCertificate(t, "old", 1024)
	tiny := rsaCertificate(t, "tiny", 768)
	cases := []struct {
		name    string
		config  *tls.Config
		version string
	}{
		{"tls10_rsa1024", &tls.Config{Certificates: []tls.Certificate{small}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10}, "TLS 1.0"},
		{"tls11_rsa1024", &tls.Config{Certificates: []tls.Certificate{small}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, "TLS 1.1"},
		{"tls12_rsa_key_exchange", &tls.Config{Certificates: []tls.Certificate{small}, MaxVersion: tls.VersionTLS12,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}}, "TLS 1.2"},
		{"tls10_triple_des", &tls.Config{Certificates: []tls.Certificate{small}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS10,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA}}, "TLS 1.0"},
		{"tls12_rsa768", &tls.Config{Certificates: []tls.Certificate{tiny}, MaxVersion: tls.VersionTLS12,
			CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}}, "TLS 1.2"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, inside(c.config, web(map[string]string{"/": page("<title>Inside</title>")})))
			got := interview(t, options{}, role(camera, model.RoleTLS))
			e, ok := got.find("tls", "handshake")
			if !ok || !e.TLS || !bytes.Equal(e.Response, c.config.Certificates[0].Certificate[0]) {
				t.Fatalf("got %q, want the leaf certificate", got.labels())
			}
			if v := e.Fields["tls.version"]; !slices.Equal(v, []string{c.version}) {
				t.Errorf("tls.version: got %q, want %q", v, c.version)
			}
			if e, ok := got.find("http", "GET /"); !ok || !e.TLS || !strings.Contains(string(e.Response), "Inside") {
				t.Errorf("page: got %+v, want it inside TLS", e)
			}
			if n := camera.accepted.Load(); n != 1 || got.asked.TLS != 1 {
				t.Errorf("got %d connections and %d handshakes, want 1 of each", n, got.asked.TLS)
			}
		})
	}
}

func modern(t *testing.T) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{certificate(t, "axis-00408c000000", key, &key.PublicKey)}}
}

func TestTLSOnAWebPort(t *testing.T) {
	config := modern(t)
	plain := []struct {
		name  string
		reply string // to a question without TLS
	}{
		{"alert", "\x15\x03\x01\x00\x02\x02\x46"},
		{"explained", status("400 Bad Request", "text/html", "<h1>The plain HTTP request was sent to HTTPS port</h1>")},
		{"closed", ""},
	}
	for _, c := range plain {
		t.Run(c.name, func(t *testing.T) {
			within := inside(config, web(map[string]string{"/": page("inside")}))
			camera := serve(t, func(s *server, conn net.Conn) {
				r := bufio.NewReader(conn)
				first, err := r.Peek(1)
				if err != nil {
					return
				}
				if first[0] != 0x16 {
					_, _, _ = s.readRequest(r)
					_, _ = conn.Write([]byte(c.reply))
					return
				}
				within(s, &peeked{Conn: conn, r: r})
			})
			got := interview(t, options{}, role(camera, model.RoleWeb))
			if _, ok := got.find("tls", "handshake"); !ok {
				t.Fatalf("got %q, want the certificate", got.labels())
			}
			last := got.evidence[len(got.evidence)-1]
			if !last.TLS {
				t.Errorf("last answer: got %+v, want it inside TLS", last)
			}
		})
	}
}

// peeked is a connection of which the first bytes were looked at.
type peeked struct {
	net.Conn
	r *bufio.Reader
}

func (p *peeked) Read(b []byte) (int, error) { return p.r.Read(b) }

func TestClueInTheCertificate(t *testing.T) {
	const path = "/axis-cgi/basicdeviceinfo.cgi"
	var body string
	camera := serve(t, inside(modern(t), speak(func(line, got string) string {
		if strings.Contains(line, path) {
			body = got
			return status("200 OK", "application/json", `{"data":{"propertyList":{"Brand":"AXIS"}}}`)
		}
		return page("hello")
	})))
	got := interview(t, options{}, role(camera, model.RoleTLS))
	if _, ok := got.find("http", "POST "+path); !ok {
		t.Fatalf("got %q, want the documented anonymous question", got.labels())
	}
	if want := `{"apiVersion":"1.0","method":"getAllUnrestrictedProperties"}`; body != want {
		t.Errorf("body: got %s, want %s", body, want)
	}
	if asked(camera, "getbrand.cgi") {
		t.Error("getbrand.cgi was asked although basicdeviceinfo.cgi had answered")
	}
}

func TestTLSFailures(t *testing.T) {
	cases := []struct {
		name   string
		handle func(*server, net.Conn)
		want   model.Outcome
	}{
		{"never_answers", func(_ *server, c net.Conn) { _, _ = c.Read(make([]byte, 4096)); time.Sleep(900 * time.Millisecond) }, model.Timeout},
		{"alert", func(_ *server, c net.Conn) {
			_, _ = c.Read(make([]byte, 4096))
			_, _ = c.Write([]byte("\x15\x03\x01\x00\x02\x02\x28"))
		}, model.Malformed},
		{"closes", func(_ *server, c net.Conn) { _, _ = c.Read(make([]byte, 4096)) }, model.NotThisProtocol},
		{"rubbish", func(_ *server, c net.Conn) {
			_, _ = c.Read(make([]byte, 4096))
			_, _ = c.Write([]byte("\x00\x00\x00\x10rubbish rubbish"))
		}, model.NotThisProtocol},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			camera := serve(t, c.handle)
			got := interview(t, options{}, role(camera, model.RoleTLS))
			e, ok := got.find("tls", "handshake")
			if !ok || e.Outcome != c.want || e.Response != nil {
				t.Errorf("got %q, want the handshake to end in %s", got.labels(), c.want)
			}
		})
	}
}

func TestTLSHandshakesAreFew(t *testing.T) {
	config := modern(t)
	var ports []model.PortRole
	for range 6 {
		ports = append(ports, role(serve(t, inside(config, once(page("hello", "Connection: close")))), model.RoleTLS))
	}
	stream := rtspServer(t)
	got := interview(t, options{}, append(ports, role(stream, model.RoleRTSP))...)
	if got.asked.TLS > 4 {
		t.Errorf("handshakes: got %d, want at most 4", got.asked.TLS)
	}
	if _, ok := got.find("rtsp", "DESCRIBE /"); !ok {
		t.Errorf("got %q, want other protocols to go on when the handshakes are spent", got.labels())
	}
}
