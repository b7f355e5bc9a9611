// Package sarif renders the findings of a result for platforms that gather
// alerts of tools, as SARIF 2.1.0.
//
// Those platforms want a file and a line for every result and refuse the whole
// report where one has none. A device has neither, so each result stands in
// line 1 of a file that does not exist: scan/ and the address. Nothing that a
// device said is ever part of that path.
package sarif

import (
	"encoding/json"
	"io"
	"time"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// MaxResults is how many results are written, the gravest first: more are not
// shown by the platforms.
const MaxResults = 5000

const (
	version = "2.1.0"
	schema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

// Options says how to render.
type Options struct {
	Lang  string      // language of the text; empty means English
	Words words.Words // of a language, where they are loaded already
}

// Render writes one run with all findings of the result, those of its devices
// included. Findings to check by hand have the level note and the property
// byHand; those about which a decision is in force are suppressed.
func Render(w io.Writer, r model.Result, o Options) error {
	vocabulary, err := words.Chosen(o.Words, o.Lang)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(newLog(vocabulary, r), "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(safetext.JSON(data), '\n'))
	return err
}

func newLog(w words.Words, r model.Result) log {
	findings := gravestFirst(view.AllFindings(r))
	left := max(0, len(findings)-MaxResults)
	findings = findings[:len(findings)-left]
	book := newRuleBook(w, r.Claims, findings)
	return log{Schema: schema, Version: version, Runs: []run{{
		Tool:              tool{Driver: driver{Name: "camorigin", Version: safetext.Line(r.Run.Version), Rules: book.rules}},
		Language:          w.Language(),
		AutomationDetails: automationDetails{ID: "camorigin/"},
		Invocations:       []invocation{newInvocation(w, r.Run, left)},
		Results:           newResults(w, book, r.Evidence, findings),
	}}}
}

// newInvocation says when the run took place, why it is incomplete, and how
// many findings found no room.
func newInvocation(w words.Words, r model.Run, left int) invocation {
	i := invocation{ExecutionSuccessful: !r.Incomplete, StartTimeUTC: stamp(r.Started), EndTimeUTC: stamp(r.Ended)}
	for _, reason := range r.Reasons {
		i.notify("error", w.Retold(reason))
	}
	for _, note := range r.Notes {
		i.notify("warning", w.Retold(note))
	}
	if left > 0 {
		i.notify("warning", w.Count("sarif.left", uint64(left)))
	}
	return i
}

func (i *invocation) notify(level, message string) {
	if message = say(message, maxText); message != "" {
		i.Notifications = append(i.Notifications, notification{Level: level, Message: text{Text: message}})
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
