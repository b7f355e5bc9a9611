package xmlscan

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// visit writes down a walk: "a/b=text", with "…" after text that is not whole.
func visit(doc string) ([]string, error) {
	var seen []string
	err := Walk(doc, Visitor{Text: func(path []string, text string, whole bool) {
		line := strings.Join(path, "/") + "=" + text
		if !whole {
			line += "…"
		}
		seen = append(seen, line)
	}})
	return seen, err
}

func TestWalk(t *testing.T) {
	tests := map[string]struct {
		doc  string
		want []string
		err  error
	}{
		"document":              {doc: `<?xml version="1.0"?><a><b>x</b><c> y </c></a>`, want: []string{"a/b=x", "a/c=y"}},
		"undeclared_prefixes":   {doc: `<s:a><q:b>x</q:b></s:a>`, want: []string{"a/b=x"}},
		"cut_at_the_end":        {doc: `<a><b>x</b><c>par`, want: []string{"a/b=x", "a/c=par…"}},
		"cut_inside_a_tag":      {doc: `<a><b>x</b><c attr="`, want: []string{"a/b=x"}},
		"cut_at_the_start":      {doc: `x</d:Address></e><d:Types>T</d:Types>`, want: []string{"Types=T"}},
		"missing_end_tag":       {doc: `<a><b>x<c>y</c></a><d>z</d>`, want: []string{"a/b/c=y", "a/b=x", "d=z"}},
		"entities":              {doc: `<a>R&amp;D &#65;&#x42; &unknown;</a>`, want: []string{"a=R&D AB &unknown;"}},
		"cdata":                 {doc: `<a><![CDATA[<b>&amp;]]></a>`, want: []string{"a=<b>&amp;"}},
		"comments":              {doc: `<a>x<!-- <b> -->y</a>`, want: []string{"a=xy"}},
		"zero_bytes":            {doc: "<a>x\x00y</\x00a>\x00", want: []string{"a=xy"}},
		"empty_elements":        {doc: `<a><b/><c></c><d / >x</d></a>`, want: []string{"a=x"}},
		"sign_that_is_no_tag":   {doc: `<a>1 < 2 <3</a>`, want: []string{"a=1 < 2 <3"}},
		"greater_in_attribute":  {doc: `<a b="x>y">z</a>`, want: []string{"a=z"}},
		"doctype_stops":         {doc: `<a><b>x</b><!DOCTYPE c [<!ENTITY d "e">]><f>y</f></a>`, want: []string{"a/b=x"}, err: ErrDoctype},
		"depth_stops":           {doc: strings.Repeat("<a>", 100) + "x", err: ErrDepth},
		"tokens_stop":           {doc: "<r>" + strings.Repeat("<a/>", MaxTokens), err: ErrTokens},
		"names_across_lines":    {doc: "<a\n  x='1'\n  >t</a\n>", want: []string{"a=t"}},
		"text_outside_elements": {doc: "junk <a>x</a> more", want: []string{"a=x"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := visit(test.doc)
			if !errors.Is(err, test.err) {
				t.Errorf("error: got %v, want %v", err, test.err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("visited (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWalkAttributes(t *testing.T) {
	var got []Attr
	err := Walk(`<a xmlns:b="http://b" xmlns='http://d' c=bare d e = "R&amp;D"/>`, Visitor{
		Start: func(_ []string, attrs []Attr) { got = attrs },
	})
	want := []Attr{{"xmlns", "b", "http://b"}, {"", "xmlns", "http://d"}, {"", "c", "bare"}, {"", "d", ""}, {"", "e", "R&D"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v, attributes (-want +got):\n%s", err, diff)
	}
}

func TestWalkBoundsAttributes(t *testing.T) {
	var doc strings.Builder
	doc.WriteString("<a")
	for i := range 1000 {
		fmt.Fprintf(&doc, " x%d='1'", i)
	}
	doc.WriteString(">t</a>")
	count := 0
	err := Walk(doc.String(), Visitor{Start: func(_ []string, attrs []Attr) { count = len(attrs) }})
	if err != nil || count != MaxAttributes {
		t.Errorf("got %d attributes and error %v, want %d", count, err, MaxAttributes)
	}
}

func FuzzWalk(f *testing.F) {
	f.Add(`<?xml version="1.0"?><a x="1"><b>&amp;</b><![CDATA[c]]></a>`)
	f.Add(`x</d><e f='`)
	f.Add(`<!DOCTYPE a>`)
	f.Add("<a =/<b>\x00</a")
	f.Fuzz(func(t *testing.T, doc string) {
		depth := 0
		_ = Walk(doc, Visitor{Start: func(path []string, attrs []Attr) {
			depth = max(depth, len(path))
			if len(attrs) > MaxAttributes {
				t.Errorf("%d attributes", len(attrs))
			}
		}, Text: func(path []string, _ string, _ bool) {
			if len(path) == 0 {
				t.Error("text without an element")
			}
		}})
		if depth > MaxDepth {
			t.Errorf("depth %d", depth)
		}
	})
}
