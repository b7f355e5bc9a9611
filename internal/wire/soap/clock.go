package soap

import (
	"fmt"
	"slices"
	"strconv"
)

// clockPart notes one number of UTCDateTime or LocalDateTime.
func (r *reader) clockPart(path []string, text string) {
	kind := "UTC"
	switch {
	case slices.Contains(path, "UTCDateTime"):
	case slices.Contains(path, "LocalDateTime"):
		kind = "Local"
	default:
		return
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 9999 {
		return
	}
	r.clock[kind+path[len(path)-1]] = n
}

// dateTime writes the clock of the device, or nothing when no date is whole.
// Dates that no calendar has are kept: they say something about the device.
func (r *reader) dateTime() string {
	for _, kind := range []struct{ name, suffix string }{{"UTC", "Z"}, {"Local", ""}} {
		year, hasYear := r.clock[kind.name+"Year"]
		month, hasMonth := r.clock[kind.name+"Month"]
		day, hasDay := r.clock[kind.name+"Day"]
		if !hasYear || !hasMonth || !hasDay {
			continue
		}
		return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day,
			r.clock[kind.name+"Hour"], r.clock[kind.name+"Minute"], r.clock[kind.name+"Second"], kind.suffix)
	}
	return ""
}
