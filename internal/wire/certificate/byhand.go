package certificate

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"strconv"
	"strings"
	"time"

	"camorigin/internal/wire/ber"
	"camorigin/internal/wire/charset"

	"golang.org/x/text/encoding/unicode"
)

// maxParts bounds the parts of a name and the fields of a certificate.
const maxParts = 32

// byHand walks the fixed beginning of a certificate (RFC 5280, section 4.1):
// version, serial number, algorithm, issuer, validity, subject.
func byHand(raw []byte) (Facts, error) {
	var facts Facts
	outer, _, _ := ber.Next(raw)
	body, _, _ := ber.Next(outer.Content)
	fields := ber.Children(body.Content, maxParts)
	if len(fields) > 0 && fields[0].Tag == ber.Context0 {
		fields = fields[1:] // the version
	}
	if len(fields) < 3 || fields[0].Tag != ber.Integer || fields[2].Tag != ber.Sequence {
		return facts, ErrUnreadable
	}
	facts.Issuer = name(fields[2].Content)
	if len(fields) < 5 {
		return facts, fmt.Errorf("%w: cut after the issuer", ErrUnreadable)
	}
	if times := ber.Children(fields[3].Content, 2); len(times) == 2 {
		facts.NotBefore, facts.NotAfter = moment(times[0]), moment(times[1])
	}
	facts.Subject = name(fields[4].Content)
	return facts, nil
}

// name writes a distinguished name: a sequence of sets of type and value.
func name(content []byte) string {
	var rdns pkix.RDNSequence
	for _, set := range ber.Children(content, maxParts) {
		var rdn pkix.RelativeDistinguishedNameSET
		for _, pair := range ber.Children(set.Content, maxParts) {
			parts := ber.Children(pair.Content, 2)
			if len(parts) == 2 {
				rdn = append(rdn, pkix.AttributeTypeAndValue{Type: oid(parts[0].Content), Value: text(parts[1])})
			}
		}
		if len(rdn) > 0 {
			rdns = append(rdns, rdn)
		}
	}
	return rdns.String()
}

func oid(content []byte) asn1.ObjectIdentifier {
	var id asn1.ObjectIdentifier
	for part := range strings.SplitSeq(ber.DecodeOID(content), ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil
		}
		id = append(id, n)
	}
	return id
}

func text(e ber.Element) string {
	if e.Tag == ber.BMPString {
		utf16 := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
		if decoded, err := utf16.NewDecoder().Bytes(e.Content); err == nil {
			return string(decoded)
		}
	}
	return charset.Decode(e.Content, "")
}

// moment reads a time, or gives the zero time.
func moment(e ber.Element) time.Time {
	layouts := []string{"20060102150405Z", "20060102150405Z0700"}
	if e.Tag == ber.UTCTime {
		layouts = []string{"060102150405Z", "0601021504Z", "060102150405Z0700"}
	}
	for _, layout := range layouts {
		if at, err := time.Parse(layout, string(e.Content)); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}
