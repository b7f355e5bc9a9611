package author

import (
	"os"
	"strings"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
)

const coverageFile = "../../docs/COVERAGE.md"

func embedded(t *testing.T) (*rules.Set, *origin.KB) {
	t.Helper()
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.LoadSources(kb, rules.Embedded(fingerprints.FS))
	if err != nil {
		t.Fatal(err)
	}
	return set, kb
}

func TestCoveragePageIsUpToDate(t *testing.T) {
	set, kb := embedded(t)
	var want strings.Builder
	if err := Coverage(&want, set, kb); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(coverageFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want.String() {
		t.Error("docs/COVERAGE.md is not what the rules give: run make generate")
	}
}

func TestCoverage(t *testing.T) {
	_, kb := embedded(t)
	const text = `
- {id: one, field: http.title, match: Axistitle, says: {maker: axis, kind: camera}, certainty: 0.8, source: of 2026,
   examples: [{http.title: Axistitle, want: {maker: axis, kind: camera}}]}
- {id: two, field: sadp.DeviceDescription, match: 'Says (\w+) (\w+)', says: {maker: $1, model: $2}, certainty: 0.8, source: of 2026,
   examples: [{sadp.DeviceDescription: Says Bosch B1, want: {maker: bosch, model: B1}}, {sadp.DeviceDescription: Says Axis A1, want: {maker: axis, model: A1}}]}
- {id: three, field: ftp.banner, match: Annkebanner, says: {brand: annke, firmware: '1.2'}, certainty: 0.8, source: of 2026,
   examples: [{ftp.banner: Annkebanner, want: {brand: annke, firmware: '1.2'}}]}
- {id: four, field: mac.company, match: Hikvision, says: {maker: hikvision}, certainty: 0.4, source: of 2026,
   examples: [{mac.company: Hikvision, want: {maker: hikvision}}]}
- {id: five, field: http.body, match: printer, says: {kind: other}, certainty: 0.8, source: of 2026,
   examples: [{http.body: printer, want: {kind: other}}]}
`
	var page strings.Builder
	if err := Coverage(&page, load(t, text, kb), kb); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"5 rules name 3 makers (1 of them by the prefix of a MAC address alone), 1 brands and 0 platforms;\n1 name none",
		"| Axis (`axis`) | 2 | 1 |  |  |  | 1 |  |  |  | yes |  |  | http.title, sadp.DeviceDescription |",
		"| Bosch (`bosch`) | 1 |  |  |  |  | 1 |  |  |  | yes |  |  | sadp.DeviceDescription |",
		"| Annke (`annke`) | 1 |  |  |  |  |  |  | 1 |  |  | yes |  | ftp.banner |",
		"alone\n\n1: `hikvision`.",
		"`dahua`, ",
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page has no %q:\n%s", want, page.String())
		}
	}
}
