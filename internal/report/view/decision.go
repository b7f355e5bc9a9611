package view

import (
	"camorigin/internal/model"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// Decision returns what was decided and until when: "accepted until
// 2027-06-30"; empty without a decision.
func Decision(w words.Words, d *model.Decision) string {
	if d == nil {
		return ""
	}
	choice, review := Term(w, "choice", string(d.Choice)), Day(w, d.Review)
	switch {
	case d.Expired:
		return w.T("decision.expired", review, choice)
	case d.Choice == model.ChoiceReplaceBy:
		return w.T("decision.replace", review)
	}
	return w.T("decision.until", choice, review)
}

// DecisionInFull returns the decision with its reason and whose it is.
func DecisionInFull(w words.Words, d *model.Decision) string {
	if d == nil {
		return ""
	}
	text := Decision(w, d) + ". " + safetext.Limit(d.Reason, 600)
	for _, more := range []string{safetext.Limit(d.Analysis, 200), safetext.Limit(d.Owner, 120)} {
		if more != "" {
			text = w.T("decision.by", text, more)
		}
	}
	return text
}

// DecisionsSentence says how many decisions are in force and what is missing;
// empty where no file of decisions was given.
func DecisionsSentence(w words.Words, d *model.Decisions) string {
	if d == nil {
		return ""
	}
	expired := 0
	for _, made := range d.Made {
		if made.Expired {
			expired++
		}
	}
	return w.T("summary.decisions", w.Number(uint64(len(d.Made)-expired)), w.Number(uint64(expired)), w.Count("devices", uint64(len(d.Missing))))
}

// Concerns says which hosts and how many findings a decision is about in this
// result, naming at most so many hosts.
func Concerns(w words.Words, made model.DecisionRecord, most int) string {
	if made.Findings == 0 {
		return w.T("decisions.nothing")
	}
	hosts := make([]string, len(made.Hosts))
	for i, host := range made.Hosts {
		hosts[i] = safetext.Line(host)
	}
	return w.Count("decisions.count", uint64(made.Findings)) + ": " + Places(w, hosts, most)
}
