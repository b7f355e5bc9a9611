package html

import (
	"slices"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// page is everything that the templates show. Its texts are clean.
type page struct {
	Language string
	Policy   string // content security policy
	Facts    []pair
	Warnings []warning
	Lead     []string
	Figures  []figure
	Makers   chart
	Places   chart // countries
	Reasons  []reason
	ByHand   []reason
	Unjudged []string
	Findings []findingGroup
	HandWork []findingGroup // findings to check by hand
	Devices  deviceTable
	Others   deviceTable
	Coverage coverage
	Costs    *costs
	Decided  *decisionPart
	Appendix []kinRow
	Method   method
	Sources  []source
	Footer   string
}

// pair is a label and its value.
type pair struct{ Label, Value string }

// figure is a number that stands on its own.
type figure struct {
	Number string
	Label  string
	Class  string
}

// warning is something that the reader must know before all else.
type warning struct {
	Title string
	Items []string
}

// builder makes the page from the result.
type builder struct {
	words   words.Words
	result  model.Result
	sources map[string]int   // number of a claim by its identifier, from 1
	devices map[hostSite]int // number of a row, from 1
	asked   map[hostSite]model.Asked
}

type hostSite struct{ host, site string }

func newPage(w words.Words, r model.Result) page {
	b := &builder{words: w, result: r, sources: map[string]int{}, devices: map[hostSite]int{}, asked: map[hostSite]model.Asked{}}
	for i, claim := range r.Claims {
		b.sources[claim.ID] = i + 1
	}
	for _, asked := range r.Asked {
		b.asked[hostSite{asked.Host, asked.Site}] = asked
	}
	devices, others := view.Sorted(r.Devices), view.Sorted(r.Others)
	for i, device := range slices.Concat(devices, others) {
		b.devices[hostSite{device.Host, device.Site}] = i + 1
	}
	flagged, byHand := b.findings()
	return page{
		Language: w.Language(),
		Policy:   securityPolicy(),
		Facts:    b.facts(),
		Warnings: b.warnings(),
		Lead:     b.lead(),
		Figures:  b.figures(),
		Makers:   b.makerChart(),
		Places:   b.countryChart(),
		Reasons:  b.reasons(func(d model.Device) []model.Flag { return d.Flagged }),
		ByHand:   b.reasons(func(d model.Device) []model.Flag { return d.CheckByHand }),
		Unjudged: b.unjudged(),
		Findings: flagged,
		HandWork: byHand,
		Devices:  b.deviceTable(devices, 1),
		Others:   b.deviceTable(others, len(devices)+1),
		Coverage: b.coverage(),
		Costs:    b.costs(),
		Decided:  b.decisions(),
		Appendix: b.appendix(),
		Method:   b.method(),
		Sources:  b.sourceList(),
		Footer:   b.footer(),
	}
}

func (b *builder) number(n int) string { return b.words.Number(uint64(max(0, n))) }

func (b *builder) count(key string, n int) string { return b.words.Count(key, uint64(max(0, n))) }

// stamp writes a time, to the minute, or that it is not known.
func (b *builder) stamp(t time.Time) string {
	if t.IsZero() {
		return b.words.T("time.unknown")
	}
	return b.words.Time(t)
}

// retold is what the program said in English of the run or a device, in the
// language of the report.
func (b *builder) retold(texts []string) []string {
	told := make([]string, len(texts))
	for i, text := range texts {
		told[i] = b.words.Retold(text)
	}
	return cleanAll(told)
}

func cleanAll(texts []string) []string {
	clean := make([]string, 0, len(texts))
	for _, text := range texts {
		if text = safetext.Limit(text, 600); text != "" {
			clean = append(clean, text)
		}
	}
	return clean
}
