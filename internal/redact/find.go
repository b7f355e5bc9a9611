package redact

import (
	"net/netip"
	"regexp"
	"strings"

	"camorigin/internal/wire/hwaddr"
)

var (
	quads = regexp.MustCompile(`[0-9]{1,3}(?:\.[0-9]{1,3}){3}`)
	sixes = regexp.MustCompile(`(?i)\b(?:[0-9a-f]{1,4}:(?::?[0-9a-f]{1,4}){2}[0-9a-f:]*)`)
	uuids = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)
	// versioned ends what stands before four numbers that are a version.
	versioned = regexp.MustCompile(`(?i)(?:[a-z_]|[a-z0-9]/|[a-z]-|(?:ver|version|firmware|build|release)\w*["'>]?\s*[:=>]?\s*["']?)$`)
)

// addressesIn lists the addresses that a text holds. Four numbers that stand
// where versions stand are none, unless they are of a private range.
func addressesIn(text string) []netip.Addr {
	var list []netip.Addr
	for _, at := range quads.FindAllStringIndex(text, -1) {
		before, after := text[:at[0]], text[at[1]:]
		a, err := netip.ParseAddr(text[at[0]:at[1]])
		if err != nil || !ofNumber.allows([]byte(tail(before, 2)), []byte(head(after, 2))) || !telling(a) {
			continue
		}
		private := a.IsPrivate() || a.IsLinkLocalUnicast()
		if glued := versioned.MatchString(tail(before, 24)); !glued || private && !strings.HasSuffix(strings.ToLower(before), "v") {
			list = append(list, a)
		}
	}
	for _, at := range sixes.FindAllStringIndex(text, -1) {
		if a, err := netip.ParseAddr(text[at[0]:at[1]]); err == nil && telling(a) {
			list = append(list, a)
		}
	}
	return list
}

// telling reports whether an address is one of a device; that of a group, of the
// device itself or a netmask is none.
func telling(a netip.Addr) bool {
	if a.Is4() && a.As4()[0] == 255 {
		return false
	}
	return !a.IsUnspecified() && !a.IsLoopback() && !a.IsMulticast()
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

func head(s string, n int) string { return s[:min(len(s), n)] }

// separated finds the hardware addresses that are written with separators.
var separated = regexp.MustCompile(`(?i)\b[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})\b`)

// macsIn lists the hardware addresses that a text holds.
func macsIn(text string) []string {
	var list []string
	for _, found := range separated.FindAllString(text, -1) {
		if address, ok := hwaddr.Parse(found); ok {
			list = append(list, address)
		}
	}
	return list
}
