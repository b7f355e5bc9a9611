package arch

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// may says which of our packages each package may import. A package that is
// not listed here has no room in the house yet.
var may = map[string][]string{
	"cmd/camorigin":        {"internal/cli"},
	"fingerprints":         {},
	"internal/model":       {},
	"internal/safetext":    {},
	"internal/strictyaml":  {},
	"internal/i18n":        {},
	"internal/arch":        {},
	"internal/wording":     {},
	"internal/target":      {"internal/model"},
	"internal/netx":        {"internal/model", "internal/target"},
	"internal/wire/*":      {"internal/wire/*"},
	"internal/sweep":       {"internal/netx", "internal/target", "internal/model"},
	"internal/probe":       {"internal/wire/*", "internal/netx", "internal/model", "internal/probe/*"},
	"internal/probe/*":     {"internal/wire/*", "internal/netx", "internal/model", "internal/probe/*"},
	"internal/evidence":    {"internal/wire/*", "internal/model"},
	"internal/rules":       {"internal/model", "internal/strictyaml"},
	"internal/identify":    {"internal/model"},
	"internal/origin":      {"internal/model", "internal/strictyaml", "internal/origin/*"},
	"internal/origin/*":    {"internal/model", "internal/strictyaml"},
	"internal/firmware":    {},
	"internal/author":      {"internal/model", "internal/rules", "internal/origin", "internal/strictyaml"},
	"internal/calibrate":   {"internal/model", "internal/evidence", "internal/judge", "internal/origin"},
	"internal/vuln":        {"internal/model", "internal/i18n", "internal/origin", "internal/firmware", "internal/strictyaml"},
	"internal/assess":      {"internal/model", "internal/i18n", "internal/origin", "internal/vuln", "internal/firmware", "internal/safetext", "internal/strictyaml"},
	"internal/decisions":   {"internal/model", "internal/i18n", "internal/assess", "internal/strictyaml"},
	"internal/cost":        {"internal/model", "internal/i18n", "internal/firmware", "internal/strictyaml"},
	"internal/inventory":   {"internal/model"},
	"internal/inventory/*": {"internal/model", "internal/safetext", "internal/inventory"},
	"internal/judge":       {"internal/model", "internal/i18n", "internal/evidence", "internal/rules", "internal/identify", "internal/origin", "internal/origin/*", "internal/vuln", "internal/assess", "internal/decisions", "internal/cost", "fingerprints"},
	"internal/explain":     {"internal/model", "internal/i18n", "internal/safetext", "internal/rules", "internal/origin", "internal/origin/*", "internal/vuln", "internal/assess"},
	"internal/scan":        {"internal/model", "internal/target", "internal/netx", "internal/sweep"},
	"internal/report":      {"internal/model", "internal/safetext", "internal/i18n", "internal/report/*"},
	"internal/report/*":    {"internal/model", "internal/safetext", "internal/i18n", "internal/report/*"},
	"internal/lab":         {"internal/model", "internal/wire/*", "internal/strictyaml"},
	"internal/lab/*":       {"internal/model", "internal/wire/*", "internal/strictyaml", "internal/lab"},
	"internal/config":      {"internal/model", "internal/strictyaml"},
	"internal/ui":          {"internal/model", "internal/safetext"},
	"internal/redact":      {"internal/model", "internal/evidence", "internal/wire/*"},
	"internal/bundle":      {"internal/model"},
	"internal/cli":         {"internal/*", "fingerprints"},
	"internal/integration": {"internal/*"},
}

// only says which packages may import a package from outside, by prefix.
var only = map[string][]string{
	"github.com/spf13/cobra":               {"internal/cli"},
	"github.com/projectdiscovery/gologger": {"internal/ui"},
	"gopkg.in/yaml.v3":                     {"internal/strictyaml"},
	"github.com/jedib0t/go-pretty":         {"internal/report", "internal/report/*", "internal/ui", "internal/cli"},
	"golang.org/x/term":                    {"internal/ui"},
	"github.com/nicksnyder/go-i18n":        {"internal/i18n"},
	"github.com/xuri/excelize":             {"internal/report/xlsx"},
	"github.com/CycloneDX/cyclonedx-go":    {"internal/report/cyclonedx"},
	"github.com/owenrumney/go-sarif":       {}, // reads reports in tests
	"crypto/tls":                           {"internal/netx", "internal/lab", "internal/lab/*", "internal/probe/*"},
	"net/http":                             {"internal/lab", "internal/lab/*"},
}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestImportDirections(t *testing.T) {
	for _, pkg := range list(t) {
		name := strings.TrimPrefix(pkg.ImportPath, "camorigin/")
		allowed, ok := rule(name)
		if !ok {
			t.Errorf("%s has no line in the table of import directions", name)
			continue
		}
		for _, imported := range pkg.Imports {
			own, isOurs := strings.CutPrefix(imported, "camorigin/")
			if isOurs && !matchesAny(own, allowed) {
				t.Errorf("%s imports %s, which its line does not allow", name, own)
			}
			for prefix, importers := range only {
				if hasPathPrefix(imported, prefix) && !matchesAny(name, importers) {
					t.Errorf("%s imports %s, which only %v may", name, imported, importers)
				}
			}
		}
	}
}

func rule(name string) ([]string, bool) {
	if allowed, ok := may[name]; ok {
		return allowed, true
	}
	for pattern, allowed := range may {
		if matches(name, pattern) {
			return allowed, true
		}
	}
	return nil, false
}

func matchesAny(name string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(name, p) })
}

func matches(name, pattern string) bool {
	prefix, wild := strings.CutSuffix(pattern, "*")
	return name == pattern || wild && strings.HasPrefix(name, prefix)
}

func hasPathPrefix(path, prefix string) bool {
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "camorigin/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var pkg listed
		if err := dec.Decode(&pkg); err != nil {
			t.Fatalf("go list output: %v", err)
		}
		pkgs = append(pkgs, pkg)
	}
	if len(pkgs) < 15 {
		t.Fatalf("go list found %d packages, want the whole module", len(pkgs))
	}
	return pkgs
}
