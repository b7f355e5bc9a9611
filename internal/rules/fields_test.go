package rules

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestKnownField(t *testing.T) {
	for field, want := range map[string]bool{
		"http.title": true, "mac.inside": true, "sadp.DeviceDescription": true, "dhip.IPv4Address.IPAddress": true, "hds.Device-ID": true,
		"http.titel": false, "sadp.": false, "sadp": false, "other.key": false, "": false, "sadp.a b": false,
	} {
		if got := KnownField(field); got != want {
			t.Errorf("KnownField(%q): got %t, want %t", field, got, want)
		}
	}
}

// The page that describes evidence must not name fields that rules cannot use.
func TestDocumentedFieldsAreKnown(t *testing.T) {
	page, err := os.ReadFile("../../docs/EVIDENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, fields, found := strings.Cut(string(page), "## Fields")
	if !found {
		t.Fatal("got no section Fields, want one")
	}
	for _, match := range regexp.MustCompile("`((?:http|tls|rtsp|onvif|ssdp|upnp|mdns|snmp|ftp|telnet|ssh|sip|dhcp|tcp|mac|list|port)\\.[a-z0-9_.]+)`").FindAllStringSubmatch(fields, -1) {
		if !KnownField(match[1]) {
			t.Errorf("got no field %s, want it known", match[1])
		}
	}
}
