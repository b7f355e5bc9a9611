package judge_test

import (
	"fmt"
	"slices"
	"testing"

	"camorigin/internal/model"
	"camorigin/internal/origin"
)

// What people write about every maker and brand: none of it comes from one of
// its devices.
var proseTitles = []string{
	"%s camera setup guide", "Buy %s IP camera 4MP online | CCTV Shop", "%s - Wikipedia", "Best %s NVR deals", "%s default password list",
	"How to reset a %s DVR", "%s network camera review", "%s dealer Smith Security GmbH", "Question about %s | Forum",
}

var proseBodies = []string{
	"<h1>%[1]s</h1><p>We sell %[1]s IP cameras, %[1]s network video recorders and %[1]s door stations.</p><img alt=\"%[1]s\" src=\"/img/cam.png\">",
	"<p>How to log in to your %[1]s network camera: open the web viewer and install the ActiveX plug-in.</p><a href=\"https://shop.example/%[1]s\">%[1]s</a>",
	"<p>My %[1]s says this:</p><pre>&lt;title&gt;%[1]s Network Camera&lt;/title&gt;</pre><p>and <code>realm=\"%[1]s\"</code></p>",
}

// A title or a text that a person wrote makes no device a camera, and nobody its
// maker.
func TestProseNamesNobody(t *testing.T) {
	j := embeddedJudge(t)
	for _, name := range proseNames(j.Knowledge.Companies(), j.Knowledge.Brands()) {
		for _, title := range proseTitles {
			checkProse(t, j.Device("192.0.2.1", "", proseAnswer(fmt.Sprintf(title, name), "<p>Welcome.</p>")), fmt.Sprintf(title, name))
		}
		for _, body := range proseBodies {
			checkProse(t, j.Device("192.0.2.1", "", proseAnswer("Welcome", fmt.Sprintf(body, name))), fmt.Sprintf(body, name))
		}
	}
}

func proseAnswer(title, body string) []model.Evidence {
	page := "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\n\r\n<html><head><title>" + title + "</title></head><body>" + body + "</body></html>"
	return []model.Evidence{{Host: "192.0.2.1", Port: 80, Protocol: "http", Request: "GET /", Response: []byte(page)}}
}

func checkProse(t *testing.T, d model.Device, text string) {
	t.Helper()
	if d.Surveillance {
		t.Errorf("%q: got kind %s, want no surveillance equipment%s", text, d.Kind, reasons(d))
	}
	for _, s := range namesOf(d) {
		if s.Verdict.Sure() {
			t.Errorf("%q: got %s (%s), want nobody%s", text, s.ID, s.Verdict, reasons(d))
		}
	}
}

func proseNames(companies []origin.Company, brands []origin.Brand) []string {
	var list []string
	for _, c := range companies {
		list = append(list, c.Name)
	}
	for _, b := range brands {
		list = append(list, b.Name)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
