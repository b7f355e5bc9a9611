package calibrate

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"camorigin/internal/judge"
	"camorigin/internal/model"
)

// Several is the family of statements that answers of more than one family
// support.
const Several = "several"

// All is every statement, whatever supports it.
const All = "all"

// Measure judges the cases and counts. It ends at the first error.
func Measure(j *judge.Judge, cases iter.Seq2[Case, error]) (Table, error) {
	m := meter{judge: j, bins: map[binKey]count{}, verdicts: map[model.Verdict]count{}}
	for c, err := range cases {
		if err != nil {
			return Table{}, err
		}
		m.add(c)
	}
	return m.table(), nil
}

// meter counts while cases go by.
type meter struct {
	judge    *judge.Judge
	totals   Totals
	bins     map[binKey]count
	verdicts map[model.Verdict]count
	mistakes []Mistake
}

type binKey struct {
	family string
	bin    int
}

// count is how many names were right and wrong.
type count struct{ right, wrong int }

func (c count) plus(right bool) count {
	if right {
		c.right++
	} else {
		c.wrong++
	}
	return c
}

func (m *meter) add(c Case) {
	m.totals.Cases++
	if !c.anonymous() {
		m.totals.Credentials++
		return
	}
	device := m.judge.Device(c.Name, "", c.Evidence)
	about, statement := "maker", makerOf(device)
	if said(statement) == "" {
		about, statement = "brand", device.Brand
	}
	switch {
	case said(statement) == "":
		m.totals.Unnamed++
		return
	case !c.labelled():
		m.totals.Unlabelled++
		return
	}
	right := !c.Ambiguous && newLabel(m.judge.Knowledge, c.Expect, m.judge.AsOf).fits(device)
	for _, family := range []string{m.family(device, about, c.Evidence), All} {
		key := binKey{family, binOf(statement.Confidence)}
		m.bins[key] = m.bins[key].plus(right)
	}
	m.verdicts[statement.Verdict] = m.verdicts[statement.Verdict].plus(right)
	if right {
		m.totals.Right++
		return
	}
	m.totals.Wrong++
	m.mistakes = append(m.mistakes, mistake(c, device, about, *statement))
}

// family is that of the answers which support the statement.
func (m *meter) family(d model.Device, about string, list []model.Evidence) string {
	families := map[string]bool{}
	for _, reason := range d.Because {
		if reason.Answer >= 0 && reason.Answer < len(list) && slices.Contains(strings.Split(reason.Says, ","), about) {
			answer := m.judge.Extractor.Answer(reason.Answer, list[reason.Answer])
			families[string(answer.Family)] = true
		}
	}
	if len(families) == 1 {
		return slices.Collect(maps.Keys(families))[0]
	}
	return Several
}

func mistake(c Case, d model.Device, about string, s model.Statement) Mistake {
	out := Mistake{Case: c.Name, Ambiguous: c.Ambiguous, Vendor: c.Expect.Vendor, Brand: c.Expect.Brand,
		Said: about + " " + s.ID, Confidence: s.Confidence, Verdict: s.Verdict}
	for _, reason := range d.Because {
		out.Rules = append(out.Rules, reason.Rule)
	}
	return out
}
