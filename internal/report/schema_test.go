package report

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
)

const schemaDir = "../../docs/schema"

func compile(t *testing.T, id string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, name := range []string{"result", "device"} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, filepath.Join(schemaDir, name+".schema.json"))))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("urn:camorigin:schema:"+name+":v1", document); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile("urn:camorigin:schema:" + id + ":v1")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, data []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}

func TestResultsFollowTheSchema(t *testing.T) {
	schema := compile(t, "result")
	for name, r := range map[string]model.Result{"full": reporttest.Result(), "empty": reporttest.Empty()} {
		t.Run(name, func(t *testing.T) {
			if err := validate(t, schema, write(t, "json", r, Options{})); err != nil {
				t.Error(err)
			}
		})
	}
	line := compile(t, "device")
	for data := range bytes.Lines(write(t, "jsonl", reporttest.Result(), Options{})) {
		if err := validate(t, line, data); err != nil {
			t.Error(err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compile(t, "result")
	tests := map[string]func(*model.Result){
		"other_schema":    func(r *model.Result) { r.Schema = "camorigin.result/v2" },
		"unknown_verdict": func(r *model.Result) { r.Devices[0].Maker.Verdict = "certain" },
		"confidence_2":    func(r *model.Result) { r.Devices[0].Brand.Confidence = 2 },
		"country_name":    func(r *model.Result) { r.Devices[0].Maker.Country = "China" },
		"unknown_kind":    func(r *model.Result) { r.Others[0].Kind = "toaster" },
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			r := reporttest.Result()
			spoil(&r)
			if err := validate(t, schema, write(t, "json", r, Options{})); err == nil {
				t.Error("got no error, want one")
			}
		})
	}
}

// TestSchemaNamesEveryKey walks the model and the schema side by side: a field
// that is added to one and not to the other fails here.
func TestSchemaNamesEveryKey(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal([]byte(read(t, filepath.Join(schemaDir, "result.schema.json"))), &root); err != nil {
		t.Fatal(err)
	}
	walkSchema(t, root, root, reflect.TypeFor[model.Result](), "result")
}

func walkSchema(t *testing.T, root, node map[string]any, typ reflect.Type, path string) {
	for {
		if ref, ok := node["$ref"].(string); ok {
			node = root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		}
		switch {
		case typ.Kind() == reflect.Pointer:
			typ = typ.Elem()
		case typ.Kind() == reflect.Slice && node["type"] == "array":
			typ, node = typ.Elem(), node["items"].(map[string]any)
		case typ.Kind() == reflect.Struct && typ != reflect.TypeFor[time.Time]() && typ != reflect.TypeFor[model.Evidence]():
			walkStruct(t, root, node, typ, path)
			return
		default:
			return
		}
	}
}

func walkStruct(t *testing.T, root, node map[string]any, typ reflect.Type, path string) {
	properties, _ := node["properties"].(map[string]any)
	keys := 0
	for field := range fields(typ) {
		key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		property, ok := properties[key].(map[string]any)
		if !ok {
			t.Errorf("%s.%s is not in the schema", path, key)
			continue
		}
		keys++
		if required := contains(node["required"], key); required == strings.Contains(options, "omitempty") {
			t.Errorf("%s.%s: got required %v for options %q", path, key, required, options)
		}
		walkSchema(t, root, property, field.Type, path+"."+key)
	}
	if keys != len(properties) {
		t.Errorf("%s: got %d keys in the schema, want %d", path, len(properties), keys)
	}
}

// fields yields the fields of a struct, those of embedded structs as its own.
func fields(typ reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range typ.NumField() {
			field := typ.Field(i)
			if field.Anonymous {
				for inner := range fields(field.Type) {
					if !yield(inner) {
						return
					}
				}
				continue
			}
			if !yield(field) {
				return
			}
		}
	}
}

func contains(list any, key string) bool {
	items, _ := list.([]any)
	for _, item := range items {
		if item == key {
			return true
		}
	}
	return false
}
