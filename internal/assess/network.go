package assess

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

// segment is a part of the network that devices share: a subnet at a site.
type segment struct{ site, subnet string }

// Network returns the findings that belong to no single device. Only makers that
// are confirmed or likely count. They speak the language of words.
func Network(devices []model.Device, words *i18n.Localizer) []model.Finding {
	segments := map[segment]tally{}
	for _, d := range devices {
		at, ok := segmentOf(d)
		if !ok || d.Maker == nil || !d.Maker.Verdict.Sure() {
			continue
		}
		if segments[at] == nil {
			segments[at] = tally{}
		}
		segments[at].add(d.Maker.ID, d.Maker.Name, d.Maker.Country, len(d.Flagged) > 0)
	}
	findings := []model.Finding{}
	order := slices.SortedFunc(maps.Keys(segments), func(a, b segment) int {
		return cmp.Or(strings.Compare(a.site, b.site), comparePrefixes(a.subnet, b.subnet))
	})
	for _, at := range order {
		if makers := segments[at].counts(); len(makers) > 1 {
			findings = append(findings, severalMakers(at, makers, words))
		}
	}
	return findings
}

// segmentOf is the subnet that a device most likely shares with its neighbours:
// nobody tells how networks are cut, and a /24 or /64 is what they mostly are.
func segmentOf(d model.Device) (segment, bool) {
	address, err := netip.ParseAddr(d.Host)
	if err != nil {
		return segment{}, false
	}
	bits := 24
	if address = address.Unmap(); address.Is6() {
		bits = 64
	}
	subnet, err := address.WithZone("").Prefix(bits)
	return segment{d.Site, subnet.String()}, err == nil
}

func comparePrefixes(a, b string) int {
	x, _ := netip.ParsePrefix(a)
	y, _ := netip.ParsePrefix(b)
	return x.Compare(y)
}

func severalMakers(at segment, makers []model.Count, words *i18n.Localizer) model.Finding {
	names, flagged := make([]string, len(makers)), 0
	for i, m := range makers {
		names[i] = m.Name + " (" + words.Number(uint64(m.Devices)) + ")"
		flagged += m.Flagged
	}
	f := checkSeveralMakers().finding(words)
	f.Text += " " + words.T("situation.segment", at.subnet, strings.Join(names, ", "))
	if flagged > 0 {
		f.Text += " " + words.T("situation.flagged", words.Number(uint64(flagged)))
	}
	f.Site = at.site
	f.Fingerprint = fingerprint(f.Check, model.Device{Site: at.site, Host: at.subnet})
	return f
}
