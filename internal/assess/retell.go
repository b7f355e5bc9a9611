package assess

import (
	"slices"
	"strings"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

// Retell puts into a language what can be told again of the findings of a saved
// result that was judged in English: the titles, texts and advice that a check
// or a rule of a policy always has. What was composed for one device stays as it
// is: only judging its evidence again would say it otherwise.
func Retell(result *model.Result, policies []Policy, words *i18n.Localizer) {
	t := teller{policies, words}
	t.findings(result.Findings)
	for _, devices := range [][]model.Device{result.Devices, result.Others} {
		for i := range devices {
			t.findings(devices[i].Findings)
		}
	}
}

// teller tells findings again.
type teller struct {
	policies []Policy
	words    *i18n.Localizer
}

func (t teller) findings(list []model.Finding) {
	for i := range list {
		if OfPolicy(list[i].Check) {
			t.ofPolicy(&list[i])
			continue
		}
		key := "check." + checkOf(list[i].Check)
		list[i].Title = t.words.RetoldAs(key+".title", list[i].Title)
		list[i].Text = t.words.RetoldAs(key+".text", list[i].Text)
		list[i].Next = t.words.RetoldAs(key+".next", list[i].Next)
	}
}

// checkOf is the check that a finding is of: one check has a name for each
// statement that it is about.
func checkOf(name string) string {
	if conflict := checkConflict().ID; strings.HasPrefix(name, conflict) {
		return conflict
	}
	return name
}

// ofPolicy tells what the rule of the policy says. A finding to check by hand has
// its title behind a mark.
func (t teller) ofPolicy(f *model.Finding) {
	id, rule, _ := strings.Cut(strings.TrimPrefix(f.Check, policyPrefix), "/")
	for _, p := range t.policies {
		at := slices.IndexFunc(p.Rules, func(r Rule) bool { return p.ID == id && r.ID == rule })
		if at < 0 {
			continue
		}
		r := p.Rules[at]
		own := r.In(t.words.Language())
		title := f.Title
		if f.ByHand {
			title = t.words.RetoldAs("finding.by_hand.title", title)
		}
		if text, ok := i18n.Rewritten(strings.TrimPrefix(title, t.words.T("finding.by_hand.title", "")), r.Title, own.Title); ok {
			f.Title = text
			if f.ByHand {
				f.Title = t.words.T("finding.by_hand.title", text)
			}
		}
		switch {
		case f.ByHand:
			f.Next = t.words.RetoldAs("finding.by_hand.next", f.Next)
		case f.Next == r.Next:
			f.Next = own.Next
		}
		return
	}
}
