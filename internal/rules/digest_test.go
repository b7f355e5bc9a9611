package rules

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"camorigin/fingerprints"
	"camorigin/internal/model"
)

const digestRules = `
- id: acme-realm
  field: http.realm
  match: '(?i)^acme-(cam|dvr)-([0-9a-z]{3,9})$'
  with: [{field: http.server, match: '^(web|Webs)$'}]
  unless: [{field: http.body, match: 'HB-DVR'}]
  says: {kind: camera, model: $2}
  certainty: 0.8
  source: seen on our own device, 2026-11-24
  examples: [{http.realm: acme-cam-x100, http.server: web, want: {kind: camera, model: x100}}]
  not: [{http.realm: acme-cam-x100}]
`

func digestSource(t *testing.T, text string) Source {
	t.Helper()
	files := fstest.MapFS{"rules/acme.yaml": {Data: []byte(digestRules)}}
	data, err := Digest(Embedded(files))
	if err != nil {
		t.Fatal(err)
	}
	files[DigestName] = &fstest.MapFile{Data: data}
	files["rules/acme.yaml"] = &fstest.MapFile{Data: []byte(text)}
	source := Embedded(files)
	source.Digest = DigestName
	return source
}

func TestDigestGivesTheSameRules(t *testing.T) {
	source := digestSource(t, digestRules)
	quick, ok := readDigest(source)
	if !ok {
		t.Fatal("the digest does not fit the files that it was made from")
	}
	whole, problems := read(source)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	answer := model.Answer{Facts: []model.Fact{{Field: "http.realm", Value: "Acme-DVR-9000"}, {Field: "http.server", Value: "Webs"}}}
	var got, want []model.Match
	for to, list := range map[*[]model.Match][]*compiled{&got: quick, &want: whole} {
		set, err := assemble(list, nil)
		if err != nil {
			t.Fatal(err)
		}
		*to = set.Match(answer)
	}
	if len(want) != 1 {
		t.Fatalf("matches of the files: got %v, want one", want)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("matches of files (-) and digest (+) differ:\n%s", diff)
	}
	ignore := cmpopts.IgnoreFields(Rule{}, "Examples", "Not")
	if diff := cmp.Diff(*whole[0].rule, *quick[0].rule, ignore); diff != "" {
		t.Errorf("rules of files (-) and digest (+) differ:\n%s", diff)
	}
}

func TestDigestOfOtherFilesIsNotUsed(t *testing.T) {
	changed := digestRules + "# a remark\n"
	if _, ok := readDigest(digestSource(t, changed)); ok {
		t.Error("the digest was used although a file had changed")
	}
	set, err := LoadSources(nil, digestSource(t, changed))
	if err != nil || set.Len() != 1 {
		t.Errorf("rules: got %v, %v; want the one of the file", set, err)
	}
}

func TestDigestOfTheProgramIsUpToDate(t *testing.T) {
	source := Embedded(fingerprints.FS)
	source.Digest = DigestName
	if _, ok := readDigest(source); !ok {
		t.Error("fingerprints/rules.digest.json is not of the rules: run make generate")
	}
}
