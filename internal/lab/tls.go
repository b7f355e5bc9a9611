package lab

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"sync"
	"time"
)

// keyring makes the keys of a lab, one of a kind, when first needed. It is safe
// for concurrent use.
type keyring struct {
	mu   sync.Mutex
	keys map[string]crypto.Signer
}

func (k *keyring) key(kind string) (crypto.Signer, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key, made := k.keys[kind]; made {
		return key, nil
	}
	key, err := keyKinds()[kind]()
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	if k.keys == nil {
		k.keys = map[string]crypto.Signer{}
	}
	k.keys[kind] = key
	return key, nil
}

// keyKinds are the functions that make a key, by the name of its kind.
func keyKinds() map[string]func() (crypto.Signer, error) {
	rsaKey := func(bits int) func() (crypto.Signer, error) {
		return func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, bits) }
	}
	return map[string]func() (crypto.Signer, error){
		"":        rsaKey(2048),
		"rsa2048": rsaKey(2048),
		"rsa1024": rsaKey(1024), // as small as old devices have it
		"ecdsa":   func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) },
	}
}

// config is what the file says, as a TLS configuration with a fresh certificate.
// Without a keyring it is checked only.
func (k *keyring) config(t *TLS, v variables, now time.Time) (*tls.Config, error) {
	oldest, err := tlsVersion(t.Min, tls.VersionTLS10)
	if err != nil {
		return nil, err
	}
	newest, err := tlsVersion(t.Max, tls.VersionTLS13)
	if err != nil {
		return nil, err
	}
	if _, known := keyKinds()[t.Key]; !known {
		return nil, fmt.Errorf("unknown key %.20q, known are rsa1024, rsa2048 and ecdsa", t.Key)
	}
	leaf, issuer, err := t.templates(v, now)
	if err != nil || k == nil {
		return nil, err
	}
	key, err := k.key(t.Key)
	if err != nil {
		return nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, issuer, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("make certificate: %w", err)
	}
	config := &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}},
		MinVersion:   oldest, MaxVersion: newest, // as old as real devices are
		SessionTicketsDisabled: true,
	}
	if t.Legacy {
		config.MaxVersion = min(newest, tls.VersionTLS12)
		config.CipherSuites = []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA}
	}
	return config, nil
}

func tlsVersion(name string, otherwise uint16) (uint16, error) {
	versions := map[string]uint16{"": otherwise, "1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11, "1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}
	version, known := versions[name]
	if !known {
		return 0, fmt.Errorf("unknown TLS version %.20q, known are \"1.0\" to \"1.3\"", name)
	}
	return version, nil
}

// templates are the leaf and its issuer, which needs no certificate of its own,
// because devices do not send it.
func (t *TLS) templates(v variables, now time.Time) (leaf, issuer *x509.Certificate, err error) {
	leaf, issuer = &x509.Certificate{SerialNumber: big.NewInt(1)}, &x509.Certificate{}
	if leaf.NotBefore, err = day(t.From, now.AddDate(-1, 0, 0)); err != nil {
		return nil, nil, err
	}
	if leaf.NotAfter, err = day(t.To, now.AddDate(10, 0, 0)); err != nil {
		return nil, nil, err
	}
	if leaf.Subject, err = t.Subject.pkix(v); err != nil {
		return nil, nil, err
	}
	issuer.Subject = leaf.Subject
	if t.Issuer != nil {
		if issuer.Subject, err = t.Issuer.pkix(v); err != nil {
			return nil, nil, err
		}
	}
	for _, name := range t.SAN {
		expanded, err := v.text(name)
		if err != nil {
			return nil, nil, err
		}
		if ip := net.ParseIP(expanded); ip != nil {
			leaf.IPAddresses = append(leaf.IPAddresses, ip)
			continue
		}
		leaf.DNSNames = append(leaf.DNSNames, expanded)
	}
	return leaf, issuer, nil
}

func day(text string, otherwise time.Time) (time.Time, error) {
	if text == "" {
		return otherwise, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%.20q is no day, write YYYY-MM-DD", text)
	}
	return t, nil
}

// pkix is the name with its placeholders replaced.
func (n Name) pkix(v variables) (pkix.Name, error) {
	var out pkix.Name
	for _, part := range []struct {
		text string
		set  func(string)
	}{
		{n.CN, func(s string) { out.CommonName = s }},
		{n.Organization, func(s string) { out.Organization = []string{s} }},
		{n.Unit, func(s string) { out.OrganizationalUnit = []string{s} }},
		{n.Locality, func(s string) { out.Locality = []string{s} }},
		{n.Country, func(s string) { out.Country = []string{s} }},
		{n.Serial, func(s string) { out.SerialNumber = s }},
	} {
		if part.text == "" {
			continue
		}
		expanded, err := v.text(part.text)
		if err != nil {
			return pkix.Name{}, err
		}
		part.set(expanded)
	}
	return out, nil
}

// handshake takes the server's side of TLS and enters it into the account.
func handshake(c *conn, config *tls.Config) (*tls.Conn, error) {
	counted := config.Clone()
	counted.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		c.tally.handshake(false)
		return nil, nil
	}
	stream := tls.Server(c, counted)
	if err := stream.Handshake(); err != nil {
		return nil, fmt.Errorf("TLS handshake: %w", err)
	}
	c.tally.handshake(true)
	return stream, nil
}
