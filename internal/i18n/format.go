package i18n

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// conventions is how a language writes numbers, days and money.
type conventions struct {
	thousands string
	decimal   string
	day       string   // layout of a day; empty: as 2026-11-24
	minute    string   // layout of a time
	months    []string // names, January first; empty: months are written as 2026-11
	own       map[string]currency
}

// currency is how a language names a currency and writes an amount of it.
type currency struct {
	name string
	sign string // behind the amount
}

func conventionsOf(code string) conventions {
	if code == "da" {
		return conventions{
			thousands: ".", decimal: ",", day: "02.01.2006", minute: "02.01.2006 kl. 15.04",
			months: []string{
				"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
			},
			own: map[string]currency{"DKK": {"danske kroner", "kr."}, "EUR": {"euro", "euro"}},
		}
	}
	return conventions{thousands: ",", decimal: ".", minute: "2006-01-02 15:04"}
}

// Number writes a whole number with its thousands parted.
func (c conventions) Number(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + c.thousands + digits[at:]
	}
	return digits
}

// DecimalSign stands before the decimal places.
func (c conventions) DecimalSign() string { return cmp.Or(c.decimal, ".") }

// Decimal writes a number with so many decimal places.
func (c conventions) Decimal(x float64, places int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', places, 64), ".", c.DecimalSign(), 1)
}

// Date writes a day, a month or a year that is given as 2026-11-24, 2026-11 or
// 2026; anything else stays as it is.
func (c conventions) Date(text string) string {
	if day, err := time.Parse(time.DateOnly, text); err == nil && c.day != "" {
		return day.Format(c.day)
	}
	if month, err := time.Parse("2006-01", text); err == nil && len(c.months) == 12 {
		return c.months[month.Month()-1] + " " + month.Format("2006")
	}
	return text
}

// Time writes a time to the minute, in UTC.
func (c conventions) Time(t time.Time) string { return t.UTC().Format(c.minute) + " UTC" }

// Money writes an amount, which may be a range, with its currency, an ISO 4217
// code.
func (c conventions) Money(code, amount string) string {
	if c.own == nil {
		return code + " " + amount
	}
	if known, ok := c.own[code]; ok {
		code = known.sign
	}
	return amount + " " + code
}

// Currency names a currency by its ISO 4217 code.
func (c conventions) Currency(code string) string {
	if known, ok := c.own[code]; ok {
		return known.name
	}
	return code
}

// List joins names as a sentence does, with a word such as "and" before the
// last one.
func List(names []string, word string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}
