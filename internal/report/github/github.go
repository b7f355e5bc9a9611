// Package github says what a result holds where GitHub Actions shows it: as
// annotations of a run, and on the page with its summary.
//
// Sources: docs.github.com, "Workflow commands for GitHub Actions" (the form of
// commands and their escapes, 1 MiB for the summary of a step) and the limits
// that the runner keeps (10 annotations of a level for each step).
package github

import (
	"fmt"
	"io"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// PerLevel is how many annotations of a level GitHub shows for one step.
const PerLevel = 10

const (
	messageRunes = 1000 // of an annotation, at most
	namedHosts   = 10   // in an annotation, at most
)

// level is how GitHub grades an annotation.
type level string

const (
	levelError   level = "error"
	levelWarning level = "warning"
	levelNotice  level = "notice"
)

// levelOf grades a severity: critical and high are errors, medium is a warning.
func levelOf(severity model.Severity) level {
	switch severity {
	case model.SeverityCritical, model.SeverityHigh:
		return levelError
	case model.SeverityMedium:
		return levelWarning
	}
	return levelNotice
}

// annotation is one line that GitHub shows with a run.
type annotation struct {
	level          level
	title, message string
}

// Annotations writes the open findings as workflow commands, one for all hosts
// of a check, the strongest first, and no more of a level than GitHub shows; the
// last one of a level says how many found no room. What is to be checked by hand
// or was decided is left out. The language is a code as in package words.
func Annotations(w io.Writer, r model.Result, language string) error {
	vocabulary, err := words.For(language)
	if err != nil {
		return err
	}
	var b strings.Builder
	all := annotationsOf(vocabulary, r)
	for _, l := range []level{levelError, levelWarning, levelNotice} {
		for _, a := range shown(vocabulary, l, all) {
			b.WriteString(a.command())
		}
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func annotationsOf(w words.Words, r model.Result) []annotation {
	var all []annotation
	if r.Run.Incomplete {
		all = append(all, annotation{levelWarning, w.T("warning.incomplete"), strings.Join(r.Run.Reasons, "; ")})
	}
	var open []model.Finding
	for _, f := range view.AllFindings(r) {
		if f.Open() {
			open = append(open, f)
		}
	}
	for _, g := range view.GroupFindings(open) {
		message := fmt.Sprintf("%s: %s %s", view.Places(w, g.Hosts(), namedHosts), g.Items[0].Text, g.Next())
		all = append(all, annotation{levelOf(g.Severity), g.Title, message})
	}
	return all
}

// shown picks the annotations of a level for which there is room.
func shown(w words.Words, l level, all []annotation) []annotation {
	var list []annotation
	for _, a := range all {
		if a.level == l {
			list = append(list, a)
		}
	}
	if len(list) <= PerLevel {
		return list
	}
	left := len(list) - PerLevel + 1
	more := annotation{l, w.Count("ci.more", uint64(left)), w.T("ci.elsewhere")}
	return append(list[:PerLevel-1:PerLevel-1], more)
}

// command writes the annotation as GitHub's runner reads it.
func (a annotation) command() string {
	title, message := safetext.CI(safetext.Line(a.title)), safetext.CI(safetext.Limit(a.message, messageRunes))
	if message == "" {
		message = title // a command without a message is not shown
	}
	return fmt.Sprintf("::%s title=%s::%s\n", a.level, property.Replace(title), data.Replace(message))
}

// data and property escape what stands behind and before the second "::".
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
