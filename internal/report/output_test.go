package report

import (
	"strings"
	"testing"
)

func TestParseOutput(t *testing.T) {
	tests := map[string]struct {
		in      string
		want    Output
		wantErr string
	}{
		"stdout":              {in: "-", want: Output{"", "-"}},
		"by_extension":        {in: "report.html", want: Output{"html", "report.html"}},
		"by_last_extension":   {in: "out/a.b.jsonl", want: Output{"jsonl", "out/a.b.jsonl"}},
		"two_extensions":      {in: "out/r.cdx.json", want: Output{"cyclonedx", "out/r.cdx.json"}},
		"workbook":            {in: "r.xlsx", want: Output{"xlsx", "r.xlsx"}},
		"pipeline":            {in: "r.xml", want: Output{"junit", "r.xml"}},
		"upper_case":          {in: "REPORT.CSV", want: Output{"csv", "REPORT.CSV"}},
		"markdown":            {in: "r.md", want: Output{"markdown", "r.md"}},
		"named":               {in: "html=report", want: Output{"html", "report"}},
		"named_over_ext":      {in: "json=report.html", want: Output{"json", "report.html"}},
		"named_stdout":        {in: "csv=-", want: Output{"csv", "-"}},
		"named_in_capitals":   {in: "HTML=x", want: Output{"html", "x"}},
		"equals_in_path":      {in: "html=a=b", want: Output{"html", "a=b"}},
		"equals_in_directory": {in: "./a=b/r.html", want: Output{"html", "./a=b/r.html"}},
		"unknown_format":      {in: "pdf=r.pdf", wantErr: `unknown report format "pdf" (known: ` + knownNames() + `)`},
		"unknown_extension":   {in: "r.doc", wantErr: knownExtensions()},
		"no_extension":        {in: "report", wantErr: "-o FORMAT=FILE"},
		"no_file":             {in: "html=", wantErr: "names no file"},
		"empty":               {in: "", wantErr: "names no file"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := ParseOutput(tt.in)
			if tt.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), tt.wantErr) {
					t.Errorf("got %v, want an error with %q", err, tt.wantErr)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("got %v, %v, want %v", got, err, tt.want)
			}
		})
	}
}

func TestFormatsAreDistinct(t *testing.T) {
	names, extensions := map[string]bool{}, map[string]string{}
	for _, f := range Formats() {
		if names[f.Name] || !formatPrefix.MatchString(f.Name) {
			t.Errorf("got format name %q twice or not a word", f.Name)
		}
		names[f.Name] = true
		for _, e := range f.Extensions {
			if other, taken := extensions[e]; taken || !strings.HasPrefix(e, ".") || e != strings.ToLower(e) {
				t.Errorf("got extension %q of %s, which is taken by %q or malformed", e, f.Name, other)
			}
			extensions[e] = f.Name
		}
	}
}
