package html

import (
	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// findingGroup is what one check found, under one title.
type findingGroup struct {
	Severity badge
	Title    string
	Check    string
	Items    []findingItem
}

// findingItem is one text with where it holds and what to do.
type findingItem struct {
	Text    string
	Next    string
	Decided string
	Hosts   []link
	More    string
	Sources []link
}

// source is a claim about a company, a list or a vulnerability.
type source struct {
	Number      int
	Anchor      string
	ID          string
	Text        string
	Lang        string // of the text, where it is not that of the page
	Origin      string // publisher and date
	URL         string // shown as text, never as a link
	Checked     string
	Unconfirmed bool
}

// findings returns the findings that count, and those to check by hand.
func (b *builder) findings() (counted, byHand []findingGroup) {
	for _, g := range view.GroupFindings(view.AllFindings(b.result)) {
		group := findingGroup{Severity: b.badge(g.Severity), Title: safetext.Line(g.Title), Check: safetext.Limit(g.Check, 80)}
		for _, item := range g.Items {
			group.Items = append(group.Items, b.findingItem(item))
		}
		if g.ByHand {
			group.Severity = badge{"by-hand", b.words.T("flag.by_hand")}
			byHand = append(byHand, group)
			continue
		}
		counted = append(counted, group)
	}
	return counted, byHand
}

func (b *builder) findingItem(item view.Item) findingItem {
	var located []model.Finding
	for _, f := range item.Findings {
		if f.Host != "" {
			located = append(located, f)
		}
	}
	hosts, more := b.hostLinks(len(located), func(i int) (string, string) { return located[i].Host, located[i].Site })
	return findingItem{
		Text: safetext.Limit(item.Text, 2000), Next: safetext.Limit(item.Next, 1000),
		Decided: view.DecisionInFull(b.words, item.Decision),
		Hosts:   hosts, More: more,
		Sources: b.sourceLinks(item.Claims),
	}
}

func (b *builder) sourceList() []source {
	sources := make([]source, len(b.result.Claims))
	for i := range sources {
		sources[i] = b.source(i + 1)
	}
	return sources
}

// claimLanguage is the language in which claims are written, whatever that of the
// report is.
const claimLanguage = "en"

// source returns a claim by its number, from 1.
func (b *builder) source(number int) source {
	c := b.result.Claims[number-1]
	origin := safetext.Line(c.Publisher)
	if date := view.Day(b.words, c.Date); date != "" {
		origin = b.words.T("source.dated", origin, date)
	}
	lang := ""
	if b.words.Language() != claimLanguage {
		lang = claimLanguage
	}
	return source{
		Number: number, Anchor: sourceAnchor(number), ID: safetext.Limit(c.ID, 80), Text: safetext.Limit(c.Text, 1000), Lang: lang, Origin: origin,
		URL: safetext.Limit(c.URL, 300), Checked: view.Day(b.words, c.Checked), Unconfirmed: !c.Confirmed,
	}
}
