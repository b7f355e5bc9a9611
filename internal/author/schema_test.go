package author

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"camorigin/fingerprints"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
	"camorigin/internal/strictyaml"
)

// The schemas are for the editors of people who write rules and companies. What
// holds the data together is the linters; here it is held that the schemas do
// not refuse what is good, and know what the format knows.

func schemaFile(t *testing.T, name string) any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "schema", name+".schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func compileSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	url := "urn:camorigin:schema:" + name + ":v1"
	if err := c.AddResource(url, schemaFile(t, name)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestEmbeddedFilesFollowTheSchemas(t *testing.T) {
	for _, dir := range []string{"rules", "makers"} {
		schema := compileSchema(t, dir)
		names, err := strictyaml.Files(fingerprints.FS, dir)
		if err != nil || len(names) == 0 {
			t.Fatalf("%d files in %s: %v", len(names), dir, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(fingerprints.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			document, err := strictyaml.Generic(name, data)
			if err != nil {
				t.Error(err)
				continue
			}
			if err := schema.Validate(document); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestSchemasRefuse(t *testing.T) {
	const rule = "id: a, field: http.body, match: acme, says: {maker: acme}, certainty: 0.5, source: of 2026, examples: [{http.body: acme, want: {maker: acme}}]"
	const company = "id: acme, name: Acme, role: maker"
	tests := map[string]struct{ schema, good, change, to string }{
		"unknown_key":      {"rules", rule, "id: a,", "id: a, tags: x,"},
		"unknown_field":    {"rules", rule, "field: http.body", "field: http.bodies"},
		"vendor_key":       {"rules", rule, "field: http.body", "field: sadp."},
		"capital_id":       {"rules", rule, "id: a,", "id: A,"},
		"certain":          {"rules", rule, "0.5", "1"},
		"says_nothing":     {"rules", rule, "says: {maker: acme}", "says: {}"},
		"kind":             {"rules", rule, "says: {maker: acme}", "says: {kind: toaster}"},
		"no_example":       {"rules", rule, "examples: [{http.body: acme, want: {maker: acme}}]", "examples: []"},
		"example_no_want":  {"rules", rule, "http.body: acme, want: {maker: acme}", "http.body: acme"},
		"three_conditions": {"rules", rule, "id: a,", "id: a, with: [{field: http.body, match: a}, {field: http.body, match: b}, {field: http.body, match: c}],"},
		"role":             {"makers", company, "role: maker", "role: factory"},
		"country":          {"makers", company, "role: maker", "role: maker, headquarters: {country: China, claims: [a]}"},
		"edge_of_nobody":   {"makers", company, "role: maker", "role: maker, control: [{kind: state, status: sourced, claims: [a]}]"},
		"claim_no_source":  {"makers", company, "role: maker", "role: maker, claims: [{id: a, text: b, checked: '2026', confirmed: true}]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			schema := compileSchema(t, test.schema)
			validate := func(text string) error {
				text = "{" + text + "}"
				if test.schema == "rules" {
					text = "- " + text
				}
				document, err := strictyaml.Generic("test.yaml", []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				return schema.Validate(document)
			}
			if err := validate(test.good); err != nil {
				t.Errorf("the good one is refused: %v", err)
			}
			if err := validate(strings.Replace(test.good, test.change, test.to, 1)); err == nil {
				t.Errorf("%s is accepted", test.to)
			}
		})
	}
}

// at walks into a document.
func at(t *testing.T, document any, path ...string) any {
	t.Helper()
	for _, key := range path {
		mapping, ok := document.(map[string]any)
		if !ok || mapping[key] == nil {
			t.Fatalf("the schema has no %s", strings.Join(path, "."))
		}
		document = mapping[key]
	}
	return document
}

func TestSchemasKnowEveryKey(t *testing.T) {
	for _, c := range []struct {
		schema, def string
		form        reflect.Type
	}{
		{"rules", "rule", reflect.TypeFor[rules.Rule]()},
		{"rules", "condition", reflect.TypeFor[rules.Condition]()},
		{"rules", "says", reflect.TypeFor[model.Says]()},
		{"makers", "company", reflect.TypeFor[origin.Company]()},
		{"makers", "edge", reflect.TypeFor[origin.Edge]()},
		{"makers", "brand", reflect.TypeFor[origin.Brand]()},
		{"makers", "supply", reflect.TypeFor[origin.Supply]()},
		{"makers", "claim", reflect.TypeFor[origin.Claim]()},
	} {
		var want []string
		for field := range c.form.Fields() {
			key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
			if key != "" && key != "-" {
				want = append(want, key)
			}
		}
		var got []string
		for key := range at(t, schemaFile(t, c.schema), "$defs", c.def, "properties").(map[string]any) {
			got = append(got, key)
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("keys of %s: -in the program +in the schema\n%s", c.def, diff)
		}
	}
}

func TestSchemaKnowsEveryField(t *testing.T) {
	schema := schemaFile(t, "rules")
	alternatives := at(t, schema, "$defs", "field", "anyOf").([]any)
	var got []string
	for _, name := range at(t, alternatives[0], "enum").([]any) {
		got = append(got, name.(string))
	}
	if diff := cmp.Diff(rules.Fields(), got); diff != "" {
		t.Errorf("fields: -in the program +in the schema\n%s", diff)
	}
	pattern := at(t, alternatives[1], "pattern").(string)
	if want := "^(" + strings.Join(rules.VendorProtocols(), "|") + `)\.`; !strings.HasPrefix(pattern, want) {
		t.Errorf("vendors' fields: got %s, want a pattern that begins with %s", pattern, want)
	}
	var kinds []model.Kind
	for _, kind := range at(t, schema, "$defs", "says", "properties", "kind", "enum").([]any) {
		kinds = append(kinds, model.Kind(kind.(string)))
	}
	if diff := cmp.Diff(model.Kinds(), kinds); diff != "" {
		t.Errorf("kinds: -in the program +in the schema\n%s", diff)
	}
}
