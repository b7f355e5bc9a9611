package author

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"camorigin/internal/model"
	"camorigin/internal/rules"
)

// names is a vocabulary of makers and brands.
type names map[string]bool

func (n names) MakerID(name string) (string, bool) { return name, n[name] }
func (n names) BrandID(name string) (string, bool) { return name, n[name] }
func (n names) PlatformID(string) (string, bool)   { return "", false }

func vocabulary() names { return names{"acme": true, "globex": true} }

const otherRules = `
- id: globex-server
  field: http.server
  match: '^Globex-Camerad/'
  says: {maker: globex}
  certainty: 0.9
  source: seen on a GX-3, 2025-06-12
  examples: [{http.server: Globex-Camerad/2.1, http.title: Vigilant Panorama, want: {maker: globex}}]
`

func rulesOf(t testing.TB, text string) *rules.Set {
	t.Helper()
	return load(t, text, vocabulary())
}

func load(t testing.TB, text string, vocab rules.Vocabulary) *rules.Set {
	t.Helper()
	set, err := rules.Load(fstest.MapFS{"rules/a.yaml": {Data: []byte(text)}}, vocab)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func answerOf(pairs ...string) model.Answer {
	a := model.Answer{Family: model.FamilyHTTP, Protocol: "http", Port: 80}
	for len(pairs) >= 2 {
		a.Facts = append(a.Facts, model.Fact{Field: pairs[0], Value: pairs[1]})
		pairs = pairs[2:]
	}
	return a
}

// lint returns what the linter says of drafts as they are written.
func lint(t testing.TB, drafts []Draft, edit func(string) string) []rules.Problem {
	t.Helper()
	var file strings.Builder
	if err := WriteDrafts(&file, drafts, func(answer int) string { return fmt.Sprint("answer ", answer) }); err != nil {
		t.Fatal(err)
	}
	text := edit(file.String())
	problems := rules.Lint(vocabulary(), rules.Embedded(fstest.MapFS{"rules/draft.yaml": {Data: []byte(text)}}))
	if t.Failed() || len(problems) > 0 {
		t.Log(text)
	}
	return problems
}

func asWritten(text string) string { return text }

// edited does what the author of a rule must do.
func edited(text string) string {
	return strings.NewReplacer(rules.SourcePlaceholder, "seen on our own device, 2026-11-24", UnknownMaker, "acme").Replace(text)
}

func TestDrafts(t *testing.T) {
	tests := map[string]struct{ field, value, match, example string }{
		"version":         {"http.server", "AcmeHTTP/2.1.7 (build 20240301)", `^AcmeHTTP/\d+(?:\.\d+)+ \(build \d+\)$`, "AcmeHTTP/2.1.7 (build 00000001)"},
		"serial_in_realm": {"http.realm", "AcmeVision_00408C123456", `^AcmeVision_[0-9A-Fa-f]{12,}$`, "AcmeVision_00408C000001"},
		"mac":             {"rtsp.realm", "AcmeVision 00:40:8c:12:34:56", `^AcmeVision (?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$`, "AcmeVision 00:40:8c:00:00:01"},
		"private_address": {"http.title", "Acmevision at 10.20.30.40", `^Acmevision at \d+(?:\.\d+)+$`, "Acmevision at 192.0.2.7"},
		"uuid":            {"upnp.model_name", "acmevision 2f402f80-da50-11e1-9b23-001788255acc", `^acmevision [0-9a-fA-F-]{36}$`, "acmevision 00000000-0000-4000-8000-000000000001"},
		"model":           {"http.title", "Acmevision DS-2CD2043G0-I", `^Acmevision ([\w/-]*\d[\w/-]*)$`, "Acmevision DS-2CD2043G0-I"},
		"path_in_a_page":  {"http.body", `<html><script src="/js/jquery.js"></script><a href="/doc/acmevision/login.asp?v=5">`, `/doc/acmevision/login\.asp\?v=\d+`, "... /doc/acmevision/login.asp?v=5 ..."},
		"name_of_cookie":  {"http.cookie", "AcmeSessionKey=q8347q98347; path=/", `^AcmeSessionKey=`, "AcmeSessionKey="},
		"quotes":          {"http.title", "Bob's Acmevision: #1", `^Bob's Acmevision: #\d+$`, "Bob's Acmevision: #1"},
		"vendor_protocol": {"sadp.DeviceDescription", "Acmevision Dome", `^Acmevision Dome$`, "Acmevision Dome"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			drafts, _ := Drafts([]model.Answer{answerOf(test.field, test.value)}, Options{Says: model.Says{Maker: "acme"}})
			if len(drafts) != 1 {
				t.Fatalf("got %d drafts, want 1", len(drafts))
			}
			r := drafts[0].Rule
			if test.field == "http.cookie" {
				test.match = strings.TrimPrefix(test.match, "^") // a part of the value
			}
			if got := r.Examples[0].Fields[test.field][0]; r.Field != test.field || r.Match != test.match || got != test.example {
				t.Errorf("got %s %s with example %q, want %s %s with example %q", r.Field, r.Match, got, test.field, test.match, test.example)
			}
			for _, p := range lint(t, drafts, edited) {
				t.Errorf("edited: %v", p)
			}
			problems := lint(t, drafts, asWritten)
			if len(problems) != 1 || !strings.Contains(problems[0].Text, "still that of a draft") {
				t.Errorf("as written: got %v, want the source alone", problems)
			}
		})
	}
}

func TestDraftsTellNothingOf(t *testing.T) {
	for _, test := range []struct{ name, field, value string }{
		{"shared_server", "http.server", "GoAhead-Webs"},
		{"shared_stream", "rtsp.server", "LIVE555 Streaming Media v2013.02.11"},
		{"shared_title", "http.title", "IP Camera Web Service"},
		{"library", "http.body", `<script src="/js/jquery-1.7.1.min.js"></script><link href="css/style.css">`},
		{"status", "http.status", "200"},
		{"one_device", "sadp.DeviceSN", "Acmevision123456789"},
		{"words_of_another_maker", "http.title", "Vigilant Panorama"},
		{"nothing_but_a_serial", "http.realm", "B827EB123456"},
	} {
		t.Run(test.name, func(t *testing.T) {
			drafts, _ := Drafts([]model.Answer{answerOf(test.field, test.value)}, Options{Says: model.Says{Maker: "acme"}, Set: rulesOf(t, otherRules)})
			for _, d := range drafts {
				t.Errorf("got %s %s, want nothing", d.Rule.Field, d.Rule.Match)
			}
		})
	}
}

func TestDraftsPassOverWhatIsRead(t *testing.T) {
	answers := []model.Answer{answerOf("http.server", "Globex-Camerad/3.0", "http.realm", "Globexian Optics")}
	drafts, read := Drafts(answers, Options{Says: model.Says{Maker: "globex"}, Set: rulesOf(t, otherRules)})
	if len(drafts) != 1 || drafts[0].Rule.Field != "http.realm" {
		t.Errorf("got %+v, want one for http.realm", drafts)
	}
	if len(read) != 1 || read[0] != "globex-server" {
		t.Errorf("read by %v, want globex-server", read)
	}
}

func TestDraftsWithoutMakerAreRefused(t *testing.T) {
	drafts, _ := Drafts([]model.Answer{answerOf("http.server", "Zonzebra/1")}, Options{})
	found := false
	for _, p := range lint(t, drafts, asWritten) {
		found = found || strings.Contains(p.Text, UnknownMaker)
	}
	if !found {
		t.Error("got no problem with the maker, want one")
	}
}

func TestDraftsAreFewAndNamedApart(t *testing.T) {
	answers := []model.Answer{
		answerOf("http.server", "Globex-Camerad/3.0", "http.server", "Globex-Panoptes/1", "http.realm", "Globex", "http.title", "Globex", "tls.subject", "CN=globex"),
	}
	drafts, _ := Drafts(answers, Options{Says: model.Says{Maker: "globex", Kind: "camera"}, Max: 2})
	if len(drafts) != 2 || drafts[0].Rule.Field == drafts[1].Rule.Field {
		t.Fatalf("got %+v, want two of different fields", drafts)
	}
	set := rulesOf(t, strings.ReplaceAll(otherRules, "globex-server", "globex-http-realm-globex"))
	drafts, _ = Drafts([]model.Answer{answerOf("http.realm", "Globex")}, Options{Says: model.Says{Maker: "globex"}, Set: set})
	if len(drafts) != 1 || drafts[0].Rule.ID != "globex-http-realm-globex-2" {
		t.Errorf("got %+v, want a number after the identifier that is taken", drafts)
	}
}

// Whatever a device says, a draft is a rule that holds for its own example.
func FuzzDrafts(f *testing.F) {
	f.Add("http.body", `<title>Acmevision '1'</title><a href="/acme/x.asp">`)
	f.Add("http.realm", "Acmevision_00408C123456 \xff\x00")
	f.Add("rtsp.server", "Acme\u212aitchen 00:40:8c:12:34:56 10.0.0.1 DS-2CD2043G0-I")
	f.Add("sadp.DeviceDescription", "# {Acmevision: ?}\t|")
	f.Fuzz(func(t *testing.T, field, value string) {
		drafts, _ := Drafts([]model.Answer{answerOf(field, value)}, Options{})
		for _, p := range lint(t, drafts, edited) {
			t.Errorf("%s %q: %v", field, value, p)
		}
	})
}
