package safetext

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestLine(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":                 {"DS-2CD2042WD-I", "DS-2CD2042WD-I"},
		"empty":                 {"", ""},
		"chinese":               {"网络摄像机", "网络摄像机"},
		"nul_padding":           {"IPC\x00\x00\x00", "IPC"},
		"nul_inside":            {"Hik\x00vision", "Hik\ufffdvision"},
		"escape":                {"a\x1b[31mb", "a\ufffd[31mb"},
		"osc_with_bell":         {"\x1b]0;title\x07x", "\ufffd]0;title\ufffdx"},
		"run_of_controls":       {"a\x01\x02\x03b", "a\ufffdb"},
		"c1":                    {"a\u009b31mb", "a\ufffd31mb"},
		"raw_c1_byte":           {"a\x9b31mb", "a\ufffd31mb"},
		"line_ends":             {"a\r\nb\nc\u2028d\u2029e\u0085f\vg", "a b c d e f g"},
		"ends_trimmed":          {" \t a \n", "a"},
		"bidi":                  {"photo\u202egnp.exe", "photognp.exe"},
		"isolates":              {"\u2066a\u2069", "a"},
		"zero_width":            {"Hik\u200bvision\ufeff", "Hikvision"},
		"soft_hyphen":           {"Hik\u00advision", "Hikvision"},
		"variation_selector":    {"a\ufe0fb\U000e0101", "ab"},
		"hangul_filler":         {"a\u3164b\u115f", "ab"},
		"tag_characters":        {"a\U000e0041", "a"},
		"noncharacter":          {"a\uffffb", "a\ufffdb"},
		"composed":              {"Kamera fu\u0308r", "Kamera für"},
		"composed_over_zero_wd": {"u\u200b\u0308", "ü"},
		"towers_of_marks":       {"a" + strings.Repeat("\u0316", 50), "a" + strings.Repeat("\u0316", 4)},
		"emoji":                 {"📷 1", "📷 1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Line(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLimit(t *testing.T) {
	tests := map[string]struct {
		in   string
		n    int
		want string
	}{
		"fits":             {"abcd", 4, "abcd"},
		"cut":              {"abcde", 4, "abc…"},
		"cut_behind_space": {"ab cde", 4, "ab…"},
		"one":              {"abc", 1, "…"},
		"none":             {"abc", 0, ""},
		"negative":         {"abc", -1, ""},
		"runes_not_bytes":  {"摄像机摄像机", 4, "摄像机…"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Limit(tt.in, tt.n); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	got := Lines("one\r\n\n two\u2028\x1b\n", 10)
	want := []string{"one", "two", "\ufffd"}
	if strings.Join(got, "/") != strings.Join(want, "/") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCSV(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":            {"C500", "C500"},
		"equals":           {"=1+1", "'=1+1"},
		"plus":             {"+1", "'+1"},
		"minus":            {"-1", "'-1"},
		"at":               {"@SUM(1)", "'@SUM(1)"},
		"tab":              {"\t=1", "'=1"},
		"carriage_return":  {"\r=1", "'=1"},
		"nul":              {"\x00=1", "'=1"},
		"bom":              {"\ufeff=1", "'=1"},
		"space":            {"  =1", "'=1"},
		"no_break_space":   {"\u00a0=1", "'=1"},
		"quote":            {`"=1`, `'"=1`},
		"apostrophe":       {"'=1", "''=1"},
		"full_width":       {"＝1", "'＝1"},
		"full_width_plus":  {"＋1", "'＋1"},
		"full_width_minus": {"－1", "'－1"},
		"full_width_at":    {"＠x", "'＠x"},
		"minus_sign":       {"−1", "'−1"},
		"semicolon":        {"a; =1;b", "a;' =1;b"},
		"inside":           {"a=1", "a=1"},
		"dde":              {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		"ci_command":       {"x##vso[a]", "x# #vso[a]"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := CSV(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMarkdown(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":     {"10.0.0.7 DS-2CD", "10.0.0.7 DS-2CD"},
		"cell":      {"a|b", `a\|b`},
		"html":      {"<img src=x>", `\<img src=x\>`},
		"link":      {"[a](http://b)", `\[a\](http\://b)`},
		"emphasis":  {"*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
		"new_block": {"a\n\n# b", `a \# b`},
		"list":      {"- a", `\- a`},
		"rule":      {"===", `\===`},
		"backslash": {`\|`, `\\\|`},
		"entity":    {"&lt;", `\&lt;`},
		"mention":   {"@all", `\@all`},
		"www":       {"www.example.org", `www\.example.org`},
		"ci":        {"::error::x", `\::error::x`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Markdown(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCI(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain":           {"a\nb", "a\nb"},
		"github":          {"::error::x", "' ::error::x"},
		"behind_space":    {"  ::error::x", "' ::error::x"},
		"second_line":     {"a\n::set-output name=a::b", "a\n' ::set-output name=a::b"},
		"carriage_return": {"a\r::stop-commands::x", "a\n' ::stop-commands::x"},
		"azure":           {"##vso[task.complete]", "# #vso[task.complete]"},
		"azure_inside":    {"a ##vso[task.complete]", "a # #vso[task.complete]"},
		"group":           {"##[group]x", "# #[group]x"},
		"teamcity":        {"###teamcity[x]", "' ## #teamcity[x]"},
		"heading":         {"## x", "' ## x"},
		"zero_width":      {"\u200b::error::x", "' ::error::x"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := CI(tt.in)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestJSONKeepsValues(t *testing.T) {
	in := map[string]string{"a": "x\u009b\u202e\ufeff\U000e0041\u007f\u2028<##vso[a]\n\"#\uffff"}
	data, err := json.MarshalIndent(in, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	safe := JSON(data)
	for _, r := range string(safe) {
		if r != '\n' && hazardous(r) {
			t.Errorf("got %U in %s", r, safe)
		}
	}
	if bytes.Contains(safe, []byte("##")) {
		t.Errorf("got a command in %s", safe)
	}
	var out map[string]string
	if err := json.Unmarshal(safe, &out); err != nil {
		t.Fatal(err)
	}
	if out["a"] != in["a"] {
		t.Errorf("got %q, want %q", out["a"], in["a"])
	}
}

func TestWriter(t *testing.T) {
	tests := map[string]struct {
		in   []string
		want string
	}{
		"plain":             {[]string{"a\nb"}, "a\nb"},
		"own_colour":        {[]string{"\x1b[1;31mx\x1b[0m"}, "\x1b[1;31mx\x1b[0m"},
		"colour_in_pieces":  {[]string{"\x1b", "[1;", "31mx"}, "\x1b[1;31mx"},
		"foreign_sequence":  {[]string{"\x1b[2Jx"}, "\ufffd[2Jx"},
		"background":        {[]string{"\x1b[41mx"}, "\ufffd[41mx"},
		"osc":               {[]string{"\x1b]8;;x\x07"}, "\ufffd]8;;x\ufffd"},
		"carriage_return":   {[]string{"a\rb\tc"}, "a\ufffdb\ufffdc"},
		"c1":                {[]string{"\u009b31m"}, "\ufffd31m"},
		"bidi":              {[]string{"\u202e"}, "\ufffd"},
		"rune_in_pieces":    {[]string{"\xe6", "\x91\x84"}, "摄"},
		"cut_rune_at_end":   {[]string{"a\xe6"}, "a\ufffd"},
		"escape_at_end":     {[]string{"a\x1b["}, "a\ufffd["},
		"escape_then_plain": {[]string{"\x1b", "x"}, "\ufffdx"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			w := NewWriter(&b)
			for _, s := range tt.in {
				if n, err := w.Write([]byte(s)); n != len(s) || err != nil {
					t.Fatalf("got %d, %v, want %d, nil", n, err, len(s))
				}
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriterReportsErrors(t *testing.T) {
	w := NewWriter(failing{})
	if _, err := w.Write([]byte("a")); err == nil {
		t.Error("got no error, want one")
	}
}

func checkClean(t *testing.T, s string, n int) {
	t.Helper()
	if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || utf8.RuneCountInString(s) > n {
		t.Errorf("got %q: not valid, not normal or too long", s)
	}
	for _, r := range s {
		if hazardous(r) || blank(r) && r != ' ' {
			t.Errorf("got %U in %q", r, s)
		}
	}
}

func seeds(f *testing.F) {
	for _, s := range []string{"", "a", "\x1b[31m", "u\u0308\u200b", "=1", "::x", "##vso[", "\xff\xfe", "a|b", "\u202e", strings.Repeat("é ", 400), "\u1100\u1161\u11a8"} {
		f.Add(s, 20)
	}
}

func FuzzLimit(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = max(1, n%600)
		got := Limit(s, n)
		checkClean(t, got, n)
		if again := Limit(got, n); again != got {
			t.Errorf("got %q the second time, want %q", again, got)
		}
	})
}

func FuzzReaders(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string, _ int) {
		cell := CSV(s)
		if cell != "" && strings.IndexAny(cell, formulaStart) == 0 {
			t.Errorf("got the formula %q", cell)
		}
		checkClean(t, cell, 2*CSVRunes)
		for line := range strings.SplitSeq(CI(s), "\n") {
			if strings.HasPrefix(line, "::") || strings.HasPrefix(line, "##") || command.MatchString(line) {
				t.Errorf("got the command %q", line)
			}
		}
		checkClean(t, Markdown(s), 3*MarkdownRunes)
	})
}

func FuzzWriter(f *testing.F) {
	f.Add([]byte("a\x1b[31mb"), 3)
	f.Fuzz(func(t *testing.T, p []byte, at int) {
		at = min(max(at, 0), len(p))
		var b bytes.Buffer
		w := NewWriter(&b)
		_, _ = w.Write(p[:at])
		_, _ = w.Write(p[at:])
		_ = w.Flush()
		left := sgrAnywhere(b.Bytes())
		for _, r := range string(left) {
			if r != '\n' && hazardous(r) {
				t.Errorf("got %U in %q", r, left)
			}
		}
		whole, _ := scrub(p, true)
		if !bytes.Equal(whole, b.Bytes()) {
			t.Errorf("got %q in pieces, want %q", b.Bytes(), whole)
		}
	})
}

// sgrAnywhere removes our own colours.
func sgrAnywhere(p []byte) []byte {
	var out []byte
	for len(p) > 0 {
		if seq := sgr.Find(p); seq != nil {
			p = p[len(seq):]
			continue
		}
		out, p = append(out, p[0]), p[1:]
	}
	return out
}
