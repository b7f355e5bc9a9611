package template

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"camorigin/internal/model"
)

// plainResult is the result as a template sees it.
func plainResult(r model.Result) any { return plain(reflect.ValueOf(r)) }

// specimen is a result with one of everything and nothing known about it.
func specimen() any { return plain(example(reflect.TypeFor[model.Result]())) }

// evidenceLine has the keys of a line of evidence.
type evidenceLine struct {
	Host      string       `json:"host"`
	Site      string       `json:"site"`
	Port      int          `json:"port"`
	Transport string       `json:"transport"`
	TLS       bool         `json:"tls"`
	Protocol  string       `json:"protocol"`
	Request   string       `json:"request"`
	Response  string       `json:"response"`
	Encoding  string       `json:"encoding"`
	Fields    model.Fields `json:"fields"`
	Error     string       `json:"error"`
	At        string       `json:"at"`
	TookMS    float64      `json:"took_ms"`
}

// plain turns a value of the model into texts, numbers, lists and maps with the
// names of its JSON form. What is absent there is empty here.
func plain(v reflect.Value) any {
	switch value := v.Interface().(type) {
	case time.Time:
		return moment(value)
	case model.Evidence:
		return plainEvidence(value)
	}
	switch v.Kind() {
	case reflect.String:
		return clean(v.String())
	case reflect.Int, reflect.Int64:
		return v.Int()
	case reflect.Uint16, reflect.Uint64:
		return v.Uint()
	case reflect.Float64:
		return v.Float()
	case reflect.Bool:
		return v.Bool()
	case reflect.Pointer:
		if v.IsNil() {
			return plain(reflect.Zero(v.Type().Elem()))
		}
		return plain(v.Elem())
	case reflect.Slice:
		return plainList(v)
	case reflect.Map:
		return plainMap(v)
	case reflect.Struct:
		fields := map[string]any{}
		plainFields(fields, v)
		return fields
	}
	return clean(fmt.Sprint(v.Interface()))
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// plainEvidence goes by the JSON form, which alone decides how an answer that
// is no text is written.
func plainEvidence(e model.Evidence) any {
	var line evidenceLine
	data, err := json.Marshal(e)
	if err == nil {
		err = json.Unmarshal(data, &line)
	}
	if err != nil {
		line = evidenceLine{Host: e.Host, Site: e.Site, Port: e.Port, Protocol: e.Protocol}
	}
	return plain(reflect.ValueOf(line))
}

func plainList(v reflect.Value) []any {
	list := make([]any, v.Len())
	for i := range list {
		list[i] = plain(v.Index(i))
	}
	return list
}

// plainMap keeps counts as counts, so that one which is not there is 0.
func plainMap(v reflect.Value) any {
	if v.Type().Elem().Kind() == reflect.Int {
		counts := make(map[string]int, v.Len())
		for entry := v.MapRange(); entry.Next(); {
			counts[clean(entry.Key().String())] = int(entry.Value().Int())
		}
		return counts
	}
	values := make(map[string]any, v.Len())
	for entry := v.MapRange(); entry.Next(); {
		values[clean(entry.Key().String())] = plain(entry.Value())
	}
	return values
}

// plainFields adds the fields of a struct, those of an embedded one in the
// same place.
func plainFields(fields map[string]any, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			plainFields(fields, v.Field(i))
		case field.IsExported() && name != "" && name != "-":
			fields[name] = plain(v.Field(i))
		}
	}
}

// example is a value of the type in which every list has one item and every
// pointer points to something.
func example(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch {
	case t == reflect.TypeFor[time.Time](), t == reflect.TypeFor[model.Evidence]():
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() {
				v.Field(i).Set(example(t.Field(i).Type))
			}
		}
	case t.Kind() == reflect.Slice:
		v.Set(reflect.Append(v, example(t.Elem())))
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(example(t.Elem()))
	}
	return v
}
