package safetext

import (
	"regexp"
	"strings"
)

// ciRunes is the most runes that CI keeps of a line.
const ciRunes = 4096

// command is what Azure Pipelines, TeamCity and older GitHub runners obey
// wherever it stands in a line: ##[group], ##vso[...], ##teamcity[...].
var command = regexp.MustCompile(`(#+)(#[A-Za-z]*\[)`)

// CI returns s as clean lines of which none is a command to the program that
// reads the log: runners obey lines that begin with :: or ##, also behind
// white space. Line ends stay.
func CI(s string) string {
	lines := strings.FieldsFunc(s, endsLine)
	for i, line := range lines {
		lines[i] = ciLine(Limit(line, ciRunes))
	}
	return strings.Join(lines, "\n")
}

func ciLine(s string) string {
	s = breakCommands(s)
	if strings.HasPrefix(s, "::") || strings.HasPrefix(s, "##") {
		return "' " + s
	}
	return s
}

func breakCommands(s string) string {
	if !strings.Contains(s, "##") {
		return s
	}
	return command.ReplaceAllString(s, "$1 $2")
}
