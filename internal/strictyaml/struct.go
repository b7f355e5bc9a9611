package strictyaml

import (
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// layout says where the keys of a mapping go in a struct.
type layout struct {
	fields   map[string][]int // by key: index path of the field
	required []string
	lines    [][]int
	rest     []int // of the map that takes all other keys, nil without one
}

func (d decoder) layoutOf(t reflect.Type) layout {
	l, known := d.layouts[t]
	if !known {
		l = layout{fields: map[string][]int{}}
		l.add(t, nil)
		d.layouts[t] = l
	}
	return l
}

func (l *layout) add(t reflect.Type, path []int) {
	for i := range t.NumField() {
		field := t.Field(i)
		index := append(slices.Clone(path), i)
		tag, options, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		has := func(option string) bool { return slices.Contains(strings.Split(options, ","), option) }
		switch {
		case !field.IsExported() || tag == "-":
		case field.Type == lineType:
			l.lines = append(l.lines, index)
		case has("inline") && field.Type.Kind() == reflect.Map:
			l.rest = index
		case field.Type.Kind() == reflect.Struct && (has("inline") || field.Anonymous && tag == ""):
			l.add(field.Type, index)
		default:
			if tag == "" {
				tag = strings.ToLower(field.Name)
			}
			l.fields[tag] = index
			if has("required") {
				l.required = append(l.required, tag)
			}
		}
	}
}

func (d decoder) decodeStruct(n *yaml.Node, target reflect.Value) error {
	if n.Kind != yaml.MappingNode {
		return at(n, "%s where a mapping is meant, write key: value lines", described(n))
	}
	l := d.layoutOf(target.Type())
	for _, index := range l.lines {
		target.FieldByIndex(index).SetInt(int64(n.Line))
	}
	seen := map[string]bool{}
	for key, value := range keys(n) {
		seen[key.Value] = true
		if err := d.decodeKey(l, key, value, target); err != nil {
			return err
		}
	}
	for _, name := range l.required {
		if !seen[name] {
			return at(n, "key %s is missing, add it", quote(name))
		}
	}
	return nil
}

func (d decoder) decodeKey(l layout, key, value *yaml.Node, target reflect.Value) error {
	if index, ok := l.fields[key.Value]; ok {
		return d.decodeValue(value, target.FieldByIndex(index))
	}
	if l.rest == nil {
		return at(key, "unknown key %s, %s", quote(key.Value), l.suggestion(key.Value))
	}
	rest := target.FieldByIndex(l.rest)
	if rest.IsNil() {
		rest.Set(reflect.MakeMap(rest.Type()))
	}
	return d.decodeEntry(key, value, rest)
}

// suggestion says what to write instead of an unknown key.
func (l layout) suggestion(key string) string {
	names := make([]string, 0, len(l.fields))
	for name := range l.fields {
		names = append(names, name)
	}
	slices.Sort(names)
	if name, ok := Nearest(key, names); ok {
		return "did you mean " + quote(name) + "?"
	}
	return "known are " + strings.Join(names, ", ")
}

// Nearest returns the name that word is most likely a misspelling of: the first
// of names at the smallest distance, at most two edits (one in words shorter
// than five letters).
func Nearest(word string, names []string) (string, bool) {
	if len(word) > 64 {
		return "", false
	}
	limit := 2
	if len(word) < 5 {
		limit = 1
	}
	best, found := "", false
	for _, name := range names {
		if d := distance(strings.ToLower(word), strings.ToLower(name)); d <= limit {
			best, found, limit = name, true, d-1
		}
	}
	return best, found
}

// distance is the number of letters to insert, remove or replace to get from a
// to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range []byte(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range []byte(b) {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
