package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"camorigin/internal/model"
)

// names is a vocabulary: identifiers by name in small letters.
type names map[string]string

func (n names) id(name string) (string, bool)         { id, ok := n[strings.ToLower(name)]; return id, ok }
func (n names) MakerID(name string) (string, bool)    { return n.id(name) }
func (n names) BrandID(name string) (string, bool)    { return n.id(name) }
func (n names) PlatformID(name string) (string, bool) { return n.id(name) }

func vocabulary() names {
	return names{"acme": "acme", "acme corp": "acme", "globex": "globex", "initech": "initech", "os-a": "os-a"}
}

func load(t testing.TB, files map[string]string) *Set {
	t.Helper()
	set, err := Load(filesOf(files), vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func filesOf(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["rules/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// answer makes an answer of "field", "value" pairs.
func answer(index int, family model.Family, pairs ...string) model.Answer {
	a := model.Answer{Index: index, Family: family}
	for len(pairs) >= 2 {
		a.Facts = append(a.Facts, model.Fact{Field: pairs[0], Value: pairs[1]})
		pairs = pairs[2:]
	}
	return a
}

const pageRules = `
- id: acme-login-page
  field: http.body
  match: '/doc/acme/login\.asp'
  with: [{field: http.server, match: '^(web|Webs)$'}]
  unless: [{field: http.body, match: 'Globex'}]
  says: {maker: acme, kind: camera}
  certainty: 0.8
  source: seen on a camera, 2026-03-01
  examples: [{http.body: '<a href="/doc/acme/login.asp">', http.server: web, want: {maker: acme, kind: camera}}]
  not: [{http.body: /doc/acme/login.asp}]

- id: realm-model
  field: http.realm
  match: '^(Acme Corp|Globex|Hooli) camera (?:([A-Z]+-\d+)|(\d+))?$'
  says: {maker: $1, brand: '$1', model: '$2$3', firmware: 'V$3'}
  certainty: 0.9
  source: manual of 2024
  examples:
    - {http.realm: [other, Acme Corp camera AB-12], want: {maker: acme, brand: acme, model: AB-12}}
    - {http.realm: 'Hooli camera 7', want: {model: "7", firmware: V7}}
`
