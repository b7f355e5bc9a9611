package html

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScan(t *testing.T) {
	tests := map[string]struct {
		text string
		want Page
	}{
		"page": {
			text: `<!DOCTYPE html><html><head><TITLE> Net
  Camera &amp; more</TITLE><meta name="Generator" content="Acme 1"><META HTTP-EQUIV="Refresh" CONTENT="0; URL='/doc/page/login.asp'">` +
				`<link rel="shortcut icon" href="/fav.ico"><script src="js/a.js"></script><script>var t = "<title>no</title>";</script></head><frameset><frame src="top.htm"></frameset>`,
			want: Page{Title: "Net Camera & more", Generator: "Acme 1", Refresh: "/doc/page/login.asp", Scripts: []string{"js/a.js"}, Frames: []string{"top.htm"}, Icon: "/fav.ico"},
		},
		"empty_title_then_a_real_one": {text: `<title></title><title>x</title>`, want: Page{Title: "x"}},
		"title_of_a_drawing":          {text: `<svg><title>tip</title></svg><title>real</title>`, want: Page{Title: "real"}},
		"unclosed_title":              {text: `<title>half`, want: Page{Title: "half"}},
		"refresh_without_address":     {text: `<meta http-equiv=refresh content=5>`},
		"not_a_page":                  {text: `{"a": 1}`},
		"first_title_counts":          {text: `<title>one</title><title>two</title>`, want: Page{Title: "one"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Scan(test.text)); diff != "" {
				t.Errorf("Scan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestScanIsBounded(t *testing.T) {
	page := Scan(strings.Repeat("<script src=a></script>", 1000) + strings.Repeat("<a>", maxTokens) + "<title>late</title>")
	if len(page.Scripts) > maxScripts || page.Title != "" {
		t.Errorf("got %d scripts and title %q", len(page.Scripts), page.Title)
	}
}

func FuzzScan(f *testing.F) {
	f.Add(`<title>a</title><meta http-equiv=refresh content="0;url=/x"><svg><title>`)
	f.Add("<script src='")
	f.Fuzz(func(_ *testing.T, text string) { Scan(text) })
}
