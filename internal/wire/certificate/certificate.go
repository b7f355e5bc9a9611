// Package certificate reads what a leaf certificate says about the device that
// sent it. Devices sign with DSA, use negative serial numbers and write names
// in foreign charsets: what crypto/x509 refuses is read by hand, as far as it
// goes. Nothing is verified.
package certificate

import (
	"bytes"
	//lint:ignore SA1019 cameras still send DSA keys; their size is read, they are never used
	"crypto/dsa"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"time"
)

// MaxSize is the size of a certificate beyond which it is not read.
const MaxSize = 64 << 10

// maxNames bounds the alternative names taken from one certificate.
const maxNames = 64

// ErrUnreadable says that there is no certificate to be made out.
var ErrUnreadable = errors.New("unreadable certificate")

// Facts is what a certificate says. Subject and issuer are written as in
// RFC 2253, most specific part first.
type Facts struct {
	Subject   string
	Issuer    string
	SAN       []string // DNS names, then addresses, mail addresses and URIs
	SHA256    string   // of the encoding, in hexadecimal
	NotBefore time.Time
	NotAfter  time.Time
	KeyBits   int // 0 when the kind of key is not known
}

// Parse reads a certificate in DER or PEM.
func Parse(raw []byte) (Facts, error) {
	if block, _ := pem.Decode(raw); block != nil {
		raw = block.Bytes
	}
	if len(raw) > MaxSize || !bytes.HasPrefix(raw, []byte{0x30}) {
		return Facts{}, ErrUnreadable
	}
	facts, err := byHand(raw)
	sum := sha256.Sum256(raw)
	facts.SHA256 = hex.EncodeToString(sum[:])
	cert, strictErr := x509.ParseCertificate(raw)
	if strictErr != nil {
		return facts, err
	}
	facts.NotBefore, facts.NotAfter = cert.NotBefore, cert.NotAfter
	facts.SAN = alternativeNames(cert)
	facts.KeyBits = keyBits(cert.PublicKey)
	return facts, err
}

func alternativeNames(cert *x509.Certificate) []string {
	names := cert.DNSNames
	for _, ip := range cert.IPAddresses {
		names = append(names, ip.String())
	}
	names = append(names, cert.EmailAddresses...)
	for _, uri := range cert.URIs {
		names = append(names, uri.String())
	}
	return names[:min(len(names), maxNames)]
}

func keyBits(key any) int {
	switch key := key.(type) {
	case *rsa.PublicKey:
		return key.N.BitLen()
	case *ecdsa.PublicKey:
		return key.Params().BitSize
	case *dsa.PublicKey:
		return key.P.BitLen()
	case ed25519.PublicKey:
		return 8 * len(key)
	}
	return 0
}
