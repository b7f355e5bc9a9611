package vuln

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"camorigin/internal/firmware"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

var wellFormed = regexp.MustCompile(`^CVE-(?:19|20)\d\d-\d{4,10}$`)

const (
	maxCVSS      = 10 // the highest base score
	leastLiteral = 2  // signs of its own that a pattern needs
)

// linter gathers what is wrong with the vulnerabilities.
type linter struct {
	kb       *origin.KB
	problems []error
	line     int
	about    string
	ids      map[string]bool
	claims   map[string]bool
}

func (f file) lint(kb *origin.KB) []error {
	l := &linter{kb: kb, ids: map[string]bool{}, claims: map[string]bool{}}
	for _, n := range f.Naming {
		l.line, l.about = 1, "naming of "+n.Maker
		l.company(n.Maker)
		l.check(len(n.Models) > 0, "names no models")
	}
	for _, v := range f.Vulnerabilities {
		l.line, l.about = int(v.Line), v.ID
		l.vulnerability(v)
	}
	return l.problems
}

func (l *linter) check(holds bool, format string, args ...any) {
	if !holds {
		l.problems = append(l.problems, fmt.Errorf("%s:%d: %s: %s", fileName, l.line, l.about, fmt.Sprintf(format, args...)))
	}
}

func (l *linter) company(id string) {
	_, ok := l.kb.Company(id)
	l.check(ok, "company %q does not exist", id)
}

func (l *linter) vulnerability(v Vulnerability) {
	l.check(wellFormed.MatchString(v.ID), "an id is CVE-YYYY-NNNN")
	l.check(!l.ids[v.ID], "stands twice")
	l.ids[v.ID] = true
	l.check(v.Title != "", "needs a title")
	l.check(len(v.Makers)+len(v.Brands) > 0, "needs makers or brands")
	for _, id := range v.Makers {
		l.company(id)
	}
	for _, id := range v.Brands {
		_, ok := l.kb.Brand(id)
		l.check(ok, "brand %q does not exist", id)
	}
	if v.Scheme != "" {
		l.company(v.Scheme)
	}
	l.check(v.CVSS >= 0 && v.CVSS <= maxCVSS, "cvss is between 0 and %d", maxCVSS)
	l.check(v.KEV.Valid(), "kev is a date")
	l.check(len(v.Claims) > 0, "rests on no claim, add one")
	for _, c := range v.Claims {
		l.claim(c)
	}
	for _, r := range v.Affected {
		l.affected(r, v.scheme())
	}
}

func (l *linter) claim(c origin.Claim) {
	l.check(c.ID != "" && !l.claims[c.ID] && len(l.kb.Claims(c.ID)) == 0, "claim %q: needs an id of its own", c.ID)
	l.claims[c.ID] = true
	l.check(c.Text != "" && c.Source.Publisher != "", "claim %q: needs text and publisher", c.ID)
	l.check(c.Checked != "" && c.Checked.Valid() && c.Source.Date.Valid(), "claim %q: needs the dates of source and check", c.ID)
	u, err := url.Parse(c.Source.URL)
	l.check(!c.Confirmed || err == nil && u.Scheme == "https" && u.Host != "" && c.Source.Date != "", "claim %q: a confirmed claim needs an https address and the date of its source", c.ID)
}

func (l *linter) affected(r Range, scheme string) {
	for _, text := range slices.Concat([]string{r.From, r.Through}, r.Before, r.Versions) {
		l.check(text == "" || firmware.Parse(scheme, text).Known(), "version %q is in no form that %s writes", text, scheme)
	}
	if r.From != "" && r.Through != "" {
		order, comparable := firmware.Compare(firmware.Parse(scheme, r.From), firmware.Parse(scheme, r.Through))
		l.check(comparable && order <= 0, "the range from %s through %s is empty or cannot be compared", r.From, r.Through)
	}
	l.check(len(r.BuiltBefore) == 0 || len(r.BuiltBefore) == len("2006-01-02") && r.BuiltBefore.Valid(), "built_before is a whole date, YYYY-MM-DD")
	for _, m := range slices.Concat(r.Models, r.Except) {
		l.check(len(strings.Trim(m, "*?#@")) >= leastLiteral, "pattern %q means too much", m)
	}
	for _, k := range r.Kinds {
		l.check(slices.Contains(model.Kinds(), k), "unknown kind %q", k)
	}
}
