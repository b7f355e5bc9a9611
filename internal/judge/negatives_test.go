package judge_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/evidence"
	"camorigin/internal/model"
)

// negative is a device that must not be taken for what it is not; see
// testdata/negatives/README.md.
type negative struct {
	Name      string            `json:"name"`
	Why       string            `json:"why"`
	Kind      model.Kind        `json:"kind"`
	MayWatch  bool              `json:"may_watch"`
	Makers    []string          `json:"makers"`
	Unnamed   bool              `json:"unnamed"`
	NotMakers []string          `json:"not_makers"`
	Evidence  []json.RawMessage `json:"evidence"`
}

const minNegatives = 80

func TestNegativesAreNotAccused(t *testing.T) {
	j := embeddedJudge(t)
	files, err := filepath.Glob("../../testdata/negatives/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, file := range files {
		group := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		for _, n := range readNegatives(t, file) {
			total++
			t.Run(group+"/"+n.Name, func(t *testing.T) {
				n.check(t, j.Device("192.0.2.1", "", n.read(t)))
			})
		}
	}
	if total < minNegatives {
		t.Errorf("got %d negatives, want %d or more", total, minNegatives)
	}
}

func readNegatives(t *testing.T, file string) []negative {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []negative
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var n negative
		decoder := json.NewDecoder(strings.NewReader(lines.Text()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&n); err != nil {
			t.Fatalf("%s: line %d: %v", file, len(list)+1, err)
		}
		list = append(list, n)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// read returns the evidence as any file of evidence is read.
func (n negative) read(t *testing.T) []model.Evidence {
	t.Helper()
	var text strings.Builder
	for _, line := range n.Evidence {
		text.WriteString(`{"host":"192.0.2.1",` + strings.TrimPrefix(string(line), "{") + "\n")
	}
	var list []model.Evidence
	for e, err := range evidence.Read(strings.NewReader(text.String()), n.Name) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

func (n negative) check(t *testing.T, d model.Device) {
	t.Helper()
	if d.Surveillance && !n.MayWatch {
		t.Errorf("got kind %s, want no surveillance equipment: %s%s", d.Kind, n.Why, reasons(d))
	}
	if n.Kind != "" && d.Kind != n.Kind {
		t.Errorf("got kind %s, want %s: %s%s", d.Kind, n.Kind, n.Why, reasons(d))
	}
	for _, s := range namesOf(d) {
		if !n.allows(s) {
			t.Errorf("got %s (%s), want another name or none: %s%s", s.ID, s.Verdict, n.Why, reasons(d))
		}
	}
}

// allows reports whether the name may be given.
func (n negative) allows(s model.Statement) bool {
	switch {
	case s.ID == "":
		return true
	case slices.Contains(n.NotMakers, s.ID):
		return false
	case n.Unnamed:
		return !s.Verdict.Sure()
	}
	return len(n.NotMakers) > 0 || slices.Contains(n.Makers, s.ID)
}

func namesOf(d model.Device) []model.Statement {
	var list []model.Statement
	if d.Maker != nil {
		list = append(list, d.Maker.Statement)
	}
	if d.Brand != nil {
		list = append(list, *d.Brand)
	}
	return list
}

func reasons(d model.Device) string {
	var text strings.Builder
	for _, b := range d.Because {
		text.WriteString("\n\t" + b.Rule + " on " + b.Field)
	}
	return text.String()
}
