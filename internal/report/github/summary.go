package github

import (
	"strings"

	"camorigin/internal/report/words"
)

// SummaryRoom is how many bytes the summary of a step may have in all. GitHub
// shows nothing of one that is larger than 1 MiB; this stays below.
const SummaryRoom = 1_000_000

// Cut returns a report in Markdown that has no more bytes than room: whole, or
// cut behind a line and with a note about it at the end, or nothing where not
// even the note has room. The language is a code as in package words.
func Cut(report string, room int, language string) (string, error) {
	if len(report) <= room {
		return report, nil
	}
	vocabulary, err := words.For(language)
	if err != nil {
		return "", err
	}
	note := "\n" + vocabulary.T("ci.cut") + "\n"
	if room < len(note) {
		return "", nil
	}
	kept := report[:room-len(note)]
	return kept[:strings.LastIndexByte(kept, '\n')+1] + note, nil
}
