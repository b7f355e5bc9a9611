package vuln

import (
	"strings"

	"camorigin/internal/i18n"
)

// Meant says in words of a language which models a range is about.
func (r Range) Meant(words *i18n.Localizer) string {
	models := words.T("range.every_model")
	if len(r.Models) > 0 {
		models = strings.Join(r.Models, ", ")
	}
	if len(r.Except) > 0 {
		models = words.T("range.but_not", models, strings.Join(r.Except, ", "))
	}
	if len(r.Kinds) > 0 {
		kinds := make([]string, len(r.Kinds))
		for i, k := range r.Kinds {
			kinds[i] = words.Word("kind", string(k))
		}
		models += " (" + strings.Join(kinds, ", ") + ")"
	}
	return models
}

// Bounds says in words of a language which versions of the firmware a range is about.
func (r Range) Bounds(words *i18n.Localizer) string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, words.T(key, value))
		}
	}
	add("range.versions", strings.Join(r.Versions, ", "))
	add("range.from", r.From)
	add("range.through", r.Through)
	add("range.before", strings.Join(r.Before, ", "))
	add("range.built", words.Date(string(r.BuiltBefore)))
	if len(parts) == 0 {
		return words.T("range.every_version")
	}
	return strings.Join(parts, "; ")
}
