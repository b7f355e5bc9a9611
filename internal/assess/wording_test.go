package assess_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/model"
)

// Words that accuse or absolve. Nothing that is printed uses them.
func forbidden() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(spy|spies|spying|illegal|unlawful|safe|backdoor|not chinese|trustworthy|clean|threatening)\b`)
}

func TestNoTextAccusesOrAbsolves(t *testing.T) {
	words := forbidden()
	for _, c := range assess.Checks(english(t)) {
		if m := words.FindString(c.Title + " " + c.Text + " " + c.Next); m != "" {
			t.Errorf("check %s says %q", c.ID, m)
		}
	}
	for _, pattern := range []string{"makers/*.yaml", "policies/*.yaml", "lists.yaml", "platforms.yaml", "vulnerabilities.yaml"} {
		names, err := fs.Glob(fingerprints.FS, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", pattern, names, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(fingerprints.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			if m := words.FindString(string(data)); m != "" {
				t.Errorf("%s says %q", name, m)
			}
		}
	}
}

func TestEveryFindingIsWhole(t *testing.T) {
	in := input(t, "default")
	for _, b := range in.KB.Brands() {
		for _, verdict := range []model.Verdict{model.VerdictConfirmed, model.VerdictPossible} {
			d := assess.Device(camera("", b.ID, "", verdict), nil, in)
			for _, f := range d.Findings {
				if f.Title == "" || f.Text == "" || f.Next == "" || f.Fingerprint == "" || strings.Contains(f.Title+f.Text, "{") || strings.Contains(f.Text, "%!") {
					t.Errorf("brand %s: finding %+v is not whole", b.ID, f)
				}
				if strings.HasPrefix(f.Check, "policy/") && len(f.Claims) == 0 {
					t.Errorf("brand %s: finding %s says something about a company without claims", b.ID, f.Check)
				}
			}
			for _, f := range d.Flagged {
				if !in.KB.Confirmed(f.Claims) {
					t.Errorf("brand %s is flagged without a confirmed claim", b.ID)
				}
			}
		}
	}
}

func TestCheckIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range assess.Checks(english(t)) {
		if seen[c.ID] || c.Severity.Rank() < 0 {
			t.Errorf("check %q stands twice or has no severity", c.ID)
		}
		seen[c.ID] = true
	}
}
