package redact

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"testing"
	"time"

	"camorigin/internal/model"
)

func TestCertificatesKeepTheirForm(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(0x1234567890abcd), Subject: pkix.Name{CommonName: "kantine.skolen.example", Organization: []string{"Axis"}},
		NotBefore: time.Unix(1700000000, 0), NotAfter: time.Unix(1800000000, 0),
		DNSNames: []string{"kantine.skolen.example"}, IPAddresses: []net.IP{net.IPv4(10, 4, 5, 6)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	e := model.Evidence{Host: "10.4.5.6", Port: 443, Protocol: "tls", Response: der}
	r := testRedactor()
	r.Learn(model.Result{Evidence: []model.Evidence{e}})
	got := r.Evidence(e)
	cert, err := x509.ParseCertificate(got.Response)
	if err != nil {
		t.Fatalf("the redacted certificate cannot be read: %v", err)
	}
	if bytes.Contains(got.Response, []byte("kantine")) || bytes.Contains(got.Response, []byte("skolen")) || bytes.Contains(got.Response, key.N.Bytes()) {
		t.Error("the name or the key is still in the certificate")
	}
	if cert.IPAddresses[0].String() != r.Host("10.4.5.6") || cert.DNSNames[0] != cert.Subject.CommonName {
		t.Errorf("names: got %v, %v and %s, want the same tokens", cert.IPAddresses, cert.DNSNames, cert.Subject.CommonName)
	}
	if cert.Subject.Organization[0] != "Axis" || !cert.NotAfter.Equal(template.NotAfter) || cert.PublicKey.(*rsa.PublicKey).N.BitLen() != 2048 {
		t.Errorf("what tells of the product: got %v, %v, want as it was", cert.Subject, cert.NotAfter)
	}
	if cert.SerialNumber.Cmp(template.SerialNumber) == 0 {
		t.Error("the serial number is as it was")
	}
}
