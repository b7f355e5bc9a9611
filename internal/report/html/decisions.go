package html

import (
	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// decisionPart is the record of what was decided and what was not.
type decisionPart struct {
	Sentence string
	Made     []decisionRow
	Missing  []missingRow
	More     string // of Missing
}

type decisionRow struct{ About, Decision, Owner, Reason, Analysis, Concerns, Source string }

type missingRow struct {
	Host                link
	Maker, Kind, Lapsed string
}

// missingShown is how many devices without a decision the page names.
const missingShown = 200

func (b *builder) decisions() *decisionPart {
	d := b.result.Decisions
	if d == nil {
		return nil
	}
	part := &decisionPart{Sentence: view.DecisionsSentence(b.words, d)}
	for _, made := range d.Made {
		part.Made = append(part.Made, decisionRow{
			About: safetext.Limit(made.About, 400), Decision: view.Decision(b.words, &made.Decision), Owner: safetext.Limit(made.Owner, 120),
			Reason: safetext.Limit(made.Reason, 600), Analysis: safetext.Limit(made.Analysis, 200),
			Concerns: view.Concerns(b.words, made, hostsShown), Source: safetext.Limit(made.Source, 200),
		})
	}
	for _, u := range d.Missing[:min(len(d.Missing), missingShown)] {
		row := missingRow{Host: b.hostLink(u.Host, u.Site), Maker: safetext.Line(u.Maker), Kind: view.Term(b.words, "kind", string(u.Kind))}
		if u.Lapsed != "" {
			row.Lapsed = b.words.T("decisions.lapsed", view.Day(b.words, u.Lapsed))
		}
		part.Missing = append(part.Missing, row)
	}
	if more := len(d.Missing) - missingShown; more > 0 {
		part.More = b.count("plan.more", more)
	}
	return part
}

// hostLink leads to the row of a host.
func (b *builder) hostLink(host, site string) link {
	links, _ := b.hostLinks(1, func(int) (string, string) { return host, site })
	return links[0]
}

// kinRow is a row of the appendix.
type kinRow struct {
	Company, Country, Devices, Basis string
	Sources                          []link
}

func (b *builder) appendix() []kinRow {
	var rows []kinRow
	for _, k := range b.result.Appendix {
		rows = append(rows, kinRow{
			Company: safetext.Line(k.Name), Country: view.CountryName(b.words, k.Country), Devices: b.number(k.Devices),
			Basis: view.Term(b.words, "appendix", k.Basis), Sources: b.sourceLinks(k.Claims),
		})
	}
	return rows
}

// decided is the decision about a device, for the column of flags.
func (b *builder) decided(d model.Device) string { return view.Decision(b.words, d.Decision) }
