package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/report/reporttest"
	"camorigin/internal/report/words"
)

// workbook is the one format that is no text: its own package puts the same
// texts into every field of the model and reads the cells again.
const workbook = "xlsx"

// rendered is a result in every format that is text.
type rendered map[string][]byte

// loaded is the English language, loaded once.
func loaded(t *testing.T) *i18n.Localizer {
	t.Helper()
	english, err := inEnglish()
	if err != nil {
		t.Fatal(err)
	}
	return english
}

var inEnglish = sync.OnceValues(func() (*i18n.Localizer, error) { return i18n.Load(i18n.English) })

func renderAll(t *testing.T, r model.Result) rendered {
	t.Helper()
	all := rendered{}
	english := words.Words{Localizer: loaded(t)}
	for _, f := range Formats() {
		if f.Name != workbook {
			all[f.Name] = write(t, f.Name, r, Options{Width: 120, Color: true, Words: english})
		}
	}
	return all
}

// TestHostileText puts hostile texts into every text field of the model and
// looks at every format. Fields are attacked one by one with everything at
// once, then all free texts together with each attack apart.
func TestHostileText(t *testing.T) {
	probe := reporttest.Result()
	for i, field := range reporttest.Fields(&probe) {
		t.Run(field.Path, func(t *testing.T) {
			only := func(n int, _ *reporttest.Field) bool { return n == i }
			compare(t, renderAll(t, spoiled(only, reporttest.Sink)), renderAll(t, spoiled(only, reporttest.Benign)))
		})
	}
	free := func(_ int, f *reporttest.Field) bool { return !f.Vocabulary }
	benign := renderAll(t, spoiled(free, reporttest.Benign))
	for _, payload := range reporttest.Payloads() {
		t.Run("all_fields", func(t *testing.T) {
			t.Logf("payload %.60q", payload)
			compare(t, renderAll(t, spoiled(free, payload)), benign)
		})
	}
}

func spoiled(which func(int, *reporttest.Field) bool, text string) model.Result {
	r := reporttest.Result()
	for i, field := range reporttest.Fields(&r) {
		if which(i, field) {
			field.Set(text)
		}
	}
	return r
}

func compare(t *testing.T, got, benign rendered) {
	t.Helper()
	for format, text := range got {
		checkText(t, format, text)
	}
	checkJSON(t, got["json"])
	for line := range bytes.Lines(got["jsonl"]) {
		checkJSON(t, line)
	}
	for _, format := range []string{"json", "jsonl", "csv", "markdown"} {
		if g, w := bytes.Count(got[format], []byte("\n")), bytes.Count(benign[format], []byte("\n")); g != w && format != "json" {
			t.Errorf("%s: got %d lines, want %d", format, g, w)
		}
	}
	checkJSON(t, got["sarif"])
	checkJSON(t, got["cyclonedx"])
	if g, w := elements(t, got["junit"]), elements(t, benign["junit"]); !slices.Equal(g, w) {
		t.Errorf("junit: got other elements: %s", firstDifference(g, w))
	}
	checkCSV(t, got["csv"])
	checkMarkdown(t, got["markdown"], benign["markdown"])
	if g, w := skeleton(t, got["html"]), skeleton(t, benign["html"]); !slices.Equal(g, w) {
		t.Errorf("html: got another skeleton: %s", firstDifference(g, w))
	}
}

var ownColours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// checkText looks for what no format may contain.
func checkText(t *testing.T, format string, data []byte) {
	t.Helper()
	if !utf8.Valid(data) {
		t.Errorf("%s: got invalid UTF-8", format)
	}
	s := string(data)
	switch format {
	case "table":
		s = ownColours.ReplaceAllString(s, "")
	case "csv":
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	for _, r := range s {
		if r >= ' ' && r <= '~' {
			continue
		}
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
			t.Errorf("%s: got %U", format, r)
			break
		}
	}
	if format == "html" {
		return
	}
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "::") || strings.Contains(line, "##vso[") || strings.Contains(line, "##[") {
			t.Errorf("%s: got the command %.80q", format, line)
		}
	}
}

func checkJSON(t *testing.T, data []byte) {
	t.Helper()
	if !json.Valid(data) {
		t.Errorf("json: got %.200q, which is not valid", data)
	}
}

func checkCSV(t *testing.T, data []byte) {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(data))
	rows, err := reader.ReadAll() // every row has as many cells as the first
	if err != nil {
		t.Fatalf("csv: %v", err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if bare := strings.TrimLeft(cell, " \"\ufeff"); bare != "" && strings.ContainsAny(bare[:1], "=+-@\t\r\x00") || startsWide(bare) {
				t.Errorf("csv: got the formula %.60q", cell)
			}
		}
	}
}

func startsWide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("＝＋－＠", r) && s != ""
}

var escaped = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]`)

// checkMarkdown compares what is left of the markup when escaped characters
// are taken away.
func checkMarkdown(t *testing.T, got, benign []byte) {
	t.Helper()
	g, w := escaped.ReplaceAll(got, nil), escaped.ReplaceAll(benign, nil)
	for _, mark := range []string{"|", "<", ">", "`", "[", "]", "*", "_", "~", "#", "!", "://", "www."} {
		if gn, wn := bytes.Count(g, []byte(mark)), bytes.Count(w, []byte(mark)); gn != wn {
			t.Errorf("markdown: got %d times %q, want %d", gn, mark, wn)
		}
	}
}

// elements lists the elements of an XML document with the names of their
// attributes.
func elements(t *testing.T, data []byte) []string {
	t.Helper()
	var names []string
	for decoder := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatalf("junit: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			for _, a := range token.Attr {
				name += " " + a.Name.Local
			}
			names = append(names, name)
		case xml.Comment, xml.Directive:
			t.Errorf("junit: got %v", token)
		}
	}
}

// skeleton lists the elements of a page with their attributes, without any
// text. Addresses are part of it, because they are never text.
func skeleton(t *testing.T, data []byte) []string {
	t.Helper()
	var bones []string
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return bones
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken, html.CommentToken, html.DoctypeToken:
			bones = append(bones, bone(t, z.Token()))
		}
	}
}

func bone(t *testing.T, token html.Token) string {
	t.Helper()
	parts := []string{token.Type.String()}
	if token.Type != html.CommentToken {
		parts = append(parts, token.Data)
	}
	for _, a := range token.Attr {
		parts = append(parts, a.Key)
		switch a.Key {
		case "href":
			if !strings.HasPrefix(a.Val, "#") && a.Val != "data:," {
				t.Errorf("html: got a link to %q", a.Val)
			}
			parts = append(parts, a.Val)
		case "class", "id", "for", "width", "colspan":
			parts = append(parts, a.Val)
		case "src", "style", "srcset", "action":
			t.Errorf("html: got the attribute %s=%q", a.Key, a.Val)
		}
		if strings.HasPrefix(a.Key, "on") {
			t.Errorf("html: got the handler %s", a.Key)
		}
	}
	return strings.Join(parts, " ")
}

func firstDifference(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return "<" + got[i] + "> in place of <" + want[i] + ">"
		}
	}
	return "one ends earlier"
}

// TestHostileTestsCanFail proves that the checks see what they look for.
func TestHostileTestsCanFail(t *testing.T) {
	benign := skeleton(t, []byte("<p>x</p>"))
	if slices.Equal(skeleton(t, []byte("<p><b>x</b></p>")), benign) {
		t.Error("got the same skeleton for another page")
	}
	fields := reporttest.Fields(&model.Result{Devices: []model.Device{{Maker: &model.Maker{}}}})
	if !slices.ContainsFunc(fields, func(f *reporttest.Field) bool { return f.Path == "Devices.Maker.Statement.Name" }) {
		t.Error("got no field for the name of a maker")
	}
}

func TestJSONKeepsHostileValues(t *testing.T) {
	r := reporttest.Result()
	r.Devices[0].Model = "\x1b]0;x\x07\u009b\u202e\u2028##vso[a]"
	r.Evidence[0].Response = []byte("\xff\x00\x1b")
	var back model.Result
	if err := json.Unmarshal(write(t, "json", r, Options{}), &back); err != nil {
		t.Fatal(err)
	}
	if back.Devices[0].Model != r.Devices[0].Model || !bytes.Equal(back.Evidence[0].Response, r.Evidence[0].Response) {
		t.Errorf("got %q and %q, want the values unchanged", back.Devices[0].Model, back.Evidence[0].Response)
	}
}
