package sarif_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	library "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
	"camorigin/internal/report/sarif"
)

// officialSchema returns the schema that OASIS publishes, which the library
// has in its source and checks reports by.
func officialSchema(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3").Output()
	if err != nil {
		t.Fatalf("find the library: %v", err)
	}
	source := filepath.Join(strings.TrimSpace(string(dir)), "pkg", "report", "v210", "sarif", "schema.go")
	file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if s, err := strconv.Unquote(literal.Value); err == nil {
				text += s
			}
		}
		return true
	})
	if !strings.Contains(text, "docs.oasis-open.org/sarif/sarif/v2.1.0") {
		t.Fatalf("got no schema of SARIF 2.1.0 in %s", source)
	}
	return text
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(officialSchema(t)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
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

func render(t *testing.T, r model.Result, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sarif.Render(&b, r, sarif.Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func hostile() model.Result {
	r := reporttest.Result()
	for _, f := range reporttest.Fields(&r) {
		f.Set(reporttest.Sink)
	}
	return r
}

func TestReportsFollowTheOfficialSchema(t *testing.T) {
	schema := compile(t)
	results := map[string]model.Result{"full": reporttest.Result(), "empty": reporttest.Empty(), "nothing": {}, "hostile": hostile(), "too_many": many(sarif.MaxResults + 1)}
	for name, r := range results {
		for _, lang := range []string{"en", "da"} {
			if err := validate(t, schema, render(t, r, lang)); err != nil {
				t.Errorf("%s in %s: %v", name, lang, err)
			}
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compile(t)
	data := render(t, reporttest.Result(), "en")
	for from, to := range map[string]string{`"level": "error"`: `"level": "fatal"`, `"startLine": 1`: `"startLine": 0`, `"locations"`: `"places"`} {
		if err := validate(t, schema, bytes.Replace(data, []byte(from), []byte(to), 1)); err == nil {
			t.Errorf("got no error with %s in place of %s", to, from)
		}
	}
}

func TestTheCommonLibraryReadsReports(t *testing.T) {
	decoder := json.NewDecoder(bytes.NewReader(render(t, reporttest.Result(), "en")))
	decoder.DisallowUnknownFields()
	var report library.Report
	if err := decoder.Decode(&report); err != nil {
		t.Fatal(err)
	}
	if got := len(report.Runs[0].Results); got != 8 {
		t.Errorf("got %d results, want 8", got)
	}
}
