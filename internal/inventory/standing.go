package inventory

import (
	"net/netip"
	"slices"

	"camorigin/internal/model"
)

// Standing is what a run can say of an address at which it did not find a
// certain device. Only the first three tell that the device is not there.
type Standing string

// The standings. Silence is no absence: a device that is switched off, behind a
// filter or busy is silent too.
const (
	StandsAnother  Standing = "another-device" // something answered there that is not the device
	StandsRefused  Standing = "refused"        // the address is alive, and every port tried was closed
	StandsAllKnown Standing = "all-known"      // every address of the subnet answered or refused
	StandsSilent   Standing = "silent"         // it was tried, or may have been, and nothing answered
	StandsUntried  Standing = "not-tried"      // not tried, or there was no way there
	StandsOutside  Standing = "outside"        // not among the addresses of the run
	StandsUnsaid   Standing = "unsaid"         // the run does not say what it covered
)

// Absent reports whether the standing shows that the device is not there.
func (s Standing) Absent() bool {
	return s == StandsAnother || s == StandsRefused || s == StandsAllKnown
}

// ground is what a run says about addresses.
type ground struct {
	answered map[place]bool
	refused  map[place]bool
	lines    []line
	excluded []span
}

type line struct {
	span  span
	cover model.SubnetCoverage
}

func groundOf(r model.Result) ground {
	g := ground{answered: map[place]bool{}, refused: map[place]bool{}}
	for _, e := range r.Evidence {
		at := place{e.Site, plainAddress(e.Host)}
		switch {
		case spoke(e):
			g.answered[at] = true
		case e.Outcome == model.Refused:
			g.refused[at] = true
		}
	}
	for _, list := range [][]model.Device{r.Devices, r.Others} {
		for _, d := range list {
			if at := placeOf(d); !g.refused[at] {
				g.answered[at] = true
			}
		}
	}
	for _, c := range r.Coverage.Subnets {
		if s, ok := parseSpan(c.Subnet); ok {
			g.lines = append(g.lines, line{s, c})
		}
	}
	for _, text := range r.Run.Excluded {
		if s, ok := parseSpan(text); ok {
			g.excluded = append(g.excluded, s)
		}
	}
	return g
}

// spoke reports whether a device was there to be judged: it took a connection or
// said something.
func spoke(e model.Evidence) bool {
	if e.Protocol == "list" {
		return false // somebody else says so
	}
	switch e.Outcome {
	case model.Answered, model.Open, model.Reset, model.NotThisProtocol, model.Malformed, model.TooLarge:
		return true
	}
	return len(e.Response) > 0
}

// dumb reports whether all that is known of a host is that it refused.
func (g ground) dumb(d model.Device) bool { return g.refused[placeOf(d)] && !g.answered[placeOf(d)] }

// standing says what the run can say of a place.
func (g ground) standing(at place) Standing {
	anywhere := place{"", at.address}
	switch {
	case g.answered[at] || g.answered[anywhere]:
		return StandsAnother
	case g.refused[at] || g.refused[anywhere]:
		return StandsRefused
	case len(g.lines) == 0:
		return StandsUnsaid
	}
	l, found := g.line(at)
	switch {
	case !found:
		return StandsOutside
	case l.cover.NotTried >= l.cover.Addresses:
		return StandsUntried
	case l.cover.Silent == 0 && l.cover.NotTried == 0 && l.whole():
		return StandsAllKnown
	}
	return StandsSilent
}

// line is the narrowest line of coverage that has the place.
func (g ground) line(at place) (line, bool) {
	addr, err := netip.ParseAddr(at.address)
	if err != nil || slices.ContainsFunc(g.excluded, func(s span) bool { return s.contains(addr) }) {
		return line{}, false
	}
	var best *line
	for i, l := range g.lines {
		sameSite := l.cover.Site == at.site || l.cover.Site == "" || at.site == ""
		if sameSite && l.span.contains(addr) && (best == nil || l.span.within(best.span)) {
			best = &g.lines[i]
		}
	}
	if best == nil {
		return line{}, false
	}
	return *best, true
}

// unusable is how many addresses of an IPv4 network no host has: the network's
// own and the broadcast address.
const unusable = 2

// whole reports whether the line stands for every address of its span: of what
// was left out of the scope, nothing is known.
func (l line) whole() bool {
	n, counted := l.span.size()
	return counted && l.cover.Addresses+unusable >= n
}
