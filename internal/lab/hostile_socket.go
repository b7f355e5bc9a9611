package lab

import (
	"io"
	"strings"
	"time"
)

// hostileSocket are the kinds that do not wait for a request that makes sense.
func hostileSocket() []hostileKind {
	return []hostileKind{
		{"tarpit", "accepts everything and never answers", func(a assault) {
			listen(a.c, a.stream)
		}},
		{"close-at-once", "ends every connection at once", func(assault) {}},
		{"reset-at-once", "resets every connection at once", func(a assault) { a.c.abort() }},
		{"garbage", "an endless row of bytes that belong to no protocol", func(a assault) {
			a.flood(strings.Repeat("\x00\x01\x7f\x80\xff\x1b[2J\r\n\u202e<script>", 400))
		}},
		{"tls-never-finishes", "reads the greeting of TLS and never answers it", func(a assault) {
			if a.greeting() {
				a.hold()
			}
		}},
		{"tls-drip", "a TLS record of 16 KiB that comes one byte a fifth of a second", func(a assault) {
			if a.greeting() && a.send("\x16\x03\x03\x3f\xff") {
				a.drip("\x02\x00\x3f\xfb\x03\x03", 200*time.Millisecond)
			}
		}},
		{"tls-garbage", "TLS records full of nothing, without end", func(a assault) {
			if a.greeting() {
				a.flood("\x16\x03\x03\x40\x00" + strings.Repeat("\x00", 16<<10))
			}
		}},
		{"tls-alert", "a TLS alert instead of a handshake", func(a assault) {
			if a.greeting() {
				a.send("\x15\x03\x03\x00\x02\x02\x28")
			}
		}},
	}
}

// greeting waits for the first bytes of a TLS handshake and counts it; what
// begins otherwise is no greeting.
func (a assault) greeting() bool {
	first := make([]byte, 5)
	if _, err := io.ReadFull(a.stream, first); err != nil || first[0] != recordHandshake {
		return false
	}
	a.c.tally.handshake(false)
	return true
}
