// Package tls turns a finished TLS handshake into evidence: the leaf
// certificate as it came, and the version that was agreed on. Nothing is
// verified: the certificate is a statement of the device, read like any other.
package tls

import (
	"crypto/tls"

	"camorigin/internal/model"
)

// maxCertificate bounds the certificate that is kept, in bytes.
const maxCertificate = 64 << 10

// Session is what a handshake showed.
type Session struct {
	Leaf    []byte // the leaf certificate, DER; nil when there was none or it was too large
	Version string // "TLS 1.2"
}

// Read takes from the state of a connection what the evidence needs.
func Read(state tls.ConnectionState) Session {
	session := Session{Version: tls.VersionName(state.Version)}
	if len(state.PeerCertificates) > 0 && len(state.PeerCertificates[0].Raw) <= maxCertificate {
		session.Leaf = state.PeerCertificates[0].Raw
	}
	return session
}

// Fields are the facts that the certificate itself does not hold.
func (s Session) Fields() model.Fields {
	return model.Fields{"tls.version": {s.Version}}
}
