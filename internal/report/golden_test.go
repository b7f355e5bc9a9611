package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	tests := []struct {
		file   string
		format string
		result model.Result
		o      Options
	}{
		{"result.json", "json", reporttest.Result(), Options{}},
		{"empty.json", "json", reporttest.Empty(), Options{}},
		{"result.jsonl", "jsonl", reporttest.Result(), Options{}},
		{"result.csv", "csv", reporttest.Result(), Options{}},
		{"result.md", "markdown", reporttest.Result(), Options{}},
		{"empty.md", "markdown", reporttest.Empty(), Options{}},
		{"table-80.txt", "table", reporttest.Result(), Options{Width: 80}},
		{"table-160.txt", "table", reporttest.Result(), Options{Width: 160}},
		{"table-colour.txt", "table", reporttest.Result(), Options{Width: 120, Color: true}},
		{"table-empty.txt", "table", reporttest.Empty(), Options{}},
		{"result.html", "html", reporttest.Result(), Options{}},
		{"empty.html", "html", reporttest.Empty(), Options{}},
		{"result.sarif", "sarif", reporttest.Result(), Options{}},
		{"empty.sarif", "sarif", reporttest.Empty(), Options{}},
		{"result.xml", "junit", reporttest.Result(), Options{}},
		{"result-da.xml", "junit", reporttest.Result(), Options{Lang: "da"}},
		{"result.cdx.json", "cyclonedx", reporttest.Result(), Options{}},
		{"empty.xml", "junit", reporttest.Empty(), Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := write(t, tt.format, tt.result, tt.o)
			path := filepath.Join("testdata", tt.file)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("differs from %s (-want +got); -update writes it anew:\n%s", path, diff)
			}
		})
	}
}

func write(t *testing.T, format string, r model.Result, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteRefuses(t *testing.T) {
	tests := map[string]struct {
		format string
		o      Options
		want   string
	}{
		"unknown_format":   {"pdf", Options{}, `unknown report format "pdf" (known: ` + knownNames() + `)`},
		"unknown_language": {"html", Options{Lang: "tlh"}, `write html report: no report language "tlh" (known: en, da)`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			err := Write(&bytes.Buffer{}, tt.format, model.Result{}, tt.o)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
