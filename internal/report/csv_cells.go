package report

import (
	"strconv"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
)

// csvEvidenceReasons is how many reasons the evidence cell names.
const csvEvidenceReasons = 6

// csvSurveillance never says no of a device whose kind is not known.
func csvSurveillance(_ words.Words, d model.Device) string {
	switch {
	case d.Surveillance:
		return "yes"
	case d.Kind == model.KindOther:
		return "no"
	}
	return string(model.VerdictUnknown)
}

func makerStatement(d model.Device) *model.Statement {
	if d.Maker == nil {
		return nil
	}
	return &d.Maker.Statement
}

// shownMaker returns the maker, or an empty one when the row names none.
func shownMaker(d model.Device) model.Maker {
	if !view.Shown(d.Maker) {
		return model.Maker{}
	}
	return *d.Maker
}

func csvVerdict(s *model.Statement) string {
	if s == nil || s.Verdict == "" {
		return string(model.VerdictUnknown)
	}
	return string(s.Verdict)
}

func csvConfidence(_ words.Words, d model.Device) string {
	if !view.Shown(d.Maker) {
		return ""
	}
	return strconv.FormatFloat(d.Maker.Confidence, 'f', 2, 64)
}

func csvNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func csvPorts(_ words.Words, d model.Device) string { return view.Ports(d) }

func csvReasons(flags []model.Flag) string {
	reasons := make([]string, len(flags))
	for i, flag := range flags {
		reasons[i] = flag.Reason
		if flag.Reason == "" {
			reasons[i] = flag.Policy + ": " + flag.Basis + " " + string(flag.Verdict)
		}
	}
	return strings.Join(reasons, " | ")
}

// csvFindings counts the findings that are not to be checked by hand.
func csvFindings(d model.Device) int {
	n := 0
	for _, finding := range d.Findings {
		if !finding.ByHand {
			n++
		}
	}
	return n
}

func csvEvidence(_ words.Words, d model.Device) string {
	reasons := d.Because
	if len(reasons) > csvEvidenceReasons {
		reasons = reasons[:csvEvidenceReasons]
	}
	parts := make([]string, len(reasons))
	for i, b := range reasons {
		parts[i] = b.Says + " by " + b.Field + " " + strconv.Quote(b.Value) + " (" + b.Rule + ")"
	}
	return strings.Join(parts, " | ")
}

// csvNotes joins what the reader must know of how the device was judged.
func csvNotes(_ words.Words, d model.Device) string {
	var notes []string
	for _, conflict := range d.Conflicts {
		names := make([]string, len(conflict.Claims))
		for i, claim := range conflict.Claims {
			names[i] = claim.Name
		}
		notes = append(notes, "conflict about "+conflict.About+": "+strings.Join(names, ", "))
	}
	return strings.Join(append(notes, d.Notes...), " | ")
}

func csvLocation(d model.Device) model.Location {
	if d.Location == nil {
		return model.Location{}
	}
	return *d.Location
}

func csvDecision(d model.Device) model.Decision {
	if d.Decision == nil {
		return model.Decision{}
	}
	return *d.Decision
}

// csvDecisionStatus is "missing" for a flagged device without a decision.
func csvDecisionStatus(_ words.Words, d model.Device) string {
	switch {
	case d.Decision != nil && d.Decision.Expired:
		return "expired"
	case d.Decision != nil:
		return "in force"
	case len(d.Flagged) > 0:
		return "missing"
	}
	return ""
}
