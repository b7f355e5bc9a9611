package origin_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"camorigin/internal/origin"
)

const soundClaims = `claims:
  - {id: c, text: T, source: {url: "https://example.org/a", publisher: P, date: "2026"}, checked: "2026-01-01", confirmed: true}
  - {id: u, text: T, source: {publisher: P}, checked: "2026-01-01", confirmed: false}
`

// with is sound data with one company file changed and one added.
func with(company, lists string) fstest.MapFS {
	if lists == "" {
		lists = "lists: []\n"
	}
	return fstest.MapFS{
		"makers/base.yaml": {Data: []byte("id: base\nname: Base\nrole: maker\nheadquarters: {country: SE, claims: [c, u]}\n" + soundClaims)},
		"makers/own.yaml":  {Data: []byte(company)},
		"lists.yaml":       {Data: []byte(lists)},
		"platforms.yaml":   {Data: []byte("platforms: []\n")},
		"modules.yaml":     {Data: []byte("registrants: []\n")},
	}
}

func TestSoundDataLoads(t *testing.T) {
	if _, err := origin.Load(with("id: own\nname: Own\nrole: maker\n", "")); err != nil {
		t.Fatalf("Load: %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	const own = "id: own\nname: Own\nrole: maker\n"
	for _, c := range []struct{ name, company, lists, want string }{
		{"claim_without_source", own + "headquarters: {country: SE, claims: [x]}\nclaims:\n  - {id: x, text: T, source: {publisher: P, date: \"2026\"}, checked: \"2026\", confirmed: true}\n", "", "https address"},
		{"claim_without_publisher", own + "headquarters: {country: SE, claims: [x]}\nclaims:\n  - {id: x, text: T, source: {url: \"https://a.b/c\", date: \"2026\"}, checked: \"2026\", confirmed: true}\n", "", "publisher"},
		{"claim_without_date", own + "headquarters: {country: SE, claims: [x]}\nclaims:\n  - {id: x, text: T, source: {url: \"https://a.b/c\", publisher: P}, checked: \"2026\", confirmed: true}\n", "", "date of its source"},
		{"claim_not_checked", own + "headquarters: {country: SE, claims: [x]}\nclaims:\n  - {id: x, text: T, source: {url: \"https://a.b/c\", publisher: P, date: \"2026\"}, confirmed: true}\n", "", "checked"},
		{"claim_unused", own + "claims:\n  - {id: x, text: T, source: {url: \"https://a.b/c\", publisher: P, date: \"2026\"}, checked: \"2026\", confirmed: true}\n", "", "nothing rests on it"},
		{"claim_twice", own + "headquarters: {country: SE, claims: [c]}\n" + soundClaims, "", "stands twice"},
		{"claim_unknown", own + "headquarters: {country: SE, claims: [nothing]}\n", "", `"nothing" does not exist`},
		{"no_claim", own + "headquarters: {country: SE, claims: []}\n", "", "rests on no claim"},
		{"edge_to_nobody", own + "control:\n  - {by: nobody, kind: ownership, status: sourced, claims: [c]}\n", "", `"nobody" does not exist`},
		{"edge_sourced_on_nothing_confirmed", own + "control:\n  - {by: base, kind: ownership, status: sourced, claims: [u]}\n", "", "no confirmed claim"},
		{"edge_ends_before_it_begins", own + "control:\n  - {by: base, kind: ownership, status: sourced, since: \"2020\", until: \"2019\", claims: [c]}\n", "", "before it begins"},
		{"owner_without_country", own + "control:\n  - {owner: Fund, kind: ownership, status: sourced, claims: [c]}\n", "", "needs countries"},
		{"unknown_country", own + "headquarters: {country: XX, claims: [c]}\n", "", `unknown country "XX"`},
		{"lower_case_country", own + "headquarters: {country: se, claims: [c]}\n", "", `unknown country "se"`},
		{"alias_of_another", own + "aliases: [\"BASE Ltd.\"]\n", "", `belongs to "base"`},
		{"brand_twice", own + "brands:\n  - {id: b, name: B, claims: [c]}\n  - {id: d, name: \"b!\", claims: [c]}\n", "", `belongs to "b"`},
		{"supplier_unknown", own + "brands:\n  - {id: b, name: B, claims: [c], suppliers: [{maker: nobody, relation: oem-some, claims: [c]}]}\n", "", `"nobody" does not exist`},
		{"supplier_is_owner", own + "brands:\n  - {id: b, name: B, claims: [c], suppliers: [{maker: own, relation: oem-some, claims: [c]}]}\n", "", "another company"},
		{"relation_unknown", own + "brands:\n  - {id: b, name: B, claims: [c], suppliers: [{maker: base, relation: oem, claims: [c]}]}\n", "", `unknown relation "oem"`},
		{"id_with_capitals", "id: Own\nname: Own\nrole: maker\n", "", "lower-case"},
		{"id_taken", "id: base\nname: Own\nrole: maker\n", "", "already"},
		{"role_unknown", "id: own\nname: Own\nrole: factory\n", "", "role is"},
		{"key_unknown", own + "countri: SE\n", "", "countri"},
		{"list_binds_nobody", own, "lists:\n  - {id: l, title: L, jurisdiction: US, kind: statute, scope: s, status: in-force, legal_ref: R, url: \"\", claims: [c]}\n", "whom it binds"},
		{"list_of_nobody", own, "lists:\n  - {id: l, title: L, jurisdiction: US, kind: statute, scope: s, status: in-force, binds: all, legal_ref: R, url: \"\", claims: [c], entities: [{company: nobody, claims: [c]}]}\n", `"nobody" does not exist`},
		{"alias_bomb", "id: own\nname: &a [x]\nrole: *a\n", "", "own.yaml:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := origin.Load(with(c.company, c.lists))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Load = %v, want an error with %q", err, c.want)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("id: own\nname: Own\nrole: maker\n"))
	f.Add([]byte("id: own\nname: Own\nrole: maker\ncontrol:\n  - {by: own, kind: ownership, status: sourced, claims: [c]}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if kb, err := origin.Load(with(string(data), "")); err == nil {
			kb.ControlOf("own", today)
			kb.Listings("own", today)
		}
	})
}
