package html

import (
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/safetext"
)

// coverage is the table of subnets.
type coverage struct {
	Sentence string
	Rows     []coverageRow
}

type coverageRow struct {
	Subnet, Site, Addresses, Answered, Refused, Silent, NotTried string
	Blind                                                        bool // no answer at all
}

func (b *builder) coverage() coverage {
	w := b.words
	c := coverage{Sentence: view.CoverageSentence(w, b.result.Coverage)}
	for _, s := range b.result.Coverage.Subnets {
		c.Rows = append(c.Rows, coverageRow{
			Subnet: safetext.Line(s.Subnet), Site: safetext.Line(s.Site), Addresses: w.Number(s.Addresses), Answered: w.Number(s.Answered),
			Refused: w.Number(s.Refused), Silent: w.Number(s.Silent), NotTried: w.Number(s.NotTried),
			Blind: s.Answered+s.Refused == 0,
		})
	}
	return c
}

// method is how the report came about.
type method struct {
	Intro     string
	Facts     []pair
	Totals    string
	Protected []string // who was asked a protected question, and which
	LeftAlone []string // who was left alone, and why
}

func (b *builder) method() method {
	m := method{Intro: b.words.T("method.intro"), Facts: b.methodFacts()}
	if len(b.result.Run.Targets) == 0 && len(b.result.Asked) == 0 {
		m.Intro = b.words.T("method.recorded")
	}
	var total model.Asked
	for _, a := range b.result.Asked {
		total.Attempts += a.Attempts
		total.Connections += a.Connections
		total.Requests += a.Requests
		total.Datagrams += a.Datagrams
		total.BytesRead += a.BytesRead
		if a.Protected != "" {
			m.Protected = append(m.Protected, view.Place(a.Host, a.Site)+": "+safetext.Line(a.Protected))
		}
		if a.Distress != "" {
			m.LeftAlone = append(m.LeftAlone, view.Place(a.Host, a.Site)+": "+safetext.Line(b.words.Retold(a.Distress)))
		}
	}
	if n := len(b.result.Asked); n > 0 {
		m.Totals = b.words.T("method.totals", b.count("devices", n), b.number(total.Attempts), b.number(total.Connections),
			b.number(total.Requests), b.number(total.Datagrams), b.words.Number(uint64(max(0, total.BytesRead))))
	}
	return m
}

func (b *builder) methodFacts() []pair {
	run, w := b.result.Run, b.words
	facts := []pair{{w.T("method.program"), safetext.Line(run.Tool + " " + run.Version + " " + run.Command)}}
	if !run.Started.IsZero() {
		facts = append(facts, pair{w.T("method.time"), w.T("method.from_to", b.stamp(run.Started), b.stamp(run.Ended))})
	}
	if profile := safetext.Line(run.Profile); profile != "" {
		facts = append(facts, pair{w.T("method.profile"), profile})
	}
	if len(run.Ports) > 0 {
		facts = append(facts, pair{w.T("method.ports"), b.portList()})
	}
	facts = append(facts, pair{w.T("method.rules"), b.number(run.Rules)},
		pair{w.T("method.data"), w.T("method.data_age", view.Day(w, run.DataVersion), b.count("days", run.DataAgeDays))})
	if len(run.Targets) > 0 {
		facts = append(facts, pair{w.T("method.targets"), strings.Join(cleanAll(run.Targets), ", ")})
	}
	if len(run.Excluded) > 0 {
		facts = append(facts, pair{w.T("method.excluded"), strings.Join(cleanAll(run.Excluded), ", ")})
	}
	return facts
}

func (b *builder) portList() string {
	ports := make([]string, len(b.result.Run.Ports))
	for i, p := range b.result.Run.Ports {
		ports[i] = strconv.Itoa(int(p.Port)) + " " + safetext.Limit(string(p.Role), 12)
	}
	list := strings.Join(ports, ", ")
	if b.result.Run.Gate {
		list += ". " + b.words.T("method.gate")
	}
	return list
}
