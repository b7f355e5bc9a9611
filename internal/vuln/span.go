package vuln

import (
	"slices"

	"camorigin/internal/firmware"
	"camorigin/internal/origin"
)

// truth is what can be said of a condition: it holds, it does not, or nothing
// is known.
type truth int

const (
	no truth = iota
	unknown
	yes
)

// both is the truth of two conditions that must hold together.
func both(a, b truth) truth { return min(a, b) }

// span is a range ready to be tried.
type span struct {
	Range
	models        []glob
	except        []glob
	from, through firmware.Version
	before        []firmware.Version
	versions      []firmware.Version
}

func newSpan(r Range, scheme string) span {
	return span{
		Range: r, models: globs(r.Models), except: globs(r.Except),
		from: firmware.Parse(scheme, r.From), through: firmware.Parse(scheme, r.Through),
		before: parsed(scheme, r.Before), versions: parsed(scheme, r.Versions),
	}
}

func parsed(scheme string, texts []string) []firmware.Version {
	out := make([]firmware.Version, len(texts))
	for i, text := range texts {
		out[i] = firmware.Parse(scheme, text)
	}
	return out
}

// bounded reports whether the range depends on the version at all.
func (s span) bounded() bool {
	return s.From != "" || s.Through != "" || len(s.Before) > 0 || len(s.Versions) > 0 || s.BuiltBefore != ""
}

// has says whether a version lies in the range. A version without a known form
// may lie in any.
func (s span) has(v firmware.Version) truth {
	if !s.bounded() {
		return yes
	}
	in := yes
	if len(s.versions) > 0 {
		if in = named(v, s.versions); in == yes {
			return yes
		}
		if s.From != "" || s.Through != "" || len(s.before) > 0 || s.BuiltBefore != "" {
			in = unknown // the other bounds say where the range ends
		}
	}
	if s.From != "" {
		in = both(in, reaches(v, s.from))
	}
	if s.Through != "" {
		in = both(in, opposite(exceeds(v, s.through)))
	}
	if len(s.before) > 0 {
		in = both(in, precedes(v, s.before))
	}
	if s.BuiltBefore != "" {
		in = both(in, builtBefore(v, s.BuiltBefore))
	}
	return in
}

func opposite(t truth) truth { return yes - t }

// named says whether a version is among those that a source names. One that is
// newer than all of these is not: nothing is stated of it.
func named(v firmware.Version, list []firmware.Version) truth {
	older := 0
	for _, other := range list {
		order, comparable := firmware.Compare(v, other)
		switch {
		case !comparable:
			continue
		case order == 0:
			return yes
		case order > 0:
			older++
		default:
			return unknown
		}
	}
	if older > 0 {
		return no
	}
	return unknown
}

// compare orders a version and a bound. A bound that gives no day of a build
// means every build of its number.
func compare(v, bound firmware.Version) (order int, comparable bool) {
	if bound.Build == "" {
		v.Build, v.Nth = "", 0
	}
	if bound.Rest == "" {
		v.Rest = ""
	}
	return firmware.Compare(v, bound)
}

// reaches says whether a version is as new as a bound.
func reaches(v, bound firmware.Version) truth {
	order, comparable := compare(v, bound)
	return stated(comparable, order >= 0)
}

// exceeds says whether a version is newer than a bound.
func exceeds(v, bound firmware.Version) truth {
	order, comparable := compare(v, bound)
	return stated(comparable, order > 0)
}

// stated is the truth of something that holds or not, if it is known.
func stated(known, holds bool) truth {
	switch {
	case !known:
		return unknown
	case holds:
		return yes
	}
	return no
}

// precedes says whether v is older than the bound of its branch.
func precedes(v firmware.Version, bounds []firmware.Version) truth {
	for _, bound := range bounds {
		if len(bounds) > 1 && !sameBranch(v, bound) {
			continue
		}
		if reached := reaches(v, bound); reached != unknown {
			return opposite(reached)
		}
	}
	return unknown
}

// sameBranch reports whether two versions share their first two numbers.
func sameBranch(a, b firmware.Version) bool {
	const leading = 2
	return len(a.Parts) >= leading && len(b.Parts) >= leading && slices.Equal(a.Parts[:leading], b.Parts[:leading])
}

// builtBefore compares the day on which a version was built.
func builtBefore(v firmware.Version, bound origin.Date) truth {
	return stated(v.Build != "", v.Build < string(bound))
}
