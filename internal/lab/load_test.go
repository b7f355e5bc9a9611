package lab

import (
	"strings"
	"testing"
	"testing/fstest"

	"camorigin/internal/model"
)

func TestBuiltin_covers_what_the_lab_promises(t *testing.T) {
	all, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	byMaker := map[string]int{}
	byKind := map[model.Kind]int{}
	hostile := 0
	for _, p := range all {
		if p.Hostile {
			hostile++
			continue
		}
		byKind[p.Want.Kind]++
		if p.Want.Surveillance {
			byMaker[p.Want.Maker]++
		}
	}
	for _, maker := range []string{"hikvision", "dahua", "uniview", "tvt", "xiongmai", "tp-link", "reolink", "axis", "bosch", "hanwha"} {
		if byMaker[maker] < 2 {
			t.Errorf("devices of %s: got %d, want at least 2", maker, byMaker[maker])
		}
	}
	if byKind[model.KindRecorder] < 5 || byKind[model.KindOther] < 6 {
		t.Errorf("got %d recorders and %d other things, want at least 5 and 6", byKind[model.KindRecorder], byKind[model.KindOther])
	}
	if hostile < 12 {
		t.Errorf("got %d hostile devices, want at least 12", hostile)
	}
}

func TestBuiltin_uses_every_hostile_kind(t *testing.T) {
	all, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, p := range all {
		for _, s := range p.Services {
			if s.Hostile != nil {
				used[s.Hostile.Kind] = true
			}
		}
	}
	for kind := range HostileKinds() {
		if !used[kind] {
			t.Errorf("no personality uses the hostile kind %s", kind)
		}
	}
}

// minimal is the smallest personality; tests change one thing of it.
const minimal = `id: a
name: a device
about: a test
want: {surveillance: false, kind: unknown}
services:
  - port: web
    http: {routes: [{path: /, body: hello}]}
`

func TestLoad_names_line_and_remedy(t *testing.T) {
	tests := []struct {
		name, from, to string
		want           []string
	}{
		{"unknown_key", "about:", "abuot:", []string{"p.yaml:3", "did you mean"}},
		{"missing_about", "about: a test\n", "", []string{"p.yaml:1", "about"}},
		{"bad_id", "id: a\n", "id: A b\n", []string{"p.yaml:1", "rename"}},
		{"unknown_kind", "kind: unknown", "kind: webcam", []string{"known are"}},
		{"kind_against_surveillance", "kind: unknown", "kind: camera", []string{"correct one of them"}},
		{"unknown_port", "port: web", "port: 80", []string{"line 6", "known are"}},
		{"unknown_placeholder", "hello", `"{{mac}}"`, []string{"{{mac}}", "add it to values"}},
		{"open_placeholder", "hello", `"{{mac"`, []string{"close it"}},
		{"header_of_two_lines", "body: hello", `headers: ["a: b\r\nc: d"]`, []string{"line break"}},
		{"path_without_slash", "path: /", "path: index", []string{"slash"}},
		{"unknown_charset", "body: hello", "body: hello, charset: koi8", []string{"known are"}},
		{"text_outside_charset", "body: hello", `body: "你", charset: iso-8859-1`, []string{"change either"}},
		{"unknown_length", "body: hello", "length: long", []string{"known are exact, none and chunked"}},
		{"bad_base64", "body: hello", "body_base64: '***'", []string{"encode it again"}},
		{"two_bodies", "body: hello", "body: hello, body_base64: aGk=", []string{"keep one"}},
		{"route_twice", "{path: /, body: hello}", "{path: /}, {path: /}", []string{"stands twice"}},
		{"unknown_eol", "http: {", "http: {eol: cr, ", []string{"known are crlf and lf"}},
		{"nothing_spoken", "    http: {routes: [{path: /, body: hello}]}\n", "", []string{"0 of like, http"}},
		{"two_spoken", "    http:", "    silent: true\n    http:", []string{"2 of like, http"}},
		{"port_twice", "services:\n", "services:\n  - {port: web, silent: true}\n", []string{"stands twice"}},
		{"no_services", "services:\n  - port: web\n    http: {routes: [{path: /, body: hello}]}\n", "services: []\n", []string{"at least one"}},
		{"like_nothing", "    http: {routes: [{path: /, body: hello}]}\n", "    like: tls\n", []string{"names no service"}},
		{"hostile_undeclared", "    http: {routes: [{path: /, body: hello}]}\n", "    hostile: {kind: tarpit}\n", []string{"add hostile: true"}},
		{"unknown_hostile_kind", "    http: {routes: [{path: /, body: hello}]}\n", "    hostile: {kind: rude}\nhostile: true\n", []string{"known are"}},
		{"unknown_tls_version", "    http:", "    tls: {subject: {cn: a}, min: \"2.0\"}\n    http:", []string{"tls", "known are"}},
		{"unknown_key_kind", "    http:", "    tls: {subject: {cn: a}, key: dsa}\n    http:", []string{"known are rsa1024"}},
		{"bad_day", "    http:", "    tls: {subject: {cn: a}, from: yesterday}\n    http:", []string{"YYYY-MM-DD"}},
		{"unknown_onvif_service", "http: {", "http: {onvif: {services: [door]}, ", []string{"known are"}},
		{"rtsp_without_describe", "http: {routes: [{path: /, body: hello}]}", "rtsp: {options: {}}", []string{"give both"}},
		{"bad_banner", "http: {routes: [{path: /, body: hello}]}", "banner: {hex: xyz}", []string{"two digits a byte"}},
		{"unknown_verdict", "kind: unknown}", "kind: unknown, verdicts: {maker: sure}}", []string{"give maker, brand or platform"}},
	}
	if _, err := Load("p.yaml", []byte(minimal)); err != nil {
		t.Fatalf("the smallest personality: got %v, want no error", err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(minimal, test.from, test.to, 1)
			if text == minimal {
				t.Fatalf("%q does not occur", test.from)
			}
			_, err := Load("p.yaml", []byte(text))
			if err == nil {
				t.Fatalf("got no error for\n%s", text)
			}
			for _, want := range append(test.want, "p.yaml:") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want it to contain %q", err, want)
				}
			}
		})
	}
}

func TestLoadAll_refuses_an_id_twice(t *testing.T) {
	file := &fstest.MapFile{Data: []byte(minimal)}
	_, err := LoadAll(fstest.MapFS{"one.yaml": file, "two.yaml": file, "README.md": {Data: []byte("no yaml")}})
	if err == nil || !strings.Contains(err.Error(), "two.yaml:1: id a is taken") {
		t.Errorf("got %v, want an error that names two.yaml", err)
	}
}

func TestSelect(t *testing.T) {
	all := []Personality{{ID: "axis"}, {ID: "bosch"}}
	if got, err := Select(all, "bosch"); err != nil || len(got) != 1 || got[0].ID != "bosch" {
		t.Errorf("got %v, %v, want bosch", got, err)
	}
	if _, err := Select(all, "bosh"); err == nil || !strings.Contains(err.Error(), "did you mean bosch?") {
		t.Errorf("got %v, want a suggestion", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(minimal))
	entries, err := builtin.ReadDir("personalities")
	if err != nil {
		f.Fatal(err)
	}
	for _, entry := range entries {
		if data, err := builtin.ReadFile("personalities/" + entry.Name()); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Load("fuzz.yaml", data)
		if err == nil && (p.ID == "" || len(p.Services) == 0) {
			t.Errorf("got a personality without id or services and no error from %q", data)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "fuzz.yaml:") {
			t.Errorf("got %q, want an error that begins with file and line", err)
		}
	})
}
