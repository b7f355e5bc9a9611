package strictyaml

import (
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

type sample struct {
	Line
	ID     string `yaml:"id,required"`
	Number int    `yaml:"number"`
	Port   uint16
	Share  float64
	On     bool
	Wait   time.Duration
	Net    *netip.Prefix `yaml:"net"`
	Names  OneOrMore     `yaml:"names"`
	List   []string      `yaml:"list"`
	Sub    struct {
		Line Line
		A    string
	} `yaml:"sub"`
	Rest map[string]OneOrMore `yaml:",inline"`
}

func TestDecodeReadsWhatIsWritten(t *testing.T) {
	const doc = `# comment
- id: 'x: y'
  number: -12
  port: 554
  share: 0.8
  on: true
  wait: 1500ms
  net: 10.0.0.0/8
  names: one
  list: [ 80:web, 8000, "0554", V1.10, 2024-01-02, '' ]
  sub:
    a: |
      two
      lines
  http.title: [a, b]
- id: second
`
	var got []sample
	if err := Decode("a.yaml", []byte(doc), &got); err != nil {
		t.Fatal(err)
	}
	prefix := netip.MustParsePrefix("10.0.0.0/8")
	first := sample{
		Line: 2, ID: "x: y", Number: -12, Port: 554, Share: 0.8, On: true, Wait: 1500 * time.Millisecond,
		Net: &prefix, Names: OneOrMore{"one"}, List: []string{"80:web", "8000", "0554", "V1.10", "2024-01-02", ""},
		Rest: map[string]OneOrMore{"http.title": {"a", "b"}},
	}
	first.Sub.Line, first.Sub.A = 12, "two\nlines\n"
	want := []sample{first, {Line: 16, ID: "second"}}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b netip.Prefix) bool { return a == b })); diff != "" {
		t.Errorf("got (+) and want (-) differ:\n%s", diff)
	}
}

func TestDecodeLeavesEmptyDocument(t *testing.T) {
	for _, doc := range []string{"", "\n\n", "# only a comment\n", "---\n", "\ufeff# bom\n"} {
		got := sample{ID: "kept"}
		if err := Decode("a.yaml", []byte(doc), &got); err != nil || got.ID != "kept" {
			t.Errorf("Decode(%q): got %+v, %v, want it untouched", doc, got, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	tests := map[string]struct{ doc, want string }{
		"unknown_key":        {"id: a\nsub:\n  b: x\n", `a.yaml:3: unknown key "b", did you mean "a"?`},
		"duplicate_key":      {"id: a\nid: b\n", `a.yaml:2: key "id" stands twice, first on line 1, remove one`},
		"duplicate_in_map":   {"id: a\nhttp.title: a\nhttp.title: b\n", `a.yaml:3: key "http.title" stands twice`},
		"duplicate_quoted":   {"id: a\n\"id\": b\n", `a.yaml:2: key "id" stands twice`},
		"missing_key":        {"number: 1\n", `a.yaml:1: key "id" is missing, add it`},
		"anchor":             {"id: &x a\n", "a.yaml:1: anchor &x"},
		"alias":              {"id: a\nlist: [&x a, *x]\n", "a.yaml:2: anchor &x"},
		"merge":              {"id: a\n<<: {number: 1}\n", "a.yaml:2: merge key <<"},
		"tag":                {"id: !!str 12\n", "a.yaml:1: tag !!str, remove it"},
		"local_tag":          {"id: !include x.yaml\n", "a.yaml:1: tag !include"},
		"two_documents":      {"id: a\n---\nid: b\n", "a.yaml:2: a second document begins"},
		"octal_number":       {"id: a\nnumber: 0554\n", `a.yaml:2: "0554" where a whole number is meant`},
		"octal_text":         {"id: 0554\n", `a.yaml:1: "0554" may be read as an octal number, put it in quotes`},
		"hex_text":           {"id: 0x1F\n", "another base"},
		"yes_text":           {"id: Yes\n", "truth value"},
		"no_bool":            {"id: a\non: no\n", `"no" where true or false is meant`},
		"quoted_bool":        {"id: a\non: 'true'\n", "where true or false is meant"},
		"sexagesimal_text":   {"id: 12:30:45\n", "sexagesimal"},
		"underscore_text":    {"id: 1_000\n", "read as a number"},
		"null_text":          {"id: ~\n", "read as nothing"},
		"no_value":           {"id:\n", "a.yaml:1: no value"},
		"infinite_float":     {"id: a\nshare: .inf\n", "where a number is meant"},
		"exponent_float":     {"id: a\nshare: 1e3\n", "where a number is meant"},
		"too_large_number":   {"id: a\nport: 65536\n", `"65536" is out of range, write a number from 0 to 65535`},
		"list_for_text":      {"id: [a]\n", "a list where a text is meant"},
		"text_for_list":      {"id: a\nlist: b\n", `a.yaml:2: "b" where a list is meant`},
		"list_for_mapping":   {"- a\n", "a list where a mapping is meant"},
		"text_for_mapping":   {"id: a\nsub: b\n", `a.yaml:2: "b" where a mapping is meant`},
		"bad_duration":       {"id: a\nwait: soon\n", "is no duration"},
		"bad_text_value":     {"id: a\nnet: 10.0.0.0/99\n", "a.yaml:2: \"10.0.0.0/99\" is not what is meant here"},
		"key_that_is_a_list": {"? [a, b]\n: c\n", "a key that is no text"},
		"no_yaml":            {"id: 'a\n", "no valid YAML"},
		"tab":                {"id: a\nsub:\n\ta: b\n", "a.yaml:3: no valid YAML"},
		"not_utf8":           {"id: a\nlist: [\xff]\n", "a.yaml:2: not UTF-8"},
		"nul":                {"id: a\x00\n", "no valid YAML"},
		"control_in_key":     {"id: a\nsub: {\"b\\e[2J\": x}\n", `unknown key "b\x1b[2J"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got sample
			err := Decode("a.yaml", []byte(test.doc), &got)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got error %v, want one with %q", err, test.want)
			}
			if located := new(Error); !errors.As(err, &located) || located.Line < 1 || strings.Contains(err.Error(), "\n") {
				t.Errorf("got error %q, want a single line of type *Error", err)
			}
		})
	}
}

func TestDecodeBoundsHostileFiles(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 9; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	const mib = 1 << 20
	tests := map[string]string{
		"alias_bomb":       bomb,
		"self_alias":       "a: &a [*a]\n",
		"too_long":         "a: " + strings.Repeat("x", mib),
		"deep_flow":        strings.Repeat("[", mib-1),
		"deep_flow_closed": strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"deep_flow_map":    strings.Repeat("{a: ", 5000),
		"deep_block":       deepBlock(1400),
		"deep_dashes":      strings.Repeat("- ", mib/2-1) + "a",
		"many_values":      "[" + strings.Repeat("a,", mib/2-2) + "]",
		"many_lines":       strings.Repeat("- a\n", mib/4),
		"many_entries":     "{" + strings.Repeat("a,", mib/2-2) + "}",
		"many_documents":   strings.Repeat("---\n", mib/4),
		"many_questions":   strings.Repeat("? ", mib/2-1),
		"only_colons":      strings.Repeat(":", mib-1) + "[",
		"long_comment":     strings.Repeat("#\n", mib/2-2) + "[",
		"quotes":           strings.Repeat("'", mib-1),
		"some_entries":     "{" + strings.Repeat("a,", 20_000) + "}",
		"many_tags":        strings.Repeat("!a ", mib/3-1),
	}
	for name, doc := range tests {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			begin := time.Now()
			var got map[string]OneOrMore
			err := Decode("a.yaml", []byte(doc), &got)
			took := time.Since(begin)
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Fatal("got no error, want one")
			}
			if limit := 5 * time.Second; took > limit {
				t.Errorf("got %s until the error, want at most %s", took, limit)
			}
			t.Logf("%s, %d MiB: %.100s", took, (after.TotalAlloc-before.TotalAlloc)/mib, err)
		})
	}
}

func deepBlock(depth int) string {
	var doc strings.Builder
	for i := range depth {
		doc.WriteString(strings.Repeat(" ", i/2) + "- \n"[:2-i%2] + "\n")
	}
	return doc.String()
}

func TestDecodeDirReadsInOrder(t *testing.T) {
	fsys := fstest.MapFS{
		"rules/b.yaml":   {Data: []byte("id: b")},
		"rules/a.yaml":   {Data: []byte("id: a")},
		"rules/c/d.yaml": {Data: []byte("id: d")},
		"rules/note.txt": {Data: []byte("id: [")},
	}
	var got []string
	err := DecodeDir(fsys, "rules", Limits{}, func(name string, s sample) error {
		got = append(got, name+"="+s.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"rules/a.yaml=a", "rules/b.yaml=b", "rules/c/d.yaml=d"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := DecodeDir(fsys, "absent", Limits{}, func(string, sample) error { return nil }); err == nil {
		t.Error("got no error for a directory that does not exist, want one")
	}
}

func TestNearest(t *testing.T) {
	names := []string{"certainty", "id", "match", "says"}
	for word, want := range map[string]string{"certanty": "certainty", "Match": "match", "say": "says", "xyz": "", "idd": "id"} {
		if got, _ := Nearest(word, names); got != want {
			t.Errorf("Nearest(%q): got %q, want %q", word, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"id: a\n", "- id: a\n  with: [{a: b}]\n", "&a [*a]", "{a: {a: {a: ", "a: !!binary x", "0: [:!00 \xef", "\ufeff%YAML 1.1\n---\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got []sample
		err := Decode("f.yaml", data, &got)
		if err != nil && (!strings.HasPrefix(err.Error(), "f.yaml:") || strings.ContainsAny(err.Error(), "\n\r\x1b")) {
			t.Errorf("got error %q, want one clean line with name and line", err)
		}
	})
}
