package assess

import (
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/vuln"
)

// policyPrefix begins the checks that are rules of a policy.
const policyPrefix = "policy/"

// OfPolicy reports whether a check is a rule of a policy, and so about origin.
func OfPolicy(check string) bool { return strings.HasPrefix(check, policyPrefix) }

// applyPolicy flags the device by every rule that touches it.
func (a *assessment) applyPolicy() {
	subjects := a.subjects()
	for _, r := range a.in.Policy.Rules {
		if !r.When.covers(a.dev) || !a.exposed(r.When) {
			continue
		}
		if t, ok := a.touch(r, subjects); ok {
			a.flag(r, t)
		}
	}
}

// covers reports whether the rule is about devices of this kind at this site.
func (w When) covers(dev model.Device) bool {
	return (len(w.Kinds) == 0 || slices.Contains(w.Kinds, dev.Kind)) &&
		(len(w.Sites) == 0 || slices.Contains(w.Sites, dev.Site)) &&
		(len(w.Networks) == 0 || slices.ContainsFunc(w.Networks, func(n string) bool { return within(dev.Host, n) }))
}

// within reports whether the host is an address of the network.
func within(host, network string) bool {
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	prefix, err := netip.ParsePrefix(network)
	return err == nil && prefix.Contains(address.Unmap())
}

// exposed reports whether the device has what the rule asks of its
// vulnerabilities.
func (a *assessment) exposed(w When) bool {
	if len(w.Exposed) == 0 {
		return true
	}
	subject, tie := a.vulnSubject()
	if tie == nil {
		return false
	}
	return slices.ContainsFunc(a.in.Vulnerabilities.Evaluate(subject), func(v vuln.Verdict) bool {
		return v.Status == vuln.Affected &&
			(slices.Contains(w.Exposed, ExposedToKnown) || v.KEV != "" && slices.Contains(w.Exposed, ExposedToExploited))
	})
}

// touched is how a rule touches a device.
type touched struct {
	subject
	decided bool   // strong enough to carry the severity of the rule
	why     string // what about the company the rule means
}

// touch returns the firmest way in which a rule touches the device.
func (a *assessment) touch(r Rule, subjects []subject) (touched, bool) {
	var weak *touched
	for _, s := range subjects {
		m := a.meets(r.When, s.company)
		if m.status == "" {
			continue
		}
		t := touched{subject: s, decided: s.firm && m.status == origin.StatusSourced && !r.ByHand, why: strings.Join(m.why, " ")}
		t.claims = append(slices.Clone(s.claims), m.claims...)
		if t.decided {
			return t, true
		}
		if weak == nil {
			weak = &t
		}
	}
	if weak == nil {
		return touched{}, false
	}
	return *weak, true
}

// flag records that a rule touches the device, with a finding that says why.
func (a *assessment) flag(r Rule, t touched) {
	reason, texts := t.how+" "+t.why, r.In(a.in.Words.Language())
	flag := model.Flag{Policy: a.in.Policy.ID, Basis: t.basis, Verdict: t.verdict, Reason: reason, Claims: tidy(t.claims)}
	finding := model.Finding{
		Check: policyPrefix + a.in.Policy.ID + "/" + r.ID, Severity: r.Severity, Text: reason, Next: texts.Next,
		Title:  strings.ReplaceAll(texts.Title, "{company}", a.in.KB.MakerName(t.company)),
		Claims: t.claims, Evidence: t.answers,
	}
	if t.decided {
		flag.Severity = r.Severity
		a.dev.Flagged = append(a.dev.Flagged, flag)
		a.add(finding)
		return
	}
	a.dev.CheckByHand = append(a.dev.CheckByHand, flag)
	finding.Severity, finding.ByHand = model.SeverityInfo, true
	finding.Title = a.say("finding.by_hand.title", finding.Title)
	finding.Next = a.say("finding.by_hand.next", a.confirmNext(t))
	a.add(finding)
}

// confirmNext says what else is open.
func (a *assessment) confirmNext(t touched) string {
	if t.firm {
		return a.say("finding.by_hand.company")
	}
	return a.say("finding.by_hand.device")
}
