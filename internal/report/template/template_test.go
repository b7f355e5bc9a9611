package template

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
)

func render(t *testing.T, source string, r model.Result) string {
	t.Helper()
	parsed, err := Parse("test.tmpl", source)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := parsed.Render(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRender(t *testing.T) {
	r := reporttest.Empty()
	r.Run.AsOf, r.Run.Reasons = "2026-11-24", []string{"no route", "no time"}
	r.Summary.BySeverity = map[model.Severity]int{model.SeverityHigh: 3}
	r.Devices = []model.Device{
		{Host: "::1", Channels: 16, Maker: &model.Maker{Statement: model.Statement{Name: "Axis"}}, Ports: []model.OpenPort{{Port: 80}}},
		{Host: "10.0.0.2", Model: "=1+1, \"x\"\x1b[2J", Serial: "::error::x"},
	}
	r.Evidence = []model.Evidence{{Host: "h", Response: []byte("a\xff"), Fields: model.Fields{"http.title": {"x"}}}}
	tests := []struct{ name, source, want string }{
		{"text", "hello", "hello"},
		{"key", "{{.run.as_of}}", "2026-11-24"},
		{"list", `{{range .devices}}{{.host}} {{end}}`, "::1 10.0.0.2 "},
		{"unknown_is_empty", `{{range .devices}}[{{.maker.name}}]{{if .maker.name}}+{{else}}-{{end}}{{end}}`, "[Axis]+[]-"},
		{"embedded_and_optional", `{{with index .devices 1}}{{.maker.confidence}} {{.location.vlan}} {{len .ports}} {{.decision.reason}}{{end}}`, "0 0 0 "},
		{"numbers_compare", `{{range .devices}}{{if gt .channels 4}}{{.channels}}{{end}}{{range .ports}}{{if lt .port 1024}} {{.port}}{{end}}{{end}}{{end}}`, "16 80"},
		{"counts", `{{index .summary.by_severity "high"}} {{index .summary.by_severity "low"}}`, "3 0"},
		{"values_are_clean", `{{(index .devices 1).model}}`, "=1+1, \"x\"\ufffd[2J"},
		{"values_are_no_commands", `{{(index .devices 1).serial}}`, "' ::error::x"},
		{"csv", `{{csv (index .devices 1).model}},{{csv (index .devices 1).channels}}`, "\"'=1+1, \"\"x\"\"\ufffd[2J\",0"},
		{"markdown", `{{"a|b" | markdown}}`, `a\|b`},
		{"join", `{{join ", " .run.reasons}}{{.run.reasons | join "/"}}`, "no route, no timeno route/no time"},
		{"upper_line_clean", `{{upper "ab"}} {{line "a\nb"}} {{clean "##[error]"}}`, "AB a b # #[error]"},
		{"date", `{{date "2 Jan 2006" .run.as_of}} {{date "2006" "2019-05"}} {{date "15:04" "2026-11-24T10:20:30Z"}}`, "24 Nov 2026 2019-05 10:20"},
		{"evidence", `{{range .evidence}}{{.host}} {{.response}} {{.encoding}} {{index .fields "http.title" 0}} {{.at}}{{end}}`, "h Yf8= base64 x "},
		{"no_costs", `{{.costs.currency}}{{range .costs.lines}}x{{end}}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := render(t, test.source, r); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMistakesAreFoundAtOnce(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"syntax", "one\n{{if}}", "my.tmpl:2: missing value for if"},
		{"unclosed", "one\n\n{{range .devices}}", "my.tmpl:3: unexpected EOF"},
		{"no_function", "{{shell `id`}}", `my.tmpl:1: function "shell" not defined`},
		{"key", "one\n{{.devcies}}", `"devcies"`},
		{"key_of_an_item", "one\n{{range .devices}}\n{{.hsot}}{{end}}", "my.tmpl:3:2: "},
		{"key_of_what_is_often_absent", "{{range .devices}}{{.maker.nmae}}{{end}}", "docs/TEMPLATES.md"},
		{"method", "{{.Devices}}", `"Devices"`},
		{"method_of_a_time", "{{.run.started.UnmarshalText}}", "UnmarshalText"},
		{"endless", `{{define "x"}}{{template "x"}}{{end}}{{template "x"}}`, "exceeded maximum template depth"},
		{"too_long", `{{range 70}}{{range 16}}{{printf "%65536d" 1}}{{end}}{{end}}`, "my.tmpl: the template writes more than 64 MiB"},
		{"too_large", strings.Repeat("x", MaxSource+1), "my.tmpl: 1048577 bytes are too many"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("my.tmpl", test.source)
			if err == nil || !strings.HasPrefix(err.Error(), "my.tmpl:") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want my.tmpl: and %q", err, test.want)
			}
		})
	}
}

func TestNothingIsWrittenByAFailure(t *testing.T) {
	parsed, err := Parse("my.tmpl", `first {{range .devices}}{{if .host}}{{index .ports 3}}{{end}}{{end}}`)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := parsed.Render(&out, reporttest.Result()); err == nil || !strings.HasPrefix(err.Error(), "my.tmpl:1:") || out.Len() > 0 {
		t.Errorf("got %v and %q, want an error at line 1 and nothing", err, out.String())
	}
}

// TestKeysAreThoseOfTheJSONForm holds that a template sees every key that the
// JSON form can have, and no other.
func TestKeysAreThoseOfTheJSONForm(t *testing.T) {
	full := example(reflect.TypeFor[model.Result]()).Interface().(model.Result)
	fillIn(reflect.ValueOf(&full).Elem())
	data, err := json.Marshal(full)
	if err != nil {
		t.Fatal(err)
	}
	var published any
	if err := json.Unmarshal(data, &published); err != nil {
		t.Fatal(err)
	}
	compare(t, "result", plainResult(full), published)
}

// fillIn gives every field something, so that its key is written.
func fillIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint64:
		v.SetUint(1)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		fillIn(v.Elem())
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[[]byte]() {
			v.SetBytes([]byte("\xff"))
			return
		}
		for i := range v.Len() {
			fillIn(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillIn(v.Field(i))
			}
		}
	}
}

func compare(t *testing.T, path string, got, published any) {
	t.Helper()
	switch want := published.(type) {
	case map[string]any:
		have, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: got %T, want a map", path, got)
			return
		}
		if !slices.Equal(slices.Sorted(maps.Keys(have)), slices.Sorted(maps.Keys(want))) && !lacksOnly(have, want, "at", "fields", "took_ms") {
			t.Errorf("%s: got keys %v, want %v", path, slices.Sorted(maps.Keys(have)), slices.Sorted(maps.Keys(want)))
		}
		for key, value := range want {
			compare(t, path+"."+key, have[key], value)
		}
	case []any:
		have, ok := got.([]any)
		if !ok || len(have) != len(want) {
			t.Errorf("%s: got %v, want a list of %d", path, got, len(want))
			return
		}
		for i := range want {
			compare(t, path, have[i], want[i])
		}
	}
}

// lacksOnly reports whether want is have without some keys.
func lacksOnly(have, want map[string]any, keys ...string) bool {
	less := maps.Clone(have)
	for _, key := range keys {
		delete(less, key)
		if value, ok := want[key]; ok {
			less[key] = value
		}
	}
	return slices.Equal(slices.Sorted(maps.Keys(less)), slices.Sorted(maps.Keys(want)))
}

// TestShippedTemplates renders the templates of the documentation with hostile
// texts in every field.
func TestShippedTemplates(t *testing.T) {
	paths, err := filepath.Glob("../../../docs/templates/*.tmpl")
	if err != nil || len(paths) < 2 {
		t.Fatalf("got %v, %v, want the templates of the documentation", paths, err)
	}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := Parse(path, string(source))
		if err != nil {
			t.Fatal(err)
		}
		benign := reporttest.Result()
		for _, payload := range append(reporttest.Payloads(), "") {
			r := reporttest.Result()
			for _, field := range reporttest.Fields(&r) {
				if !field.Vocabulary && payload != "" {
					field.Set(payload)
				}
			}
			var out bytes.Buffer
			if err := parsed.Render(&out, r); err != nil {
				t.Fatalf("%s: %.40q: %v", path, payload, err)
			}
			if strings.ContainsAny(out.String(), "\x1b\x00\r\u202e\u2028") || strings.Contains(out.String(), "##[") || strings.Contains(out.String(), "<no value>") {
				t.Errorf("%s: %.40q: got %q", path, payload, out.String())
			}
			if strings.HasSuffix(path, ".csv.tmpl") {
				rows, err := csv.NewReader(&out).ReadAll()
				if err != nil || len(rows) != 1+len(benign.Devices) {
					t.Errorf("%s: %.40q: got %d rows, %v", path, payload, len(rows), err)
				}
			}
		}
	}
}
