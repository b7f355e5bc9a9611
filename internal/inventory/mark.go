package inventory

import (
	"net"
	"strings"
	"unicode"
)

// Basis is what shows that two devices are the same one.
type Basis string

// The bases, the surest first.
const (
	ByMAC         Basis = "mac"
	BySerial      Basis = "serial"
	ByCertificate Basis = "certificate"
	ByEndpoint    Basis = "endpoint"
	ByAddress     Basis = "address"
)

// markText is a mark that is compared as it stands.
func markText(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// markMAC is a hardware address in lower case with colons. Group addresses, the
// empty address and those that software makes up mark nothing.
func markMAC(text string) string {
	text = strings.TrimSpace(text)
	if bare := strings.ToLower(text); len(bare) == 12 && strings.Trim(bare, "0123456789abcdef") == "" {
		text = dotted(bare)
	}
	mac, err := net.ParseMAC(text)
	if err != nil || len(mac) != 6 || mac[0]&3 != 0 || strings.Trim(mac.String(), "0:") == "" {
		return ""
	}
	return mac.String()
}

// dotted writes twelve digits as three groups of four, which net.ParseMAC reads.
func dotted(digits string) string { return digits[:4] + "." + digits[4:8] + "." + digits[8:] }

// The least that a serial number must be to tell devices apart.
const (
	leastSerial       = 6
	leastSerialDigits = 3 // different characters
)

// markSerial is the letters and digits of a serial number, in capitals. Short and
// uniform ones are what devices send that have none.
func markSerial(text string) string {
	serial := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, text)
	different := make(map[rune]bool)
	for _, r := range serial {
		different[r] = true
	}
	if len(serial) < leastSerial || len(different) < leastSerialDigits {
		return ""
	}
	return serial
}

// sameSerial reports whether serial numbers may be of one device; one answer may
// have only the end of what another has, or nothing.
func sameSerial(a, b string) bool { return strings.HasSuffix(a, b) || strings.HasSuffix(b, a) }
