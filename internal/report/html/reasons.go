package html

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// reason is why devices are flagged, or have to be checked by hand: one
// sentence, whom it touches and what it rests on.
type reason struct {
	Severity badge
	Text     string
	Detail   string // policy, basis and how sure
	Devices  string // how many, of which makers
	Hosts    []link
	More     string // "and 5 more"
	Rests    []source
	Sources  []link // claims that the result does not carry
}

// badge is a severity to show: its word, and the class that gives its shape.
type badge struct{ Class, Text string }

// link leads to a place of this page; without Target it is plain text.
type link struct{ Target, Text string }

// hostsShown is how many hosts a reason or a finding names.
const hostsShown = 12

// reasonKey is what the flags of one reason have in common.
type reasonKey struct {
	policy, basis, reason, claims string
	severity                      model.Severity
}

type reasonGroup struct {
	flag     model.Flag
	devices  []model.Device
	verdicts []model.Verdict
}

// reasons joins the flags of all devices by what they say, strongest first,
// then those that touch most devices.
func (b *builder) reasons(flags func(model.Device) []model.Flag) []reason {
	var groups []*reasonGroup
	known := map[reasonKey]*reasonGroup{}
	for _, device := range view.Sorted(b.result.Devices, b.result.Others) {
		for _, flag := range flags(device) {
			key := reasonKey{flag.Policy, flag.Basis, flag.Reason, strings.Join(flag.Claims, "\x00"), flag.Severity}
			g, ok := known[key]
			if !ok {
				g = &reasonGroup{flag: flag}
				known[key] = g
				groups = append(groups, g)
			}
			g.add(device, flag)
		}
	}
	slices.SortStableFunc(groups, func(x, y *reasonGroup) int {
		return cmp.Or(cmp.Compare(y.flag.Severity.Rank(), x.flag.Severity.Rank()), cmp.Compare(len(y.devices), len(x.devices)))
	})
	result := make([]reason, len(groups))
	for i, g := range groups {
		result[i] = b.reason(g)
	}
	return result
}

func (g *reasonGroup) add(device model.Device, flag model.Flag) {
	g.devices = append(g.devices, device)
	if !slices.Contains(g.verdicts, flag.Verdict) {
		g.verdicts = append(g.verdicts, flag.Verdict)
	}
}

func (b *builder) reason(g *reasonGroup) reason {
	hosts, more := b.hostLinks(len(g.devices), func(i int) (string, string) { return g.devices[i].Host, g.devices[i].Site })
	text := safetext.Limit(g.flag.Reason, 600)
	if text == "" {
		text = b.words.T("reason.none")
	}
	return reason{
		Severity: b.badge(g.flag.Severity),
		Text:     text,
		Detail:   b.words.T("reason.detail", safetext.Line(g.flag.Policy), view.Term(b.words, "basis", g.flag.Basis), b.verdicts(g.verdicts)),
		Devices:  b.count("devices", len(g.devices)) + b.makersOf(g.devices),
		Hosts:    hosts, More: more,
		Rests: b.claims(g.flag.Claims), Sources: b.missing(g.flag.Claims),
	}
}

// claims returns the sources of claims that the result carries.
func (b *builder) claims(ids []string) []source {
	var found []source
	for _, id := range ids {
		if number, ok := b.sources[id]; ok {
			found = append(found, b.source(number))
		}
	}
	return found
}

// missing names the claims that the result does not carry.
func (b *builder) missing(ids []string) []link {
	var links []link
	for _, l := range b.sourceLinks(ids) {
		if l.Target == "" {
			links = append(links, l)
		}
	}
	return links
}

func (b *builder) verdicts(verdicts []model.Verdict) string {
	texts := make([]string, len(verdicts))
	for i, v := range verdicts {
		texts[i] = view.Term(b.words, "verdict", string(v))
	}
	return strings.Join(texts, ", ")
}

// makersOf names the makers of devices, in the order in which they come.
func (b *builder) makersOf(devices []model.Device) string {
	var names []string
	counts := map[string]int{}
	for _, device := range devices {
		if !view.Shown(device.Maker) {
			continue
		}
		name := view.Maker(b.words, device.Maker)
		if counts[name]++; counts[name] == 1 {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	for i, name := range names {
		names[i] = name + " " + b.number(counts[name])
	}
	return ": " + strings.Join(names[:min(len(names), hostsShown)], ", ")
}

// badge names a severity; one that the vocabulary does not have is shown as
// plain text.
func (b *builder) badge(s model.Severity) badge {
	switch {
	case s == "":
		return badge{}
	case s.Rank() < 0:
		return badge{"other", view.Term(b.words, "severity", string(s))}
	}
	return badge{string(s), view.Term(b.words, "severity", string(s))}
}

// hostLinks returns links to the first hosts of n, and how many more there are.
func (b *builder) hostLinks(n int, host func(i int) (host, site string)) (links []link, more string) {
	for i := range min(n, hostsShown) {
		address, site := host(i)
		target := ""
		if number, ok := b.devices[hostSite{address, site}]; ok {
			target = deviceAnchor(number)
		}
		links = append(links, link{target, view.Place(address, site)})
	}
	if n > hostsShown {
		more = b.count("findings.more_hosts", n-hostsShown)
	}
	return links, more
}

func deviceAnchor(number int) string { return "device-" + strconv.Itoa(number) }

func sourceAnchor(number int) string { return "source-" + strconv.Itoa(number) }

// sourceLinks returns links to claims; one that the result does not carry is
// named without a link.
func (b *builder) sourceLinks(claims []string) []link {
	links := make([]link, 0, len(claims))
	for _, id := range claims {
		if number, ok := b.sources[id]; ok {
			links = append(links, link{sourceAnchor(number), strconv.Itoa(number)})
			continue
		}
		links = append(links, link{"", safetext.Limit(id, 60)})
	}
	return links
}
