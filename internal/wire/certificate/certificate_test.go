package certificate

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"testing"
	"time"
)

// made is a certificate as a camera would sign for itself.
func made(t testing.TB) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7),
		Subject:      pkix.Name{CommonName: "axis-accc8e000001", Organization: []string{"Example, Inc."}, Country: []string{"SE"}},
		NotBefore:    time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC),
		NotAfter:     time.Date(2055, 1, 2, 3, 4, 5, 0, time.UTC),
		DNSNames:     []string{"cam.example"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestParse(t *testing.T) {
	der := made(t)
	for name, raw := range map[string][]byte{
		"der": der,
		"pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
	} {
		t.Run(name, func(t *testing.T) {
			facts, err := Parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			want := `CN=axis-accc8e000001,O=Example\, Inc.,C=SE`
			if facts.Subject != want || facts.Issuer != want {
				t.Errorf("names: got %q and %q, want %q", facts.Subject, facts.Issuer, want)
			}
			if facts.KeyBits != 256 || len(facts.SHA256) != 64 || len(facts.SAN) != 1 || facts.NotAfter.Year() != 2055 {
				t.Errorf("got %+v", facts)
			}
		})
	}
}

func TestParseReadsWhatX509Refuses(t *testing.T) {
	der := made(t)
	serial := []byte{0x02, 0x01, 0x07}
	broken := bytes.Replace(der, serial, []byte{0x02, 0x01, 0x87}, 1) // a negative serial number
	if _, err := x509.ParseCertificate(broken); err == nil {
		t.Fatal("the standard library reads it: the test shows nothing")
	}
	facts, err := Parse(broken)
	if err != nil || facts.Subject == "" || facts.Issuer == "" || facts.NotBefore.Year() != 2020 {
		t.Errorf("got %+v, error %v", facts, err)
	}
}

func TestParseOfCutAndForeignInput(t *testing.T) {
	for n := range 40 {
		if _, err := Parse(made(t)[:n]); !errors.Is(err, ErrUnreadable) {
			t.Errorf("%d bytes: got error %v, want %v", n, err, ErrUnreadable)
		}
	}
	if _, err := Parse([]byte("HTTP/1.1 400")); !errors.Is(err, ErrUnreadable) {
		t.Errorf("got error %v, want %v", err, ErrUnreadable)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(made(f))
	f.Add([]byte("\x30\x03\x30\x01\x02"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		facts, err := Parse(raw)
		if err == nil && facts.SHA256 == "" {
			t.Error("a certificate without a hash")
		}
	})
}
