package bundle

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Compare lists what differs between the result of a dossier and the one made
// anew: devices first, then what belongs to none. It is empty only when the two
// say the same.
func Compare(theirs, ours model.Result) []string {
	was, is := devices(theirs), devices(ours)
	var list []string
	for _, k := range slices.SortedFunc(maps.Keys(was), key.compare) {
		now, found := is[k]
		if !found {
			list = append(list, fmt.Sprintf("%s: not there when made anew", k))
			continue
		}
		for _, difference := range members(was[k], now) {
			list = append(list, fmt.Sprintf("%s: %s", k, difference))
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(is), key.compare) {
		if _, found := was[k]; !found {
			list = append(list, fmt.Sprintf("%s: only there when made anew", k))
		}
	}
	theirs.Devices, theirs.Others, ours.Devices, ours.Others = nil, nil, nil, nil
	return append(list, members(theirs, ours)...)
}

// key names a device.
type key struct{ host, site string }

func (k key) compare(other key) int {
	return cmp.Or(strings.Compare(k.host, other.host), strings.Compare(k.site, other.site))
}

func (k key) String() string {
	if k.site == "" {
		return k.host
	}
	return k.host + " (" + k.site + ")"
}

func devices(r model.Result) map[key]model.Device {
	m := map[key]model.Device{}
	for _, d := range slices.Concat(r.Devices, r.Others) {
		m[key{d.Host, d.Site}] = d
	}
	return m
}

// members compares two values by the members of their JSON form.
func members(theirs, ours any) []string {
	was, is := object(theirs), object(ours)
	names := maps.Clone(was)
	maps.Copy(names, is)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !reflect.DeepEqual(was[name], is[name]) {
			list = append(list, fmt.Sprintf("%s was %s, is %s when made anew", name, short(was[name]), short(is[name])))
		}
	}
	return list
}

func object(v any) map[string]any {
	var m map[string]any
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		return map[string]any{"": err.Error()}
	}
	return m
}

// short is a value in few words: the verdict of a statement, the checks of
// findings, or the beginning of anything else.
func short(v any) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case map[string]any:
		if verdict, ok := v["verdict"]; ok {
			return fmt.Sprintf("%v (%v, %v)", v["id"], verdict, v["confidence"])
		}
	case []any:
		return fmt.Sprintf("%d entries %s", len(v), named(v))
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "something"
	}
	if runes := []rune(string(data)); len(runes) > maxShown {
		return string(runes[:maxShown]) + "..."
	}
	return string(data)
}

// maxShown bounds what is shown of one value, in characters.
const maxShown = 120

// named lists the checks or rules of entries that have them.
func named(list []any) string {
	var names []string
	for _, entry := range list {
		m, _ := entry.(map[string]any)
		for _, name := range []string{"check", "rule", "policy"} {
			if text, ok := m[name].(string); ok {
				names = append(names, text)
				break
			}
		}
	}
	if len(names) > 8 {
		names = append(names[:8], "...")
	}
	return "[" + strings.Join(names, " ") + "]"
}
