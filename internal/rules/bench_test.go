package rules

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"camorigin/internal/model"
)

// thousandRules is a thousand rules of the usual shapes, over the usual fields.
func thousandRules() map[string]string {
	shapes := []struct{ field, match string }{
		{"http.body", `/doc/page/login%03d\.asp`},
		{"http.body", `<title>(?:IP )?Camera %03d( Web)? Service</title>`},
		{"http.body", `(?i)product%03d[-_ ]?(?:name|model)["']?\s*[:=]\s*["']([\w-]{3,20})`},
		{"http.server", `^Vendor%03d-HTTP/([\d.]+)`},
		{"http.header", `(?i)^x-device-%03d: ([\w-]+)`},
		{"http.title", `^(Acme|Globex|Initech)%03d Network (?:Camera|Recorder)`},
		{"rtsp.server", `Vendor%03d Rtsp Server/(\d+\.\d+)`},
		{"onvif.scopes", `onvif://www\.onvif\.org/name/Vendor%03d(?:%%20|_)([\w-]+)`},
	}
	files := map[string]string{}
	for i, shape := range shapes {
		var text strings.Builder
		for n := range 125 {
			match := fmt.Sprintf(shape.match, n)
			fmt.Fprintf(&text, `- id: shape-%d-%03d
  field: %s
  match: '%s'
  with: [{field: http.server, match: '^(web|Webs)$'}]
  says: {maker: acme, kind: camera}
  certainty: 0.8
  source: seen on devices of 2024 in the lab
  examples:
    - {%s: 'some text that shows what the device says', rtsp.realm: web, want: {maker: acme, kind: camera}}
  not: [{%s: 'some other text'}]
`, i, n, shape.field, strings.ReplaceAll(match, "'", "''"), shape.field, shape.field)
		}
		files[fmt.Sprintf("%d.yaml", i)] = text.String()
	}
	return files
}

// typicalAnswers is what a web server and an RTSP server say, 1.1 KB each.
func typicalAnswers() []model.Answer {
	body := `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Network Camera</title>
<link rel="stylesheet" href="/css/login.css"><script src="/js/jquery-1.7.1.min.js"></script><script src="/js/common.js?v=20240301"></script></head>
<body onload="init()"><div id="main" class="login"><form action="/cgi-bin/login.cgi" method="post"><input name="username" type="text" maxlength="32">
<input name="password" type="password" maxlength="16"><button id="go" type="submit">Log in</button></form></div>
<script>var product_name = "none"; var lang = ["en", "de", "fr"]; function init() { document.getElementById("go").disabled = false; }</script></body></html>`
	return []model.Answer{
		answer(0, model.FamilyHTTP, "http.status", "200", "http.server", "lighttpd/1.4.55", "http.header", "Server: lighttpd/1.4.55",
			"http.header", "Content-Type: text/html; charset=utf-8", "http.header", "X-Frame-Options: SAMEORIGIN", "http.header", "ETag: \"2716403186\"",
			"http.header", "Last-Modified: Fri, 01 Mar 2024 08:00:00 GMT", "http.title", "Network Camera", "http.body", body),
		answer(1, model.FamilyRTSP, "rtsp.status", "200 OK", "rtsp.server", "Rtsp Server/3.0", "rtsp.public", "OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY",
			"rtsp.header", "CSeq: 1", "http.body", body),
	}
}

func size(answers []model.Answer) (bytes int64) {
	for _, a := range answers {
		for _, f := range a.Facts {
			bytes += int64(len(f.Value))
		}
	}
	return bytes
}

func BenchmarkMatch(b *testing.B) {
	set := load(b, thousandRules())
	answers := typicalAnswers()
	b.SetBytes(size(answers))
	b.ReportAllocs()
	for b.Loop() {
		if matches, _ := set.MatchDevice(answers, DefaultBudget(nil)); len(matches) > 0 {
			b.Fatal("got a match, want none")
		}
	}
}

// BenchmarkMatchPlainLoop is what matching costs without looking for literals
// first.
func BenchmarkMatchPlainLoop(b *testing.B) {
	set := load(b, thousandRules())
	byField := map[string][]*regexp.Regexp{}
	for _, c := range set.rules {
		byField[c.rule.Field] = append(byField[c.rule.Field], c.match.compile())
	}
	answers := typicalAnswers()
	b.SetBytes(size(answers))
	for b.Loop() {
		for _, a := range answers {
			for _, f := range a.Facts {
				for _, re := range byField[f.Field] {
					if re.MatchString(f.Value) {
						b.Fatal("got a match, want none")
					}
				}
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := filesOf(thousandRules())
	for b.Loop() {
		if _, err := Load(fsys, vocabulary()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkConfirm is the time for one unit of Budget.Work, on a page of the
// greatest length.
func BenchmarkConfirm(b *testing.B) {
	page := strings.Repeat(typicalAnswers()[0].Values("http.body")[0], 128)[:window]
	for name, source := range map[string]string{
		"literal_prefix": `/doc/page/login\.asp`,
		"any_case":       `(?i)product[-_ ]?(?:name|model)["']?\s*[:=]\s*["']([\w-]{30,40})`,
		"free_start":     `[a-z]+_product "none`,
		"worst":          `([a-z"<>= ]{2,60}|[a-z]{3,30}x)zz`,
	} {
		b.Run(name, func(b *testing.B) {
			p, err := newPattern(source)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				p.find(page)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(page)*p.instructions), "ns/unit")
			b.ReportMetric(float64(p.instructions), "instructions")
		})
	}
}
