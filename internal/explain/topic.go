package explain

import (
	"slices"
	"strings"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// Kind says what sort of thing a topic is about.
type Kind string

// The kinds of topics.
const (
	KindCompany       Kind = "company"
	KindBrand         Kind = "brand"
	KindPlatform      Kind = "platform"
	KindMAC           Kind = "mac"
	KindModel         Kind = "model"
	KindCountry       Kind = "country"
	KindList          Kind = "list"
	KindPolicy        Kind = "policy"
	KindVulnerability Kind = "vulnerability"
	KindRule          Kind = "rule"
	KindCheck         Kind = "check"
	KindFinding       Kind = "finding"
)

// Topic is the answer to what a name stands for.
type Topic struct {
	Kind     Kind          `json:"kind"`
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Sections []Section     `json:"sections"`
	Claims   []model.Claim `json:"claims"` // those that the statements rest on, sorted by identifier
}

// Section is the statements about one side of the topic.
type Section struct {
	Title      string      `json:"title"`
	Statements []Statement `json:"statements"`
}

// Statement is one thing that is said.
type Statement struct {
	Text   string        `json:"text"`
	Depth  int           `json:"depth,omitempty"`  // how far up a chain, 0 first
	Status origin.Status `json:"status,omitempty"` // how well it is supported; empty for what needs no support
	Since  origin.Date   `json:"since,omitempty"`
	Until  origin.Date   `json:"until,omitempty"`
	Refs   []string      `json:"refs,omitempty"` // what can be explained in turn
	Claims []string      `json:"claims,omitempty"`
}

// plain is a statement that rests on nothing outside of the program.
func plain(text string, refs ...string) Statement { return Statement{Text: text, Refs: refs} }

// add appends a section that has something to say.
func (t *Topic) add(title string, statements ...Statement) {
	statements = slices.DeleteFunc(statements, func(s Statement) bool { return s.Text == "" })
	if len(statements) > 0 {
		t.Sections = append(t.Sections, Section{Title: title, Statements: statements})
	}
}

// lacks reports whether no section has the title.
func (t *Topic) lacks(title string) bool {
	return !slices.ContainsFunc(t.Sections, func(s Section) bool { return s.Title == title })
}

// settle makes every statement say itself how well it is supported, and names
// each of its claims once.
func (t *Topic) settle(words *i18n.Localizer) {
	for _, section := range t.Sections {
		for i := range section.Statements {
			s := &section.Statements[i]
			s.Text = hedged(s.Text, s.Status, words)
			s.Claims = unique(s.Claims)
			s.Refs = unique(s.Refs)
		}
	}
}

// hedged marks what no confirmed source settles.
func hedged(text string, status origin.Status, words *i18n.Localizer) string {
	switch status {
	case origin.StatusDisputed:
		return words.T("doubt.disputed", text)
	case origin.StatusUnconfirmed:
		return words.T("doubt.unconfirmed", text)
	}
	return text
}

// unique drops what stands twice and keeps the order.
func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// claimIDs lists what the statements rest on.
func (t *Topic) claimIDs() []string {
	var ids []string
	for _, section := range t.Sections {
		for _, s := range section.Statements {
			ids = append(ids, s.Claims...)
		}
	}
	return ids
}

// sentence joins parts, those that are not empty, into one.
func sentence(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Join(parts, " ")
}
