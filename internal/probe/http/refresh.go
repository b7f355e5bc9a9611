package http

import (
	"strings"

	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/html"
	"camorigin/internal/wire/message"
)

// Location is where an answer sends the client, and empty when nowhere: the
// Location header of a redirection, or the address in a Refresh header or a
// meta element of a page.
func Location(m message.Message) string {
	switch {
	case m.Status/100 == 3:
		return m.Get("Location")
	case m.Status != 200 && m.Status != 0:
		return ""
	}
	if refresh := m.Get("Refresh"); refresh != "" {
		return refreshAddress(refresh)
	}
	return html.Scan(charset.Decode(m.Body, m.Get("Content-Type"))).Refresh
}

// refreshAddress is the address in the value of a Refresh header
// ("0; URL=/index.html").
func refreshAddress(value string) string {
	for part := range strings.SplitSeq(value, ";") {
		name, address, found := strings.Cut(part, "=")
		if found && strings.EqualFold(strings.TrimSpace(name), "url") {
			return strings.Trim(strings.TrimSpace(address), `'"`)
		}
	}
	return ""
}
