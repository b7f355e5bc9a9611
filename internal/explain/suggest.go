package explain

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"camorigin/internal/assess"
	"camorigin/internal/origin"
)

// maxSuggestions bounds how many names are suggested.
const maxSuggestions = 5

// candidate is a name that can be explained.
type candidate struct {
	shown  string // as it is suggested
	folded string
}

// suggestion is a candidate and how far it is from what was asked for.
type suggestion struct {
	candidate
	distance int
}

// Suggest names what may have been meant by a text that stands for nothing, the
// nearest first.
func (b *Book) Suggest(query string) []string {
	wanted := squeezed(query)
	if wanted == "" || len(query) > maxQuery {
		return nil
	}
	var found []suggestion
	for _, c := range b.candidates() {
		if d, ok := near(wanted, c.folded); ok {
			found = append(found, suggestion{c, d})
		}
	}
	slices.SortStableFunc(found, func(a, b suggestion) int {
		return cmp.Or(a.distance-b.distance, cmp.Compare(len(a.shown), len(b.shown)), strings.Compare(a.shown, b.shown))
	})
	var names []string
	for _, s := range found {
		if s.distance > found[0].distance+1 {
			break
		}
		if !slices.Contains(names, s.shown) && len(names) < maxSuggestions {
			names = append(names, s.shown)
		}
	}
	return names
}

// candidates lists every name that can be explained.
func (b *Book) candidates() []candidate {
	var out []candidate
	add := func(shown string, spellings ...string) {
		for _, s := range append(spellings, shown) {
			if folded := squeezed(s); folded != "" {
				out = append(out, candidate{shown, folded})
			}
		}
	}
	for _, c := range b.KB.Companies() {
		add(c.Name, append([]string{c.ID, c.LegalName}, c.Aliases...)...)
		if hq := c.Headquarters; hq != nil {
			add(origin.CountryName(hq.Country))
		}
	}
	for _, brand := range b.KB.Brands() {
		add(brand.Name, append([]string{brand.ID}, brand.Aliases...)...)
	}
	for _, l := range b.KB.Lists() {
		add(l.ID, l.Title)
	}
	for _, p := range b.KB.Platforms() {
		add(p.ID, append([]string{p.Name}, p.Aliases...)...)
	}
	for _, p := range b.Policies {
		add(p.ID, p.Name)
	}
	for _, c := range assess.Checks(b.Words) {
		add(c.ID)
	}
	for _, v := range b.Vulnerabilities.All() {
		add(v.ID)
	}
	if b.Rules != nil {
		for _, r := range b.Rules.Rules() {
			add(r.ID)
		}
	}
	return out
}

// squeezed leaves the letters and digits of a name, without case.
func squeezed(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// near says how far two names are from each other, if they are near: a few
// letters, more in longer names, or one within the other.
func near(wanted, name string) (int, bool) {
	a, b := []rune(wanted), []rune(name)
	limit := 1 + min(len(a), len(b))/4
	if d := len(a) - len(b); d <= limit && -d <= limit {
		if distance := edits(a, b); distance <= limit {
			return distance, true
		}
	}
	const leastWithin = 4
	if len(a) >= leastWithin && strings.Contains(name, wanted) || len(b) >= leastWithin && strings.Contains(wanted, name) {
		return limit + 1, true
	}
	return 0, false
}

// edits counts the letters to insert, remove, replace or swap with the next to
// get from a to b.
func edits(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i, x := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j, y := range b {
			replaced := last[j]
			if x != y {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
