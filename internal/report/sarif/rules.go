package sarif

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// ruleBook holds a rule for each check that has findings, ordered by name.
type ruleBook struct{ rules []rule }

// source says what a claim rests on.
type source = model.Claim

// maxSources is how many sources the help of a rule names.
const maxSources = 20

func newRuleBook(w words.Words, claims []model.Claim, findings []model.Finding) ruleBook {
	byCheck := map[string][]model.Finding{}
	for _, f := range findings {
		id := ruleID(f)
		byCheck[id] = append(byCheck[id], f)
	}
	book := ruleBook{rules: []rule{}}
	for id, found := range byCheck {
		book.rules = append(book.rules, newRule(w, id, found, cited(claims, found)))
	}
	slices.SortFunc(book.rules, func(a, b rule) int { return strings.Compare(a.ID, b.ID) })
	return book
}

// index returns where the rule of a finding stands.
func (b ruleBook) index(f model.Finding) int {
	i, _ := slices.BinarySearchFunc(b.rules, ruleID(f), func(r rule, id string) int { return strings.Compare(r.ID, id) })
	return i
}

// ruleID is the name of the check, which never changes.
func ruleID(f model.Finding) string {
	if id := say(f.Check, maxName); id != "" {
		return id
	}
	return "unnamed"
}

// newRule describes a check by its own texts or, where it has none, as the
// rules of policies, by those of its first finding.
func newRule(w words.Words, id string, found []model.Finding, sources []source) rule {
	title, about, next := ownText(w, id, "title"), ownText(w, id, "text"), ownText(w, id, "next")
	if title == "" || strings.Contains(title, "{") {
		title = about
	}
	if title == "" {
		title = cmp.Or(general(say(found[0].Title, maxName)), id)
	}
	if next == "" {
		next = say(found[0].Next, maxText)
	}
	worst := worstOf(found)
	r := rule{
		ID:                   id,
		ShortDescription:     text{Text: title},
		Help:                 help(w, title, about, next, sources),
		DefaultConfiguration: configuration{Level: level(worst)},
		Properties:           ruleProperties{Tags: []string{"security", "surveillance"}, SecuritySeverity: score(worst)},
	}
	if about != "" {
		r.FullDescription = &text{Text: about}
	}
	return r
}

// general takes the company of one device off a title: "Acme: on the list" is
// "On the list" as the title of a rule.
func general(title string) string {
	if i := strings.LastIndex(title, ": "); i >= 0 {
		title = title[i+len(": "):]
	}
	if title == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

// ownText returns a text of the check from the catalogues.
func ownText(w words.Words, id, part string) string {
	if key := "check." + id + "." + part; w.Has(key) {
		return w.T(key)
	}
	return ""
}

// help joins what a check means, what to do and what it rests on.
func help(w words.Words, title, about, next string, sources []source) text {
	if about == "" {
		about = title
	}
	paragraphs := []string{about}
	if next != "" {
		paragraphs = append(paragraphs, w.T("findings.next")+" "+next)
	}
	for _, s := range sources {
		paragraphs = append(paragraphs, sourceLine(w, s))
	}
	h := text{Text: strings.Join(paragraphs, "\n\n")}
	for i, p := range paragraphs {
		paragraphs[i] = safetext.Markdown(p)
	}
	h.Markdown = strings.Join(paragraphs, "\n\n")
	return h
}

func sourceLine(w words.Words, s source) string {
	line := say(s.Publisher, maxName)
	if day := view.Day(w, s.Date); day != "" {
		line = w.T("source.dated", line, day)
	}
	return strings.TrimSpace(line + ": " + say(s.URL, maxText))
}

// cited returns the claims that the findings rest on, in their order.
func cited(claims []model.Claim, found []model.Finding) []source {
	names := map[string]bool{}
	for _, f := range found {
		for _, id := range f.Claims {
			names[id] = true
		}
	}
	var sources []source
	for _, c := range claims {
		if names[c.ID] && len(sources) < maxSources {
			sources = append(sources, c)
		}
	}
	return sources
}

// worstOf returns the highest severity, of findings to check by hand only
// where there are no others.
func worstOf(found []model.Finding) model.Severity {
	worst := model.SeverityInfo
	for _, f := range found {
		if !f.ByHand && f.Severity.Rank() > worst.Rank() {
			worst = f.Severity
		}
	}
	return worst
}

// level is what SARIF calls a severity.
func level(s model.Severity) string {
	switch s {
	case model.SeverityCritical, model.SeverityHigh:
		return "error"
	case model.SeverityMedium:
		return "warning"
	}
	return "note"
}

// score stands for a severity on the scale of 0 to 10 that platforms divide
// into critical (above 9), high (from 7), medium (from 4) and low.
func score(s model.Severity) string {
	switch s {
	case model.SeverityCritical:
		return "9.5"
	case model.SeverityHigh:
		return "8.0"
	case model.SeverityMedium:
		return "5.5"
	case model.SeverityLow:
		return "3.0"
	}
	return "0.0"
}
