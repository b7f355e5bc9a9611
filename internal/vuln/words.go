package vuln

import (
	"fmt"
	"strings"
)

// Meant says in words which models a range is about.
func (r Range) Meant() string {
	models := "every model"
	if len(r.Models) > 0 {
		models = strings.Join(r.Models, ", ")
	}
	if len(r.Except) > 0 {
		models += ", but not " + strings.Join(r.Except, ", ")
	}
	if len(r.Kinds) > 0 {
		kinds := make([]string, len(r.Kinds))
		for i, k := range r.Kinds {
			kinds[i] = string(k)
		}
		models += " (" + strings.Join(kinds, ", ") + ")"
	}
	return models
}

// Bounds says in words which versions of the firmware a range is about.
func (r Range) Bounds() string {
	var parts []string
	add := func(format, value string) {
		if value != "" {
			parts = append(parts, fmt.Sprintf(format, value))
		}
	}
	add("%s, others not stated", strings.Join(r.Versions, ", "))
	add("from %s", r.From)
	add("through %s", r.Through)
	add("before %s", strings.Join(r.Before, ", "))
	add("built before %s", string(r.BuiltBefore))
	if len(parts) == 0 {
		return "every version"
	}
	return strings.Join(parts, "; ")
}
