package origin

import (
	"maps"
	"slices"
)

// KB is the knowledge about companies, brands, platforms and lists. It does
// not change once loaded, and is safe for concurrent use.
type KB struct {
	companies   map[string]Company
	brands      map[string]Brand
	platforms   map[string]Platform
	lists       []List // sorted by identifier
	claims      map[string]Claim
	registrants map[string]Assignee // by folded name

	makerNames, companyNames, brandNames, platformNames map[string]string // folded name to identifier
}

// Company returns the company with an identifier.
func (kb *KB) Company(id string) (Company, bool) {
	c, ok := kb.companies[id]
	return c, ok
}

// Brand returns the brand with an identifier.
func (kb *KB) Brand(id string) (Brand, bool) {
	b, ok := kb.brands[id]
	return b, ok
}

// Platform returns the platform with an identifier.
func (kb *KB) Platform(id string) (Platform, bool) {
	p, ok := kb.platforms[id]
	return p, ok
}

// List returns the list with an identifier.
func (kb *KB) List(id string) (List, bool) {
	i := slices.IndexFunc(kb.lists, func(l List) bool { return l.ID == id })
	if i < 0 {
		return List{}, false
	}
	return kb.lists[i], true
}

// Lists returns every list, sorted by identifier.
func (kb *KB) Lists() []List { return slices.Clone(kb.lists) }

// Companies returns every company, sorted by identifier.
func (kb *KB) Companies() []Company { return sorted(kb.companies) }

// Brands returns every brand, sorted by identifier.
func (kb *KB) Brands() []Brand { return sorted(kb.brands) }

// Platforms returns every platform, sorted by identifier.
func (kb *KB) Platforms() []Platform { return sorted(kb.platforms) }

// Claims returns the claims with the given identifiers, each once and sorted;
// unknown identifiers are left out.
func (kb *KB) Claims(ids ...string) []Claim {
	var out []Claim
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if c, ok := kb.claims[id]; ok {
			out = append(out, c)
		}
	}
	return out
}

// Confirmed reports whether at least one of the claims is confirmed. A
// statement without any is not.
func (kb *KB) Confirmed(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return kb.claims[id].Confirmed })
}

// Newest is the date of the latest check of any claim: how old the knowledge
// is.
func (kb *KB) Newest() Date {
	var newest Date
	for _, c := range kb.claims {
		newest = max(newest, c.Checked)
	}
	return newest
}

func sorted[T any](byID map[string]T) []T {
	out := make([]T, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out = append(out, byID[id])
	}
	return out
}
