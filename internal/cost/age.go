package cost

import (
	"strings"
	"time"

	"camorigin/internal/firmware"
	"camorigin/internal/model"
)

// What tells the age of a device.
const (
	hintBought      = "bought"      // a list says when
	hintFirmware    = "firmware"    // its version says when it was built
	hintCertificate = "certificate" // it is valid since then
)

// earliest is the first year that a network camera's date is believed in:
// clocks that were never set begin before it.
const earliest = 2005

// age is since when a device has been there, as far as anything tells.
type age struct {
	since time.Time
	text  string // as precise as the source
	hint  string
}

// ageOf prefers what a list says, and otherwise the earliest hint.
func ageOf(d model.Device, asOf time.Time) (age, bool) {
	if d.Listed != nil {
		if a, ok := dated(d.Listed.Bought, hintBought, asOf); ok {
			return a, true
		}
	}
	var best age
	found := false
	for _, hint := range []struct{ text, name string }{
		{firmwareDay(d), hintFirmware}, {certificateDay(d), hintCertificate},
	} {
		if a, ok := dated(hint.text, hint.name, asOf); ok && (!found || a.since.Before(best.since)) {
			best, found = a, true
		}
	}
	return best, found
}

func firmwareDay(d model.Device) string {
	if d.Maker == nil || !d.Maker.Verdict.Sure() {
		return ""
	}
	return firmware.Parse(d.Maker.ID, d.Firmware).Build
}

func certificateDay(d model.Device) string {
	if d.Certificate == nil {
		return ""
	}
	day, _, _ := strings.Cut(d.Certificate.NotBefore, "T")
	return day
}

// dated reads a day, a month or a year that can be true.
func dated(text, hint string, asOf time.Time) (age, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{time.DateOnly, "2006-01", "2006", "02-01-2006", "02.01.2006"} {
		since, err := time.Parse(layout, text)
		if err == nil && since.Year() >= earliest && !since.After(asOf) {
			return age{since, text, hint}, true
		}
	}
	return age{}, false
}
