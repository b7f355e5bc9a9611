package cost

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

// soon is how near a day set by a decision is for the first phase.
const soonMonths = 12

// planned is a device with its place in the plan.
type planned struct {
	device model.PlanDevice
	phase  model.Phase
	rank   int // the graver, the higher
	since  time.Time
	price  Price
	words  *i18n.Localizer
}

// plan puts devices in an order: grave findings that are open and days set by
// decisions first, then age, and everything else at the end of its life.
func plan(devices []model.Device, p Prices, asOf time.Time, words *i18n.Localizer) []model.PlanPhase {
	all := make([]planned, len(devices))
	for i, d := range devices {
		all[i] = place(d, p, asOf, words)
	}
	slices.SortStableFunc(all, comparePlanned)
	var phases []model.PlanPhase
	for _, phase := range model.Phases() {
		out := model.PlanPhase{Phase: phase}
		for _, d := range all {
			if d.phase != phase {
				continue
			}
			out.Devices = append(out.Devices, d.device)
			out.Total += d.price.Price
			out.High += max(d.price.High, d.price.Price)
		}
		if len(out.Devices) > 0 {
			out.Total = whole(out.Total)
			out.High = higher(whole(out.High), out.Total)
			phases = append(phases, out)
		}
	}
	return phases
}

// comparePlanned puts the graver first, then the older; a device whose age is
// not known comes after those whose age is.
func comparePlanned(a, b planned) int {
	if a.since.IsZero() != b.since.IsZero() && a.rank == b.rank {
		if a.since.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(b.rank-a.rank, a.since.Compare(b.since), strings.Compare(a.device.Due, b.device.Due))
}

// place finds the phase of a device and says why.
func place(d model.Device, p Prices, asOf time.Time, words *i18n.Localizer) planned {
	out := planned{
		device: model.PlanDevice{Host: d.Host, Site: d.Site, Kind: d.Kind, Maker: maker(d), Why: []string{}},
		phase:  model.PhaseEndOfLife,
		words:  words,
	}
	out.price, _ = p.of(d.Kind)
	out.byAge(d, p.Life, asOf)
	out.byRisk(d)
	out.byDecision(d, asOf)
	if len(out.device.Why) == 0 {
		out.device.Why = append(out.device.Why, words.T("why.none"))
	}
	return out
}

// earlier moves the device to a phase unless it is in an earlier one.
func (o *planned) earlier(phase model.Phase, why string) {
	if slices.Index(model.Phases(), phase) < slices.Index(model.Phases(), o.phase) {
		o.phase = phase
	}
	o.device.Why = append(o.device.Why, why)
}

// byAge keeps to the life of a device. What is no more than a hint never makes a
// device the first to go, and says nothing of one that seems young: firmware is
// updated, and certificates are renewed.
func (o *planned) byAge(d model.Device, life Life, asOf time.Time) {
	known, ok := ageOf(d, asOf)
	if !ok || life.High == 0 {
		return
	}
	o.since, o.device.Since, o.device.Hint = known.since, known.text, known.hint
	years := yearsBetween(known.since, asOf)
	if known.hint != hintBought {
		o.byHint(known, years, life)
		return
	}
	o.device.Due = strconv.Itoa(known.since.Year() + life.High)
	switch {
	case years >= life.High:
		o.earlier(model.PhaseFirst, o.words.T("why.life_over", strconv.Itoa(life.High), o.words.Date(known.text)))
	case years >= life.Low:
		o.earlier(model.PhaseNext, o.words.T("why.life_near", strconv.Itoa(years), o.words.Date(known.text)))
	default:
		o.earlier(model.PhaseEndOfLife, o.words.T("why.life_left", o.words.Date(known.text), strconv.Itoa(known.since.Year()+life.Low)))
	}
}

func (o *planned) byHint(known age, years int, life Life) {
	told := o.words.T("why.firmware", o.words.Date(known.text))
	if known.hint == hintCertificate {
		told = o.words.T("why.certificate", o.words.Date(known.text))
	}
	if years >= life.Low {
		o.earlier(model.PhaseNext, o.words.T("why.hint_near", told))
		return
	}
	o.earlier(model.PhaseEndOfLife, o.words.T("why.hint", told))
}

// yearsBetween counts whole years.
func yearsBetween(since, until time.Time) int {
	years := until.Year() - since.Year()
	if since.AddDate(years, 0, 0).After(until) {
		years--
	}
	return years
}

// byRisk looks at findings that are open and grave. What the policy says of the
// origin alone is no hurry, unless the policy itself calls it critical.
func (o *planned) byRisk(d model.Device) {
	worst := model.Finding{}
	for _, f := range d.Findings {
		grave := model.SeverityHigh
		if strings.HasPrefix(f.Check, "policy/") {
			grave = model.SeverityCritical
		}
		if f.Open() && f.Severity.Rank() >= grave.Rank() && f.Severity.Rank() > worst.Severity.Rank() {
			worst = f
		}
	}
	if worst.Check == "" {
		return
	}
	o.rank = worst.Severity.Rank()
	o.earlier(model.PhaseFirst, o.words.T("why.finding", o.words.Word("severity", string(worst.Severity)), worst.Title))
}

// byDecision keeps to the day that a decision sets. What was accepted or
// isolated may stay until its end of life; what else is open still holds.
func (o *planned) byDecision(d model.Device, asOf time.Time) {
	if d.Decision == nil || d.Decision.Expired {
		return
	}
	switch d.Decision.Choice {
	case model.ChoiceReplaceBy:
		o.device.Due = d.Decision.Review
		why := o.words.T("why.replace", o.words.Date(d.Decision.Review))
		day, err := time.Parse(time.DateOnly, d.Decision.Review)
		if err == nil && day.Before(asOf.AddDate(0, soonMonths, 0)) {
			o.earlier(model.PhaseFirst, why)
			return
		}
		o.earlier(model.PhaseNext, why)
	case model.ChoiceAccept, model.ChoiceIsolate:
		o.earlier(model.PhaseEndOfLife, o.words.T("why.stay", o.words.Date(d.Decision.Review), o.words.Word("decided", string(d.Decision.Choice))))
	}
}
