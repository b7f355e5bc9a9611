package junit

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// judged is a test case that fails for the open findings, is skipped for those
// to check by hand, and tells of those about which a decision is in force,
// after what else is to be told.
func judged(w words.Words, findings []model.Finding, told ...string) testcase {
	var c testcase
	open, byHand, decided := parted(findings)
	for _, f := range decided {
		told = append(told, w.T("junit.decided", sentence(w, f), view.DecisionInFull(w, f.Decision)))
	}
	for _, f := range byHand {
		told = append(told, w.T("junit.by_hand", sentence(w, f)))
	}
	if text := lines(told); text != "" {
		c.Out = &output{text}
	}
	switch {
	case len(open) > 0:
		c.Failure = failure(w, open)
	case len(byHand) > 0:
		c.Skipped = &notice{Message: clean(w.T("junit.by_hand", safetext.Line(byHand[0].Title))), Type: clean(byHand[0].Check)}
	}
	return c
}

func parted(findings []model.Finding) (open, byHand, decided []model.Finding) {
	for _, f := range findings {
		switch {
		case f.Open():
			open = append(open, f)
		case f.ByHand:
			byHand = append(byHand, f)
		default:
			decided = append(decided, f)
		}
	}
	slices.SortStableFunc(open, func(a, b model.Finding) int { return cmp.Compare(b.Severity.Rank(), a.Severity.Rank()) })
	return open, byHand, decided
}

// failure has the title of the gravest finding as its message, and all of them
// in its text.
func failure(w words.Words, open []model.Finding) *notice {
	var told []string
	for _, f := range open {
		told = append(told, sentence(w, f))
		if todo := safetext.Limit(f.Next, maxText); todo != "" {
			told = append(told, w.T("findings.next")+" "+todo)
		}
	}
	message := safetext.Line(open[0].Title)
	if more := len(open) - 1; more > 0 {
		message += " " + w.Count("findings.more_hosts", uint64(more))
	}
	return &notice{Message: clean(message), Type: clean(open[0].Check), Text: lines(told)}
}

// sentence is a finding in one line.
func sentence(w words.Words, f model.Finding) string {
	told := "[" + view.Term(w, "severity", string(f.Severity)) + "] " + safetext.Line(f.Title)
	if text := safetext.Limit(f.Text, maxText/2); text != "" {
		told += ": " + text
	}
	return told
}

// describe is a device in one line: what it is, and how sure that is.
func describe(w words.Words, d model.Device) string {
	parts := []string{view.Term(w, "kind", string(d.Kind))}
	for _, fact := range []struct{ label, value string }{
		{"column.brand", view.Statement(w, d.Brand)},
		{"column.maker", view.Maker(w, d.Maker)},
		{"column.country", view.Country(w, d.Maker)},
		{"column.model", safetext.Line(d.Model)},
		{"column.firmware", safetext.Line(d.Firmware)},
		{"column.verdict", view.Term(w, "verdict", string(view.Verdict(d)))},
	} {
		if fact.value != "" {
			parts = append(parts, w.T(fact.label)+": "+fact.value)
		}
	}
	return strings.Join(parts, "; ")
}

// group is the devices of one test suite.
type group struct {
	name    string
	site    string
	prefix  netip.Prefix // invalid for devices of no subnet of the coverage
	devices []model.Device
}

// bySubnet puts each device under the narrowest subnet of the coverage that
// holds it, or under its site. Groups without devices are left out.
func bySubnet(r model.Result) []*group {
	var groups []*group
	for _, s := range r.Coverage.Subnets {
		if prefix, err := netip.ParsePrefix(s.Subnet); err == nil {
			groups = append(groups, &group{name: view.Place(s.Subnet, s.Site), site: s.Site, prefix: prefix})
		}
	}
	for _, d := range view.Sorted(r.Devices, withFindings(r.Others)) {
		g := groupOf(groups, d)
		if g == nil {
			g = &group{name: d.Site, site: d.Site}
			groups = append(groups, g)
		}
		g.devices = append(g.devices, d)
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return len(g.devices) == 0 })
}

func withFindings(devices []model.Device) []model.Device {
	return slices.DeleteFunc(slices.Clone(devices), func(d model.Device) bool { return len(d.Findings) == 0 })
}

func groupOf(groups []*group, d model.Device) *group {
	address, _ := netip.ParseAddr(d.Host)
	address = address.WithZone("")
	var best *group
	for _, g := range groups {
		switch {
		case g.site != d.Site:
		case !g.prefix.IsValid():
			if best == nil {
				best = g
			}
		case g.prefix.Contains(address) && (best == nil || g.prefix.Bits() > best.prefix.Bits()):
			best = g
		}
	}
	return best
}
