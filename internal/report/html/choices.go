package html

import "slices"

// choicesOffered is how many values a filter offers; the search finds the
// others.
const choicesOffered = 200

// choices returns the values that a filter offers: each once, sorted.
func choices(values []string) []string {
	slices.Sort(values)
	values = slices.DeleteFunc(slices.Compact(values), func(v string) bool { return v == "" })
	return values[:min(len(values), choicesOffered)]
}
