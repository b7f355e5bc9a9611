package vuln

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"camorigin/internal/origin"
	"camorigin/internal/strictyaml"
)

// fileName is where the vulnerabilities of the data stand.
const fileName = "vulnerabilities.yaml"

// naming says how a maker names its own models: a device of this maker that
// bears another name was named by somebody else.
type naming struct {
	Maker  string   `yaml:"maker,required"`
	Models []string `yaml:"models,required"`
}

type file struct {
	Naming          []naming        `yaml:"naming"`
	Vulnerabilities []Vulnerability `yaml:"vulnerabilities"`
}

// DB is the known vulnerabilities. It does not change once loaded, and is safe
// for concurrent use. The nil DB knows none.
type DB struct {
	rows   []row // sorted by identifier
	naming map[string][]glob
	claims map[string]origin.Claim
}

// row is a vulnerability ready to be tried.
type row struct {
	Vulnerability
	ranges []span
}

// Load reads vulnerabilities.yaml and checks it against the knowledge about
// companies. Data with a fault is refused; the errors are those of Lint.
func Load(fsys fs.FS, kb *origin.KB) (*DB, error) {
	var f file
	if err := strictyaml.DecodeFile(fsys, fileName, &f, strictyaml.Limits{}); err != nil {
		return nil, fmt.Errorf("load vulnerabilities: %w", err)
	}
	if problems := f.lint(kb); len(problems) > 0 {
		return nil, fmt.Errorf("load vulnerabilities: %w", errors.Join(problems...))
	}
	return f.link(), nil
}

func (f file) link() *DB {
	db := &DB{naming: map[string][]glob{}, claims: map[string]origin.Claim{}}
	for _, n := range f.Naming {
		db.naming[n.Maker] = globs(n.Models)
	}
	for _, v := range f.Vulnerabilities {
		r := row{Vulnerability: v}
		for _, a := range v.Affected {
			r.ranges = append(r.ranges, newSpan(a, v.scheme()))
		}
		db.rows = append(db.rows, r)
		for _, c := range v.Claims {
			db.claims[c.ID] = c
		}
	}
	slices.SortFunc(db.rows, func(a, b row) int { return CompareIDs(a.ID, b.ID) })
	return db
}

func globs(patterns []string) []glob {
	out := make([]glob, len(patterns))
	for i, p := range patterns {
		out[i] = newGlob(p)
	}
	return out
}

// All returns every vulnerability, the oldest identifier first.
func (db *DB) All() []Vulnerability {
	if db == nil {
		return nil
	}
	out := make([]Vulnerability, len(db.rows))
	for i, r := range db.rows {
		out[i] = r.Vulnerability
	}
	return out
}

// ByID returns the vulnerability with an identifier, in any letter case.
func (db *DB) ByID(id string) (Vulnerability, bool) {
	for _, v := range db.All() {
		if strings.EqualFold(v.ID, strings.TrimSpace(id)) {
			return v, true
		}
	}
	return Vulnerability{}, false
}

// Of returns the vulnerabilities of a company's equipment and of a brand's; an
// empty identifier names nobody.
func (db *DB) Of(maker, brand string) []Vulnerability {
	var out []Vulnerability
	for _, v := range db.All() {
		if maker != "" && slices.Contains(v.Makers, maker) || brand != "" && slices.Contains(v.Brands, brand) {
			out = append(out, v)
		}
	}
	return out
}

// Claims returns the claims with the given identifiers, each once and sorted;
// unknown identifiers are left out.
func (db *DB) Claims(ids ...string) []origin.Claim {
	if db == nil {
		return nil
	}
	var out []origin.Claim
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if c, ok := db.claims[id]; ok {
			out = append(out, c)
		}
	}
	return out
}

// NamedBy returns the makers that name their own models so.
func (db *DB) NamedBy(modelName string) []string {
	if db == nil {
		return nil
	}
	var makers []string
	for maker, patterns := range db.naming {
		if anyMatches(patterns, modelName) {
			makers = append(makers, maker)
		}
	}
	slices.Sort(makers)
	return makers
}

// CompareIDs orders CVE identifiers by year and number; others stand last, by
// their letters.
func CompareIDs(a, b string) int {
	x, y := sortKey(a), sortKey(b)
	return strings.Compare(x, y)
}

// sortKey pads the number of an identifier.
func sortKey(id string) string {
	const width = 10
	head, number, ok := strings.Cut(strings.TrimPrefix(id, "CVE-"), "-")
	if !ok || len(number) > width {
		return "~" + id
	}
	return head + strings.Repeat("0", width-len(number)) + number
}
