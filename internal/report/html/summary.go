package html

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// targetsShown is how many targets the head of the page names.
const targetsShown = 8

// facts is the head of the report: of when, of what, by whose leave.
func (b *builder) facts() []pair {
	run, w := b.result.Run, b.words
	authorised := safetext.Line(w.Retold(run.AuthorizedBy))
	if authorised == "" {
		authorised = w.T("fact.not_stated")
	}
	facts := []pair{
		{w.T("fact.as_of"), view.Day(w, run.AsOf)},
		{w.T("fact.scope"), b.scope()},
		{w.T("fact.authorised"), authorised},
		{w.T("fact.policy"), safetext.Line(run.Policy)},
		{w.T("fact.data"), view.Day(w, run.DataVersion)},
	}
	if !run.Ended.IsZero() {
		facts = append(facts, pair{w.T("fact.made"), b.stamp(run.Ended)})
	}
	return facts
}

func (b *builder) scope() string {
	run := b.result.Run
	if len(run.Targets) == 0 {
		return b.words.T("fact.no_targets")
	}
	targets := cleanAll(run.Targets)
	scope := strings.Join(targets[:min(len(targets), targetsShown)], ", ")
	if more := len(targets) - targetsShown; more > 0 {
		scope += " " + b.count("fact.more_targets", more)
	}
	if len(run.Excluded) > 0 {
		scope += "; " + b.count("fact.excluded", len(run.Excluded))
	}
	return scope
}

func (b *builder) warnings() []warning {
	run := b.result.Run
	var warnings []warning
	if run.Incomplete {
		warnings = append(warnings, warning{b.words.T("warning.incomplete"), b.retold(run.Reasons)})
	}
	if run.DataAgeDays > view.OldDataDays {
		warnings = append(warnings, warning{b.words.T("warning.old_data", b.number(run.DataAgeDays)), []string{b.words.T("warning.old_data.text")}})
	}
	return warnings
}

// lead is the report in a few sentences.
func (b *builder) lead() []string {
	r, s := b.result, b.result.Summary
	lead := []string{view.DeviceSentence(b.words, r)}
	if len(r.Devices) > 0 {
		lead = append(lead, b.count("lead.flagged", s.Flagged))
	}
	if s.ByHand > 0 {
		lead = append(lead, b.count("lead.by_hand", s.ByHand))
	}
	if s.Unknown > 0 {
		lead = append(lead, b.count("lead.unknown", s.Unknown))
	}
	for _, text := range []string{view.DecisionsSentence(b.words, r.Decisions), view.CostSentence(b.words, "lead.costs", r.Costs)} {
		if text != "" {
			lead = append(lead, text)
		}
	}
	lead = append(lead, view.OthersSentence(b.words, r))
	if n := s.NotJudged.Addresses; n > 0 {
		lead = append(lead, b.words.Count("lead.not_judged", n))
	}
	return lead
}

func (b *builder) figures() []figure {
	s := b.result.Summary
	figures := []figure{
		{b.number(len(b.result.Devices)), b.words.T("figure.devices"), ""},
		{b.number(s.Flagged), b.words.T("figure.flagged"), "flagged"},
		{b.number(s.ByHand), b.words.T("figure.by_hand"), "by-hand"},
		{b.number(s.Unknown), b.words.T("figure.unknown"), ""},
	}
	if b.result.Coverage.Addresses > 0 {
		figures = append(figures, figure{b.words.Number(s.NotJudged.Addresses), b.words.T("figure.not_judged"), ""})
	}
	return figures
}

// unjudged lists what the report cannot speak of.
func (b *builder) unjudged() []string {
	r, w := b.result, b.words
	var items []string
	if c := r.Coverage; c.Addresses == 0 {
		items = append(items, w.T("unjudged.no_coverage"))
	} else {
		if c.Silent > 0 {
			items = append(items, w.Count("unjudged.silent", c.Silent))
		}
		if c.NotTried > 0 {
			items = append(items, w.Count("unjudged.not_tried", c.NotTried))
		}
		if n := r.Summary.NotJudged.Subnets; n > 0 {
			items = append(items, b.count("unjudged.subnets", n))
		}
	}
	if n := r.Summary.Unknown; n > 0 {
		items = append(items, b.count("unjudged.unknown", n))
	}
	if n := unidentified(r.Others); n > 0 {
		items = append(items, b.count("unjudged.unidentified", n))
	}
	return append(items, b.retold(r.Run.Notes)...)
}

// unidentified counts the hosts that answered and might be anything.
func unidentified(others []model.Device) int {
	n := 0
	for _, device := range others {
		if device.Kind != model.KindOther {
			n++
		}
	}
	return n
}

func (b *builder) footer() string {
	run := b.result.Run
	return b.words.T("footer", safetext.Line(run.Tool), safetext.Line(run.Version), safetext.Line(run.Command), safetext.Line(b.result.Schema))
}
