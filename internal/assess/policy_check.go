package assess

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/strictyaml"
)

// PolicyProblem is one thing that is wrong with a policy. As text it reads
// "file:line: what, what to do".
type PolicyProblem struct {
	File string
	Line int
	Text string
}

func (p PolicyProblem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text) }

// CheckPolicy reads a policy and reports everything that is wrong with it, in
// the order of the file. What is no YAML of the right form is reported alone.
func CheckPolicy(name string, data []byte, kb *origin.KB) (Policy, []error) {
	var p Policy
	if err := strictyaml.DecodeLimited(name, data, &p, strictyaml.Limits{Bytes: maxPolicy}); err != nil {
		return Policy{}, []error{err}
	}
	c := &policyChecker{file: name, line: 1, kb: kb}
	c.policy(p)
	slices.SortStableFunc(c.problems, func(a, b PolicyProblem) int { return cmp.Compare(a.Line, b.Line) })
	var problems []error
	for _, problem := range c.problems {
		problems = append(problems, problem)
	}
	return p, problems
}

// policyChecker gathers problems.
type policyChecker struct {
	file     string
	line     int
	about    string
	kb       *origin.KB
	problems []PolicyProblem
}

func (c *policyChecker) check(holds bool, format string, args ...any) {
	if !holds {
		c.problems = append(c.problems, PolicyProblem{File: c.file, Line: c.line, Text: c.about + fmt.Sprintf(format, args...)})
	}
}

func (c *policyChecker) policy(p Policy) {
	c.check(p.ID != "" && p.Name != "" && len(p.Rules) > 0, "a policy needs id, name and rules")
	c.check(p.ID == "" || wellFormedID(p.ID), "id %q: write lower-case letters and digits, joined by hyphens", p.ID)
	seen := map[string]bool{}
	for _, r := range p.Rules {
		c.line, c.about = max(int(r.Line), 1), fmt.Sprintf("rule %q: ", r.ID)
		c.check(!seen[r.ID], "stands twice, give it another id")
		seen[r.ID] = true
		c.rule(r)
	}
}

func (c *policyChecker) rule(r Rule) {
	w := r.When
	c.check(r.ID != "" && r.Title != "", "needs id and title")
	c.check(r.ID == "" || wellFormedID(r.ID), "id: write lower-case letters and digits, joined by hyphens")
	c.check(r.Severity.Rank() >= 0, "unknown severity %q, it is one of %v", r.Severity, model.Severities())
	c.check(len(w.Companies)+len(w.Control)+len(w.Lists) > 0, "when needs companies, control or lists")
	for _, id := range w.Companies {
		_, ok := c.kb.Company(id)
		c.check(ok, "company %q does not exist%s", id, c.nearCompany(id))
	}
	for _, network := range w.Networks {
		_, err := netip.ParsePrefix(network)
		c.check(err == nil, "network %q is no CIDR, write it as 10.20.0.0/16", network)
	}
	for _, state := range w.Exposed {
		c.check(state == ExposedToKnown || state == ExposedToExploited, "exposed %q, write %s or %s", state, ExposedToKnown, ExposedToExploited)
	}
	for _, code := range w.Control {
		c.check(origin.KnownCountry(code), "country %q does not exist%s", code, nearCountry(code))
	}
	for _, id := range w.Lists {
		_, ok := c.kb.List(id)
		c.check(ok, "list %q does not exist%s", id, c.nearList(id))
	}
	for _, kind := range w.Kinds {
		c.check(slices.Contains(model.Kinds(), kind), "kind %q does not exist, it is one of %v", kind, model.Kinds())
	}
}

// wellFormedID reports whether an identifier can stand in the name of a check.
func wellFormedID(id string) bool {
	for part := range strings.SplitSeq(id, "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// nearCompany says what to write instead of an unknown company.
func (c *policyChecker) nearCompany(id string) string {
	if known, ok := c.kb.CompanyID(id); ok {
		return didYouMean(known)
	}
	if brandID, ok := c.kb.BrandID(id); ok {
		brand, _ := c.kb.Brand(brandID)
		return fmt.Sprintf(", but is a brand of the company %q", brand.Owner)
	}
	companies := c.kb.Companies()
	ids := make([]string, len(companies))
	for i, company := range companies {
		ids[i] = company.ID
	}
	return nearest(id, ids)
}

func (c *policyChecker) nearList(id string) string {
	lists := c.kb.Lists()
	ids := make([]string, len(lists))
	for i, l := range lists {
		ids[i] = l.ID
	}
	return nearest(id, ids)
}

func nearCountry(name string) string {
	if code, ok := origin.CountryCode(name); ok {
		return didYouMean(code)
	}
	return ", write its two-letter code of ISO 3166-1"
}

func nearest(id string, ids []string) string {
	if near, ok := strictyaml.Nearest(id, ids); ok {
		return didYouMean(near)
	}
	return ""
}

func didYouMean(id string) string { return fmt.Sprintf(", did you mean %q?", id) }
