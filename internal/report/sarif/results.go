package sarif

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/view"
	"camorigin/internal/report/words"
	"camorigin/internal/safetext"
)

// How many runes are kept of a text and of a name.
const (
	maxText = 2000
	maxName = 200
)

// say returns one clean line that platforms show as it is: in SARIF [a](b) is
// a link, also in plain text.
func say(s string, most int) string {
	return strings.ReplaceAll(safetext.Limit(s, most), "](", "] (")
}

// gravestFirst orders findings by severity, those to check by hand last;
// findings that are alike keep their order.
func gravestFirst(findings []model.Finding) []model.Finding {
	slices.SortStableFunc(findings, func(a, b model.Finding) int {
		if a.ByHand != b.ByHand {
			if a.ByHand {
				return 1
			}
			return -1
		}
		return cmp.Compare(b.Severity.Rank(), a.Severity.Rank())
	})
	return findings
}

func newResults(w words.Words, book ruleBook, evidence []model.Evidence, findings []model.Finding) []result {
	results := make([]result, len(findings))
	for i, f := range findings {
		results[i] = result{
			RuleID:              ruleID(f),
			RuleIndex:           book.index(f),
			Level:               resultLevel(f),
			Message:             message(w, f),
			Locations:           []location{locate(f, evidence)},
			PartialFingerprints: fingerprints(f),
			Suppressions:        suppressions(w, f.Decision),
			Properties: resultProperties{
				Severity: safetext.Line(string(f.Severity)), ByHand: f.ByHand,
				Host: safetext.Line(f.Host), Site: safetext.Line(f.Site), Next: say(f.Next, maxText),
			},
		}
	}
	return results
}

func resultLevel(f model.Finding) string {
	if f.ByHand {
		return "note"
	}
	return level(f.Severity)
}

// message says what was found where, and what to do.
func message(w words.Words, f model.Finding) text {
	place := view.Place(f.Host, f.Site)
	if f.Host == "" {
		place = w.T("findings.network")
	}
	told := place + ": " + say(f.Title, maxName)
	for _, more := range []string{say(f.Text, maxText), next(w, f)} {
		if more != "" {
			told += "\n\n" + more
		}
	}
	return text{Text: strings.ReplaceAll(told, "](", "] (")}
}

func next(w words.Words, f model.Finding) string {
	todo := say(f.Next, maxText)
	if todo == "" {
		return ""
	}
	return w.T("findings.next") + " " + todo
}

// fingerprints names the finding by what stays the same from run to run. The
// second name is the one that GitHub looks at.
func fingerprints(f model.Finding) map[string]string {
	print := safetext.Limit(f.Fingerprint, 128)
	if print == "" {
		print = digest(f.Check, f.Site, f.Host, f.Title)
	}
	return map[string]string{"camorigin/v1": print, "primaryLocationLineHash": print}
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// suppressions says that somebody decided about the finding, while that holds.
func suppressions(w words.Words, d *model.Decision) []suppression {
	if d == nil || d.Expired {
		return nil
	}
	return []suppression{{Kind: "external", Status: "accepted", Justification: say(view.DecisionInFull(w, d), maxText)}}
}
