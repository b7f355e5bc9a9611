package origin

import "time"

// Date is a day, a month or a year: 2026-06-08, 2026-06 or 2026. Sources are
// often no more precise, and a day is never made up.
type Date string

// Valid reports whether the date is empty or well-formed.
func (d Date) Valid() bool {
	_, _, ok := d.span()
	return d == "" || ok
}

// Begun reports whether d has been reached at the given time: an
// imprecise date counts from its first day. An empty date has always begun.
func (d Date) Begun(at time.Time) bool {
	first, _, ok := d.span()
	return !ok || !at.Before(first)
}

// Over reports whether d lies wholly in the past. An empty date never is.
func (d Date) Over(at time.Time) bool {
	_, next, ok := d.span()
	return ok && !at.Before(next)
}

// span gives the first moment of the date and the first moment after it.
func (d Date) span() (first, next time.Time, ok bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if len(d) != len(form.layout) {
			continue
		}
		if t, err := time.Parse(form.layout, string(d)); err == nil {
			return t, t.AddDate(form.years, form.months, form.days), true
		}
	}
	return time.Time{}, time.Time{}, false
}

// current reports whether something that holds from since until until holds at
// the given time.
func current(since, until Date, at time.Time) bool {
	return since.Begun(at) && !until.Over(at)
}
