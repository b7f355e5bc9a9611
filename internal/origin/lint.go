package origin

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with the data, and where.
type Problem struct {
	File string
	Line int // 0 when it concerns the whole file
	Text string
}

func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Text)
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// Report is what Lint found: what is wrong, and how much of what is said is
// confirmed.
type Report struct {
	Problems    []Problem
	Companies   int
	Brands      int
	Platforms   int
	Lists       int
	Confirmed   int // claims
	Unconfirmed int
}

// Lint reads the data as Load does and reports everything that is wrong with
// it. The error is of reading; problems are no error.
func Lint(fsys fs.FS) (Report, error) {
	d, err := read(fsys)
	if err != nil {
		return Report{}, fmt.Errorf("read companies and lists: %w", err)
	}
	r := Report{Problems: d.lint(), Companies: len(d.companies), Platforms: len(d.platforms.Platforms), Lists: len(d.lists.Lists)}
	for _, c := range d.companies {
		r.Brands += len(c.Brands)
	}
	for c := range d.allClaims {
		if c.Confirmed {
			r.Confirmed++
		} else {
			r.Unconfirmed++
		}
	}
	return r, nil
}

// linter gathers problems while it goes over the data.
type linter struct {
	problems  []Problem
	file      string
	companies map[string]Role
	claims    map[string]bool   // by identifier: confirmed
	used      map[string]bool   // claims that something rests on
	names     map[string]string // kind and folded name to whose it is
}

func (d *data) lint() []Problem {
	l := &linter{companies: map[string]Role{}, claims: map[string]bool{}, used: map[string]bool{}, names: map[string]string{}}
	for _, c := range d.companies {
		l.companies[c.ID] = c.Role
	}
	d.claimFiles(func(file string, claims []Claim) {
		l.file = file
		for _, c := range claims {
			l.claim(c)
		}
	})
	for _, c := range d.companies {
		l.file = d.files[c.ID]
		l.company(c)
	}
	l.file = listsFile
	for _, list := range d.lists.Lists {
		l.list(list, d.lists.Lists)
	}
	l.file = platformsFile
	for _, p := range d.platforms.Platforms {
		l.platform(p)
	}
	d.claimFiles(func(file string, claims []Claim) {
		l.file = file
		for _, c := range claims {
			l.check(l.used[c.ID], "claim %q: nothing rests on it, refer to it or take it out", c.ID)
		}
	})
	slices.SortStableFunc(l.problems, func(a, b Problem) int { return cmp.Compare(a.File, b.File) })
	return l.problems
}

// claimFiles calls visit with the claims of every file.
func (d *data) claimFiles(visit func(file string, claims []Claim)) {
	for _, c := range d.companies {
		visit(d.files[c.ID], c.Claims)
	}
	visit(listsFile, d.lists.Claims)
	visit(platformsFile, d.platforms.Claims)
}

func (d *data) allClaims(yield func(Claim) bool) {
	stopped := false
	d.claimFiles(func(_ string, claims []Claim) {
		for _, c := range claims {
			stopped = stopped || !yield(c)
		}
	})
}

// check notes a problem unless it holds.
func (l *linter) check(holds bool, format string, args ...any) {
	if !holds {
		l.problems = append(l.problems, Problem{File: l.file, Text: fmt.Sprintf(format, args...)})
	}
}

// id checks the form of an identifier.
func (l *linter) id(what, id string) {
	l.check(wellFormed(id), "%s %q: an id is lower-case letters and digits, joined by hyphens", what, id)
}

// wellFormed reports whether an identifier is lower-case letters and digits,
// joined by single hyphens.
func wellFormed(id string) bool {
	for part := range strings.SplitSeq(id, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// name claims a spelling for its owner; two owners of one spelling would make
// a captured name ambiguous.
func (l *linter) name(kind, owner string, spellings []string) {
	for _, s := range spellings {
		folded := fold(s)
		if folded == "" {
			continue
		}
		key := kind + " " + folded
		other, taken := l.names[key]
		l.check(!taken || other == owner, "%s %q: the name %q belongs to %q already", kind, owner, s, other)
		l.names[key] = owner
	}
}

// refers checks references to claims.
func (l *linter) refers(what string, ids []string) {
	l.check(len(ids) > 0, "%s: rests on no claim, add one", what)
	for _, id := range ids {
		_, ok := l.claims[id]
		l.check(ok, "%s: claim %q does not exist", what, id)
		l.used[id] = true
	}
}

// dates checks the form and order of a span.
func (l *linter) dates(what string, since, until Date) {
	l.check(since.Valid() && until.Valid(), "%s: a date is YYYY, YYYY-MM or YYYY-MM-DD", what)
	l.check(since == "" || until == "" || since <= until, "%s: ends (%s) before it begins (%s)", what, until, since)
}

func (l *linter) countries(what string, codes []string) {
	for _, code := range codes {
		l.check(KnownCountry(code), "%s: unknown country %q, write its two-letter code of ISO 3166-1", what, code)
	}
}

func (l *linter) known(what, company string) {
	_, ok := l.companies[company]
	l.check(ok, "%s: company %q does not exist", what, company)
}
