package reporttest

import (
	"reflect"
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Field is a text of the model, wherever it stands in a result: the name of
// every maker, say.
type Field struct {
	Path       string // "Devices.Maker.Name"
	Vocabulary bool   // of a named type whose values are a vocabulary
	set        []func(string)
}

// Set gives every occurrence of the field in the result the same text.
func (f *Field) Set(text string) {
	for _, set := range f.set {
		set(text)
	}
}

// Fields returns every text field of the result, map keys and raw answers
// included, by walking it.
func Fields(r *model.Result) []*Field {
	w := walker{fields: map[string]*Field{}}
	w.walk("", reflect.ValueOf(r).Elem())
	fields := make([]*Field, 0, len(w.fields))
	for _, f := range w.fields {
		fields = append(fields, f)
	}
	slices.SortFunc(fields, func(a, b *Field) int { return strings.Compare(a.Path, b.Path) })
	return fields
}

type walker struct{ fields map[string]*Field }

func (w walker) add(path string, typ reflect.Type, set func(string)) {
	f, ok := w.fields[path]
	if !ok {
		f = &Field{Path: path, Vocabulary: typ.Kind() == reflect.String && typ != reflect.TypeFor[string]()}
		w.fields[path] = f
	}
	f.set = append(f.set, set)
}

func (w walker) walk(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.add(path, v.Type(), v.SetString)
	case reflect.Pointer:
		if !v.IsNil() {
			w.walk(path, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				w.walk(strings.TrimPrefix(path+"."+field.Name, "."), v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[[]byte]() {
			w.add(path, v.Type(), func(s string) { v.SetBytes([]byte(s)) })
			return
		}
		for i := range v.Len() {
			w.walk(path, v.Index(i))
		}
	case reflect.Map:
		w.walkMap(path, v)
	}
}

func (w walker) walkMap(path string, v reflect.Value) {
	for _, key := range v.MapKeys() {
		value := v.MapIndex(key)
		w.add(path+"[key]", key.Type(), func(s string) {
			v.SetMapIndex(reflect.ValueOf(s).Convert(key.Type()), value)
		})
		if value.Kind() == reflect.Slice {
			w.walk(path, value)
		}
	}
}

// Benign is a text that no vocabulary has and no format has to escape.
const Benign = "zebra"

// Sink is one text with every kind of trouble in it.
const Sink = "=1+1 \x1b]8;;http://evil.example/\x07\x1b[2J\u009b31m\r\n::error::x\n##vso[task.complete]\u202e\u200b\x00\xff" +
	`"';--></script></style></title></textarea><script>alert(1)</script><svg onload=alert(1)><img src=x onerror=alert(1)>{{.}}|` + "`a`*b*_c_[d](javascript:e)" + "\u2028\t"

// Payloads returns texts that attack one reader or another. Each shows
// something once it has been cleaned.
func Payloads() []string {
	payloads := []string{Sink, strings.Repeat("A", 20_000), strings.Repeat("摄", 5_000), strings.Repeat("\u0301", 1000) + "x"}
	return append(payloads, []string{
		// terminals
		"\x1b[31mred\x1b[0m", "\x1b[2J\x1b[H", "\x1b]0;title\x07x", "\x1b]52;c;ZXZpbA==\x07x", "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
		"\x1bP+q\x1b\\x", "\x1b_x\x1b\\", "\x1b[6n", "\u009b31mx", "\u009d0;t\u009cx", "\x9b31mx", "a\rb", "a\bb", "a\x7fb", "x\x07", "\x0e x", "a\vb\fc",
		// scripts and directions
		"photo\u202egnp.exe", "\u2066x\u2069", "Hik\u200bvision", "\ufeffx", "Hik\u00advision", "x\U000e0041", "Нikvision", "x\u2028y\u2029z", "a\u0085b",
		// markup
		"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "' onmouseover='alert(1)", "</title><script>alert(1)</script>",
		"</style><script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--x", "-->x", "<![CDATA[x]]>", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
		"{{.}}", "{{template \"x\"}}", "${alert(1)}", "&lt;script&gt;", "&#60;script&#62;", "<a href=http://evil.example>x</a>", "<base href=//evil.example>",
		"<meta http-equiv=refresh content=0>", "<details open ontoggle=alert(1)>", "`-alert(1)-`", "\\u003cscript\\u003e", "<plaintext>", "<textarea>", "<table><tr><td>", "</td></tr></table>",
		// spreadsheets
		"=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\x00=1+1", " =1+1", "\"=1+1", "'=1+1", "\ufeff=1+1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0",
		"=HYPERLINK(\"http://evil.example\",\"x\")", "a;=1+1", "a\",\"=1+1", "a\r\n=1+1", "%0A=1+1", "|x", "−1",
		// logs of pipelines
		"::error::x", "::set-output name=a::b", "  ::stop-commands::x", "##vso[task.setvariable variable=a]b", "##[group]x", "x ##vso[task.complete]", "a\n::error::x", "##teamcity[x]",
		// Markdown
		"a|b|c", "**b**", "# x", "- x", "1. x", "> x", "[a](http://evil.example)", "![a](http://evil.example/a.png)", "`a`", "```\nx", "<b>x", "@everyone", "http://evil.example", "$x$", "~~x~~", "\\|x", "x\n\n| a |",
		// encodings
		"\xffx", "\xc3\x28", "\xed\xa0\x80x", "\xf4\x90\x80\x80x", "a\x00b", "\\u0000", "\\", "\"", "%s%n%d", "../../etc/passwd", "\uffffx",
	}...)
}
