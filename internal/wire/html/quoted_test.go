package html_test

import (
	"testing"

	"camorigin/internal/wire/html"
)

func TestUnquoted(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no_page":             {"model=X1\nversion=2", "model=X1\nversion=2"},
		"own_page":            {`<a href="/doc/page/login.asp">x</a>`, `<a href="/doc/page/login.asp">x</a>`},
		"code":                {`<p>try <CODE class="x">/cgi-bin/video.cgi</CODE> now</p>`, `<p>try <CODE class="x"></CODE> now</p>`},
		"shown_markup":        {"<pre>\n&lt;script src=a.js&gt;</pre><b>", "<pre></pre><b>"},
		"own_parameters":      {"<pre>root.Brand.Brand=AXIS</pre>", "<pre>root.Brand.Brand=AXIS</pre>"},
		"two_blocks":          {"<pre>a=1</pre><i><pre>&lt;b&gt;</pre>", "<pre>a=1</pre><i><pre></pre>"},
		"element_of_own_name": {"<codec>h264</codec><preset>1</preset>", "<codec>h264</codec><preset>1</preset>"},
		"not_closed":          {"<code>/a.cgi", "<code>/a.cgi"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := html.Unquoted(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzUnquoted(f *testing.F) {
	f.Add("<pre>&lt;</pre><code>x</code>")
	f.Fuzz(func(t *testing.T, text string) {
		if got := html.Unquoted(text); len(got) > len(text) {
			t.Errorf("got %d bytes of %d", len(got), len(text))
		}
	})
}
