package http

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Place is where an answer came from, or where a redirection leads: a path of
// one port of the device that is being asked.
type Place struct {
	Port   uint16
	Secure bool
	Target string // path and query, starting with a slash
}

// maxTarget bounds the path and query of a redirection that is followed.
const maxTarget = 200

// Redirect reads the location that an answer from the given place names and
// returns where it leads. It reports false unless that is the same address,
// written as an address in its usual form: a host name is never resolved, and
// the decimal, octal and hexadecimal spellings of an address are not accepted.
// User information, another scheme and a target that is no plain path are
// refused too. Whether the port may be contacted is for the caller to say.
func Redirect(addr netip.Addr, from Place, location string) (Place, bool) {
	location = strings.TrimSpace(location)
	if location == "" || !plain(location) {
		return Place{}, false
	}
	base := url.URL{Scheme: scheme(from.Secure), Host: Host(addr, from.Port, from.Secure)}
	base.Path, base.RawQuery, _ = strings.Cut(from.Target, "?")
	ref, err := url.Parse(location)
	if err != nil || ref.User != nil || ref.Opaque != "" {
		return Place{}, false
	}
	to := base.ResolveReference(ref)
	place := Place{Secure: to.Scheme == "https", Target: to.RequestURI()}
	if to.Scheme != "http" && to.Scheme != "https" || !sameAddress(addr, to.Hostname()) {
		return Place{}, false
	}
	if place.Port = DefaultPort(place.Secure); to.Port() != "" {
		port, err := strconv.ParseUint(to.Port(), 10, 16)
		if err != nil || port == 0 {
			return Place{}, false
		}
		place.Port = uint16(port)
	}
	return place, strings.HasPrefix(place.Target, "/") && len(place.Target) <= maxTarget
}

func scheme(secure bool) string {
	if secure {
		return "https"
	}
	return "http"
}

func sameAddress(addr netip.Addr, host string) bool {
	named, err := netip.ParseAddr(host)
	return err == nil && named.Unmap().WithZone("") == addr.Unmap().WithZone("")
}

// plain reports whether a location is written in printable ASCII without the
// characters that clients read differently from one another.
func plain(location string) bool {
	for _, r := range location {
		if r <= ' ' || r > '~' || strings.ContainsRune("\\\"<>^`{|}", r) {
			return false
		}
	}
	return true
}
