package view

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// Statement returns what a row shows of a statement: the name, the name with a
// question mark when it is only possible, or the word for a conflict or for
// unknown.
func Statement(w words.Words, s *model.Statement) string {
	if s == nil {
		return w.T("verdict.unknown")
	}
	name := safetext.Line(s.Name)
	if name == "" {
		name = safetext.Line(s.ID)
	}
	switch {
	case s.Verdict == model.VerdictConflict:
		return w.T("verdict.conflict")
	case name == "" || s.Verdict == model.VerdictUnknown || s.Verdict == model.VerdictListed:
		return w.T("verdict.unknown")
	case s.Verdict == model.VerdictPossible:
		return name + "?"
	}
	return name
}

// Maker returns the statement about the maker.
func Maker(w words.Words, m *model.Maker) string {
	if m == nil {
		return Statement(w, nil)
	}
	return Statement(w, &m.Statement)
}

// Shown reports whether the row of a device names a maker, so that a country
// may stand beside it.
func Shown(m *model.Maker) bool {
	if m == nil || m.Name == "" && m.ID == "" {
		return false
	}
	return m.Verdict.Sure() || m.Verdict == model.VerdictPossible
}

// Country returns the name of the country where the maker has its seat, or its
// code where the language has no name for it; empty when it is not known or
// no maker is named.
func Country(w words.Words, m *model.Maker) string {
	if !Shown(m) {
		return ""
	}
	return CountryName(w, m.Country)
}

// CountryName returns the name for a country code, or the code as text.
func CountryName(w words.Words, code string) string {
	if name := w.Country(code); name != "" {
		return name
	}
	return safetext.Limit(code, 24)
}

// Control returns who controls the maker, with the standing of that claim,
// where it says more than the country does: other countries, or a claim that
// is disputed or unconfirmed.
func Control(w words.Words, m *model.Maker) string {
	if !Shown(m) || len(m.Control) == 0 {
		return ""
	}
	doubted := m.ControlStatus != "" && m.ControlStatus != "sourced"
	if len(m.Control) == 1 && m.Control[0] == m.Country && !doubted {
		return ""
	}
	names := make([]string, len(m.Control))
	for i, code := range m.Control {
		names[i] = CountryName(w, code)
	}
	text := w.T("control.by", strings.Join(names, ", "))
	if doubted {
		text += " (" + Term(w, "control", m.ControlStatus) + ")"
	}
	return text
}

// Term returns the word for a value of a vocabulary of the model, or the value
// as clean text when the vocabulary does not have it.
func Term(w words.Words, vocabulary, value string) string {
	if text, ok := w.Term(vocabulary, value); ok {
		return text
	}
	return safetext.Limit(value, 40)
}

// Day writes a day, a month or a year as the language does.
func Day(w words.Words, text string) string { return w.Date(safetext.Limit(text, 24)) }

// Place returns host and site as one text.
func Place(host, site string) string {
	host, site = safetext.Line(host), safetext.Line(site)
	if site == "" {
		return host
	}
	return host + " (" + site + ")"
}

// Listed returns what a list or another tool says of the device.
func Listed(w words.Words, l *model.Listed) string {
	if l == nil {
		return ""
	}
	parts := []string{}
	for _, part := range []string{l.Brand, l.Model} {
		if part = safetext.Line(part); part != "" {
			parts = append(parts, part)
		}
	}
	if bought := safetext.Line(l.Bought); bought != "" {
		parts = append(parts, w.T("listed.bought", w.Date(bought)))
	}
	return strings.Join(parts, " ")
}
