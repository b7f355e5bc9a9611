package assess

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/safetext"
)

// mostReasons bounds how many facts a finding names for each statement.
const mostReasons = 3

// noteRebrand tells of a device whose brand belongs to one company while another
// one made it, with the facts that each of the two rests on.
func (a *assessment) noteRebrand() {
	brand, maker := a.dev.Brand, a.dev.Maker
	if brand == nil || maker == nil || !brand.Verdict.Sure() || !maker.Verdict.Sure() {
		return
	}
	known, ok := a.in.KB.Brand(brand.ID)
	if !ok || known.Owner == "" || known.Owner == maker.ID {
		return
	}
	if held, ok := a.in.KB.HeldBy(known.Owner, maker.ID, a.in.AsOf); ok && held.Status == "sourced" {
		return
	}
	f := checkRebrand().finding(a.in.Words)
	f.Title = a.say("rebrand.title", brand.Name, maker.Name)
	f.Text += " " + a.say("rebrand.reasons", brand.Name, a.facts("brand"), maker.Name, a.facts("maker"))
	f.Claims = known.Claims
	f.Evidence = slices.Concat(a.because("brand"), a.because("maker"))
	a.add(f)
}

// facts names the facts that a statement rests on: field and value, each once.
func (a *assessment) facts(about string) string {
	var list []string
	for _, b := range a.dev.Because {
		reason := fmt.Sprintf("%s “%s”", b.Field, safetext.Limit(b.Value, 60))
		if slices.Contains(strings.Split(b.Says, ","), about) && !slices.Contains(list, reason) && len(list) < mostReasons {
			list = append(list, reason)
		}
	}
	return strings.Join(list, ", ")
}

func checkRebrand() Check { return Check{ID: "sold-under-another-name", Severity: model.SeverityInfo} }
