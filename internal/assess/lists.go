package assess

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// noteLists tells which laws and official lists in force name the company that
// is firmly tied to the device, and whom each of them binds.
func (a *assessment) noteLists() {
	for _, s := range a.subjects() {
		if !s.firm {
			continue
		}
		lines, claims := a.listLines(s.company)
		if len(lines) == 0 {
			continue
		}
		f := checkListed().finding(a.in.Words)
		f.Title = strings.ReplaceAll(f.Title, "{company}", a.in.KB.MakerName(s.company))
		f.Text = s.how + " " + strings.Join(lines, " ")
		f.Claims, f.Evidence = append(claims, s.claims...), s.answers
		a.add(f)
		return
	}
}

func (a *assessment) listLines(company string) (lines, claims []string) {
	for _, l := range a.in.KB.Listings(company, a.in.AsOf) {
		if !l.Sure || l.List.Status != origin.ListInForce {
			continue
		}
		lines = append(lines, a.say("hedge.sourced", a.naming(l, company))+" "+a.binds(l.List))
		claims = append(claims, l.Claims...)
	}
	return lines, claims
}

// noteUnknownOrigin says of surveillance equipment that nothing shows whose it
// is. Unknown is a right answer, and never a good sign or a bad one.
func (a *assessment) noteUnknownOrigin() {
	if !a.dev.Surveillance || named(a.dev.Maker) || a.dev.Brand != nil && a.dev.Brand.ID != "" {
		return
	}
	f := checkUnknownOrigin().finding(a.in.Words)
	if p := a.dev.Platform; p != nil && p.Name != "" {
		f.Text += " " + a.say("tie.runs", p.Name, a.verdict(p.Verdict))
	}
	f.Evidence = a.because("kind")
	a.add(f)
}

func named(m *model.Maker) bool { return m != nil && m.ID != "" }

// noteConflict says that strong answers disagree about maker or brand.
func (a *assessment) noteConflict() {
	for _, about := range []struct {
		name    string
		verdict model.Verdict
	}{{"maker", verdictOf(a.dev.Maker)}, {"brand", brandVerdict(a.dev.Brand)}} {
		if about.verdict != model.VerdictConflict {
			continue
		}
		f := checkConflict().finding(a.in.Words)
		f.Check += "-" + about.name
		f.Title = strings.ReplaceAll(f.Title, "{about}", a.in.Words.Word("about", about.name))
		f.ByHand, f.Evidence = true, a.because(about.name)
		a.add(f)
	}
}

func verdictOf(m *model.Maker) model.Verdict {
	if m == nil {
		return ""
	}
	return m.Verdict
}

func brandVerdict(s *model.Statement) model.Verdict {
	if s == nil {
		return ""
	}
	return s.Verdict
}
