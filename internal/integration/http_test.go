//go:build integration

package integration

import (
	"fmt"
	"testing"

	"camorigin/internal/model"
)

func TestLighttpdDigestRealms(t *testing.T) {
	cases := []struct {
		name, realm  string
		maker        string
		surveillance bool
	}{
		{"realm_of_a_dahua", "Login to 4K01FD2PAQ0F2C3", "dahua", true},
		{"realm_of_an_axis", "AXIS_ACCC8E0A1B2C", "axis", true},
		{"realm_of_an_office", "Staff area", "", false},
		{"realm_that_speaks_of_cameras", "Ask the camera team for a login", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir, port := t.TempDir(), freePort(t)
			write(t, dir, "users", "")
			config := write(t, dir, "lighttpd.conf", digestConfig(dir, port, c.realm))
			start(t, port, "lighttpd", "-D", "-f", config)
			check(t, scan(t, port, model.RoleWeb), c.maker, c.surveillance)
		})
	}
}

func TestLighttpdPlainPage(t *testing.T) {
	dir, port := t.TempDir(), freePort(t)
	write(t, dir, "index.html", "<html><title>Our security cameras: a guide</title><body>hikvision dahua axis</body></html>")
	config := write(t, dir, "lighttpd.conf",
		fmt.Sprintf("server.document-root = %q\nserver.bind = \"127.0.0.1\"\nserver.port = %d\nindex-file.names = ( \"index.html\" )\n", dir, port))
	start(t, port, "lighttpd", "-D", "-f", config)
	check(t, scan(t, port, model.RoleWeb), "", false)
}

func TestMiniHTTPD(t *testing.T) {
	dir, port := t.TempDir(), freePort(t)
	write(t, dir, "index.html", "<html><title>Intranet</title></html>")
	write(t, dir, ".htpasswd", "nobody:x\n")
	start(t, port, "mini_httpd", "-D", "-h", "127.0.0.1", "-p", fmt.Sprint(port), "-d", dir)
	check(t, scan(t, port, model.RoleWeb), "", false)
}

// check compares what was said of a server with what may be said.
func check(t *testing.T, got model.Device, maker string, surveillance bool) {
	t.Helper()
	id := ""
	if got.Maker != nil {
		id = got.Maker.ID
	}
	if id != maker {
		t.Errorf("maker: got %q, want %q (because %v)", id, maker, got.Because)
	}
	if maker == "" && got.Brand != nil {
		t.Errorf("brand: got %q, want none", got.Brand.ID)
	}
	if got.Maker != nil && got.Maker.Verdict == model.VerdictConfirmed {
		t.Errorf("verdict: one family of evidence was called confirmed")
	}
	if got.Surveillance != surveillance {
		t.Errorf("surveillance: got %v, want %v", got.Surveillance, surveillance)
	}
}
