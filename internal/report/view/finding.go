package view

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// Group is what one check found, on however many hosts, under one title.
type Group struct {
	Check    string
	Severity model.Severity
	ByHand   bool
	Title    string
	Items    []Item
}

// Item is one text of a group, and the findings that carry it.
type Item struct {
	Text     string
	Next     string
	Claims   []string
	Decision *model.Decision
	Findings []model.Finding
}

// GroupFindings joins findings that differ only in their host. Groups come
// strongest first, those to check by hand after all others; within a group,
// and among groups that are alike, the order is that of the findings.
func GroupFindings(findings []model.Finding) []Group {
	type key struct {
		byHand       bool
		severity     model.Severity
		check, title string
	}
	var groups []Group
	at := map[key]int{}
	for _, f := range findings {
		k := key{f.ByHand, f.Severity, f.Check, f.Title}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, Group{Check: f.Check, Severity: f.Severity, ByHand: f.ByHand, Title: f.Title})
		}
		groups[i].add(f)
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(rank(a.ByHand), rank(b.ByHand)), cmp.Compare(b.Severity.Rank(), a.Severity.Rank()))
	})
	return groups
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

func (g *Group) add(f model.Finding) {
	i := slices.IndexFunc(g.Items, func(item Item) bool {
		return item.Text == f.Text && item.Next == f.Next && slices.Equal(item.Claims, f.Claims) && same(item.Decision, f.Decision)
	})
	if i < 0 {
		i = len(g.Items)
		g.Items = append(g.Items, Item{Text: f.Text, Next: f.Next, Claims: f.Claims, Decision: f.Decision})
	}
	g.Items[i].Findings = append(g.Items[i].Findings, f)
}

// same reports whether two decisions, or none, say the same.
func same(a, b *model.Decision) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Hosts lists where the group was found, without those findings that belong to
// no host.
func (g Group) Hosts() []string {
	var hosts []string
	for _, item := range g.Items {
		hosts = append(hosts, item.Hosts()...)
	}
	return hosts
}

// Hosts lists where the item was found.
func (i Item) Hosts() []string {
	var hosts []string
	for _, f := range i.Findings {
		if f.Host != "" {
			hosts = append(hosts, Place(f.Host, f.Site))
		}
	}
	return hosts
}

// Next returns what to do, once for each different advice.
func (g Group) Next() string {
	var next []string
	for _, item := range g.Items {
		if text := safetext.Line(item.Next); text != "" && !slices.Contains(next, text) {
			next = append(next, text)
		}
	}
	return strings.Join(next, " ")
}

// Places joins hosts and says how many more there are than the most that are
// named.
func Places(w words.Words, hosts []string, most int) string {
	if len(hosts) == 0 {
		return w.T("findings.network")
	}
	if len(hosts) <= most {
		return strings.Join(hosts, ", ")
	}
	return strings.Join(hosts[:most], ", ") + " " + w.Count("findings.more_hosts", uint64(len(hosts)-most))
}
