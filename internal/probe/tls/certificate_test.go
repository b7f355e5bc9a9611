package tls

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"testing"
)

func TestRead(t *testing.T) {
	cases := []struct {
		name  string
		state tls.ConnectionState
		leaf  []byte
		want  string
	}{
		{"leaf", tls.ConnectionState{Version: tls.VersionTLS12, PeerCertificates: []*x509.Certificate{{Raw: []byte("leaf")}, {Raw: []byte("issuer")}}}, []byte("leaf"), "TLS 1.2"},
		{"old_version", tls.ConnectionState{Version: tls.VersionTLS10}, nil, "TLS 1.0"},
		{"too_large", tls.ConnectionState{Version: tls.VersionTLS13, PeerCertificates: []*x509.Certificate{{Raw: make([]byte, maxCertificate+1)}}}, nil, "TLS 1.3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Read(c.state)
			if !bytes.Equal(got.Leaf, c.leaf) {
				t.Errorf("leaf: got %q, want %q", got.Leaf, c.leaf)
			}
			if version := got.Fields()["tls.version"]; len(version) != 1 || version[0] != c.want {
				t.Errorf("tls.version: got %q, want %q", version, c.want)
			}
		})
	}
}
