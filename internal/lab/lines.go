package lab

import (
	"fmt"
	"slices"
	"strings"
)

// lineEnd is the end of a header line by its name.
func lineEnd(name string) (string, error) {
	switch name {
	case "", "crlf":
		return "\r\n", nil
	case "lf":
		return "\n", nil
	}
	return "", fmt.Errorf("unknown eol %.20q, known are crlf and lf", name)
}

// statusOr is the status of an answer, or what follows from its challenges.
func statusOr(status string, challenges []string) string {
	switch {
	case status != "":
		return status
	case len(challenges) > 0:
		return "401 Unauthorized"
	}
	return "200 OK"
}

// headerName is the name of a header line, in lower case.
func headerName(line string) string {
	name, _, _ := strings.Cut(line, ":")
	return strings.ToLower(name)
}

// mergeHeaders puts the lines of an answer in the place of the common ones that
// bear the same name, and the others behind them.
func mergeHeaders(common, own []string) []string {
	var out []string
	for _, line := range common {
		same := func(l string) bool { return headerName(l) == headerName(line) }
		if !slices.ContainsFunc(own, same) {
			out = append(out, line)
		}
	}
	return append(out, own...)
}
