package assess

import (
	"cmp"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/vuln"
)

func checkVulnerability() Check {
	return Check{
		ID: "known-vulnerability", Severity: model.SeverityHigh,
		References: []string{"https://www.cisa.gov/known-exploited-vulnerabilities-catalog", "https://www.first.org/cvss/v3-1/specification-document"},
	}
}

func checkNotExcluded() Check {
	return Check{ID: "vulnerability-not-excluded", Severity: model.SeverityInfo}
}

// checkVulnerabilities tries the published vulnerabilities against the device.
// It takes only a maker and a brand that are sure.
func (a *assessment) checkVulnerabilities() {
	if !a.dev.Surveillance {
		return
	}
	subject, tie := a.vulnSubject()
	if tie == nil {
		return
	}
	var open []vuln.Verdict
	for _, v := range a.in.Vulnerabilities.Evaluate(subject) {
		switch v.Status {
		case vuln.Affected:
			a.addAffected(v, *tie)
		case vuln.CannotBeExcluded:
			open = append(open, v)
		}
	}
	a.addNotExcluded(open, *tie)
}

// vulnSubject gathers what is sure of the device, and how the firmest of the
// companies is tied to it; without any the tie is nil.
func (a *assessment) vulnSubject() (vuln.Subject, *subject) {
	s := vuln.Subject{Kind: a.dev.Kind, Model: a.dev.Model, Firmware: a.dev.Firmware}
	var tie *subject
	for _, company := range a.subjects() {
		if !company.firm {
			continue
		}
		s.Makers = append(s.Makers, company.company)
		if tie == nil {
			tie = &company
		}
	}
	if b := a.dev.Brand; b != nil && b.ID != "" && a.sure(b.Verdict) {
		s.Brand = b.ID
		known, _ := a.in.KB.Brand(b.ID)
		s.Owner = known.Owner
		if tie == nil {
			how := a.say("tie.brand", b.Name, a.verdict(b.Verdict))
			tie = &subject{basis: basisBrand, verdict: b.Verdict, how: how, answers: a.because("brand")}
		}
	}
	return s, tie
}

func (a *assessment) addAffected(v vuln.Verdict, tie subject) {
	f := checkVulnerability().finding(a.in.Words)
	f.Severity = v.Severity()
	f.Title = v.ID + ": " + v.Title
	f.Text = strings.Join(slices.DeleteFunc([]string{tie.how, a.shown(), a.say("vulnerability.claim", v.Claims[0].Text), a.gravity(v.Vulnerability)}, empty), " ")
	f.Next = a.remedy(v.Vulnerability)
	f.Claims = append(v.ClaimIDs(), tie.claims...)
	f.Evidence = slices.Concat(tie.answers, a.because("model"), a.because("firmware"))
	a.addAs(f.Check+"/"+v.ID, f)
}

func empty(s string) bool { return s == "" }

// shown says which model and version the device gives.
func (a *assessment) shown() string {
	switch {
	case a.dev.Model == "":
		return ""
	case a.dev.Firmware == "":
		return a.say("vulnerability.model", a.dev.Model)
	}
	return a.say("vulnerability.firmware", a.dev.Model, a.dev.Firmware)
}

// gravity says how grave a vulnerability is held to be.
func (a *assessment) gravity(v vuln.Vulnerability) string {
	var parts []string
	if v.CVSS > 0 {
		parts = append(parts, a.say("vulnerability.cvss", a.in.Words.Decimal(v.CVSS, 1)))
	}
	if v.KEV != "" {
		parts = append(parts, a.say("vulnerability.kev", a.in.Words.Date(string(v.KEV))))
	}
	return strings.Join(parts, " ")
}

// remedy says what to do about a device that is affected.
func (a *assessment) remedy(v vuln.Vulnerability) string {
	apart := a.say("vulnerability.apart")
	switch {
	case v.Fixed == "":
		return a.say("vulnerability.no_fix", apart)
	case strings.HasPrefix(v.Fixed, "None"):
		return a.say("vulnerability.never_fixed", strings.TrimSuffix(v.Fixed, "."))
	}
	return a.say("vulnerability.fixed", v.Fixed, apart)
}

// maxListed bounds how many vulnerabilities one sentence names.
const maxListed = 10

// addNotExcluded makes one finding of all that cannot be excluded.
func (a *assessment) addNotExcluded(open []vuln.Verdict, tie subject) {
	if len(open) == 0 {
		return
	}
	slices.SortStableFunc(open, func(a, b vuln.Verdict) int {
		return cmp.Or(strings.Compare(string(b.KEV), string(a.KEV)), b.Severity().Rank()-a.Severity().Rank(), vuln.CompareIDs(b.ID, a.ID))
	})
	f := checkNotExcluded().finding(a.in.Words)
	f.ByHand = true
	if open[0].KEV != "" {
		f.Severity = model.SeverityLow
	}
	f.Text = a.say("vulnerability.open", tie.how, a.listing(open), a.missing(open))
	for _, v := range open {
		f.Claims = append(f.Claims, v.ClaimIDs()...)
	}
	f.Claims = append(f.Claims, tie.claims...)
	f.Evidence = slices.Concat(tie.answers, a.because("model"), a.because("firmware"))
	a.add(f)
}

// listing names the vulnerabilities, those that are exploited marked.
func (a *assessment) listing(open []vuln.Verdict) string {
	var names []string
	for _, v := range open[:min(maxListed, len(open))] {
		name := v.ID
		if v.KEV != "" {
			name = a.say("vulnerability.exploited", name)
		}
		names = append(names, name)
	}
	text := strings.Join(names, ", ")
	if more := len(open) - len(names); more > 0 {
		text = a.say("vulnerability.more", text, a.in.Words.Number(uint64(more)))
	}
	return text
}

// missing says what is missing, each thing once and the most frequent first.
func (a *assessment) missing(open []vuln.Verdict) string {
	count := map[string]int{}
	var list []string
	for _, v := range open {
		for _, why := range v.Missing {
			why = a.in.Words.Retold(why)
			if count[why] == 0 {
				list = append(list, why)
			}
			count[why]++
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return count[b] - count[a] })
	const most = 4
	return strings.Join(list[:min(most, len(list))], "; ")
}
