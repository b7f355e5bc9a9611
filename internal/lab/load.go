package lab

import (
	"embed"
	"fmt"
	"io/fs"
	"net/netip"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/strictyaml"
)

//go:embed personalities
var builtin embed.FS

// Builtin reads the personalities that come with the program, hostile ones
// included, in the order of their ids.
func Builtin() ([]Personality, error) { return LoadAll(builtin) }

// LoadAll reads every .yaml file of a file system, in any directory, and sorts
// the personalities by id. Two of the same id are an error.
func LoadAll(fsys fs.FS) ([]Personality, error) {
	var all []Personality
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read personality: %w", err)
		}
		p, err := Load(name, data)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(all, func(other Personality) bool { return other.ID == p.ID }); i >= 0 {
			return fmt.Errorf("%s:%d: id %s is taken already, choose another", name, p.Line, p.ID)
		}
		all = append(all, p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b Personality) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

// Load reads and checks one personality. Every error reads "name:line: what,
// what to do".
func Load(name string, data []byte) (Personality, error) {
	var p Personality
	if err := strictyaml.Decode(name, data, &p); err != nil {
		return Personality{}, err
	}
	if err := p.check(); err != nil {
		return Personality{}, fmt.Errorf("%s:%d: personality %.40q: %w", name, max(p.Line, 1), p.ID, err)
	}
	return p, nil
}

// Benign leaves the hostile personalities out.
func Benign(all []Personality) []Personality {
	return slices.DeleteFunc(slices.Clone(all), func(p Personality) bool { return p.Hostile })
}

// Select picks personalities by id, in the order of the ids.
func Select(all []Personality, ids ...string) ([]Personality, error) {
	var picked []Personality
	for _, id := range ids {
		i := slices.IndexFunc(all, func(p Personality) bool { return p.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("no personality %.40q, %s", id, hint(id, all))
		}
		picked = append(picked, all[i])
	}
	return picked, nil
}

func hint(id string, all []Personality) string {
	ids := make([]string, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	if near, ok := strictyaml.Nearest(id, ids); ok {
		return "did you mean " + near + "?"
	}
	return "known are " + strings.Join(ids, ", ")
}

// check finds what the decoder cannot: it compiles everything once.
func (p Personality) check() error {
	if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(p.ID) {
		return fmt.Errorf("id is not lower case letters, digits and dashes, rename it")
	}
	if err := p.Want.check(); err != nil {
		return fmt.Errorf("want: %w", err)
	}
	if err := p.checkServices(); err != nil {
		return err
	}
	local := netip.AddrFrom4([4]byte{127, 0, 0, 1})
	k := &compiler{plan: Plan(), now: func() time.Time { return time.Unix(0, 0) }}
	_, err := k.services(p, local, local)
	return err
}

func (w Want) check() error {
	switch {
	case !slices.Contains(model.Kinds(), w.Kind):
		return fmt.Errorf("unknown kind %.20q, known are %v", w.Kind, model.Kinds())
	case w.Surveillance != w.Kind.Surveillance():
		return fmt.Errorf("surveillance is %t but kind is %s, correct one of them", w.Surveillance, w.Kind)
	}
	verdicts := []model.Verdict{model.VerdictConfirmed, model.VerdictLikely, model.VerdictPossible, model.VerdictConflict, model.VerdictUnknown}
	for about, verdict := range w.Verdicts {
		if !slices.Contains([]string{"maker", "brand", "platform"}, about) || !slices.Contains(verdicts, verdict) {
			return fmt.Errorf("verdict %.20s: %.20s is unknown, give maker, brand or platform one of %v", about, verdict, verdicts)
		}
	}
	return nil
}

// checkServices checks that every port speaks one thing, and only once.
func (p Personality) checkServices() error {
	if len(p.Services) == 0 {
		return fmt.Errorf("no services, give at least one")
	}
	seen := map[string]bool{}
	for _, s := range p.Services {
		if seen[s.Port] {
			return fmt.Errorf("port %.20q stands twice (line %d), remove one", s.Port, s.Line)
		}
		seen[s.Port] = true
		n := 0
		for _, given := range []bool{s.Like != "", s.HTTP != nil, s.RTSP != nil, s.Banner != nil, s.Silent, s.Hostile != nil} {
			if given {
				n++
			}
		}
		if n != 1 {
			return fmt.Errorf("service on port %.20q (line %d) has %d of like, http, rtsp, banner, silent and hostile, give one", s.Port, s.Line, n)
		}
		if s.Hostile != nil && !p.Hostile {
			return fmt.Errorf("service on port %.20q (line %d) is hostile but the personality is not, add hostile: true", s.Port, s.Line)
		}
	}
	return nil
}
