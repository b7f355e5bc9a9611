package probe

import (
	"net/url"
	"strings"
)

// plainTarget reports whether a path that a device chose by a redirection may
// be asked for: nothing forbidden, also when percent-encoded.
func plainTarget(target string) bool {
	decoded, err := url.PathUnescape(target)
	return err == nil && strings.HasPrefix(target, "/") && !forbidden(target) && !forbidden(decoded)
}
