package redact

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
)

// certificate replaces in a certificate, which becomes DER. Besides the values,
// what tells one certificate from another is replaced: its serial number, its
// signature and an RSA key; the size of the key stays.
func (r *Redactor) certificate(raw []byte) []byte {
	if block, _ := pem.Decode(raw); block != nil {
		raw = block.Bytes
	}
	out := r.alternativeAddresses(bytes.Clone(raw))
	for _, number := range identifying(raw) {
		at := bytes.Index(out, number)
		if at < 0 || len(number) < 3 {
			continue
		}
		inner := out[at+1 : at+len(number)-1] // sign, size and oddness stay
		copy(inner, r.stream("certificate/"+hex.EncodeToString(number), len(inner)))
	}
	replaced := r.words.replaceBinary(out)
	if len(replaced) != len(raw) {
		return out
	}
	return replaced
}

// identifying lists the numbers that no two certificates share.
func identifying(der []byte) [][]byte {
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil
	}
	list := [][]byte{cert.SerialNumber.Bytes()}
	if key, ok := cert.PublicKey.(*rsa.PublicKey); ok {
		list = append(list, key.N.Bytes(), cert.Signature)
	}
	return list
}

// alternativeAddresses replaces addresses that stand as bytes among the names.
func (r *Redactor) alternativeAddresses(der []byte) []byte {
	const tag, size = 0x87, 4 // iPAddress of GeneralName, RFC 5280
	for i := range der {
		rest := der[i:]
		if len(rest) < 2+size || rest[0] != tag || rest[1] != size {
			continue
		}
		token := r.address4([4]byte(rest[2:]))
		copy(rest[2:], token[:])
	}
	return der
}
