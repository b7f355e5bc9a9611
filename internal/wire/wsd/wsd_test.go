package wsd

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	match := `<d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>` +
		`<d:Scopes>onvif://www.onvif.org/name/A%20B onvif://www.onvif.org/hardware/X1</d:Scopes><d:XAddrs>http://10.0.0.1/onvif/device_service</d:XAddrs></d:ProbeMatch>`
	want := Match{Endpoint: "urn:uuid:1", Types: []string{"dn:NetworkVideoTransmitter", "tds:Device"},
		Scopes: []string{"onvif://www.onvif.org/name/A%20B", "onvif://www.onvif.org/hardware/X1"}, XAddrs: []string{"http://10.0.0.1/onvif/device_service"}}
	second := Match{Endpoint: "urn:uuid:2", Types: []string{"pub:Computer"}}
	tests := map[string]struct {
		doc  string
		want []Match
	}{
		"whole_answer": {`<s:Envelope><s:Header><a:ReplyTo><a:Address>http://anonymous</a:Address></a:ReplyTo></s:Header><s:Body><d:ProbeMatches>` + match + `</d:ProbeMatches></s:Body></s:Envelope>`, []Match{want}},
		"two_matches": {`<d:ProbeMatches>` + match + `<d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:2</a:Address></a:EndpointReference><d:Types>pub:Computer</d:Types></d:ProbeMatch>`,
			[]Match{want, second}},
		"announcement":              {`<d:Hello><a:EndpointReference><a:Address>urn:uuid:2</a:Address></a:EndpointReference><d:Types>pub:Computer</d:Types></d:Hello>`, []Match{second}},
		"fragment_without_envelope": {`<a:Address>urn:uuid:2</a:Address></a:EndpointReference><d:Types>pub:Computer</d:Types>`, []Match{second}},
		"cut_in_the_scopes":         {`<d:Types>T</d:Types><d:Scopes>onvif://www.onvif.org/name/A onvif://www.onvif.org/hard`, []Match{{Types: []string{"T"}, Scopes: []string{"onvif://www.onvif.org/name/A"}}}},
		"scope_of_another_scheme":   {`<d:Scopes>onvif://www.onvif.org/hardware/X1 http:123 ttl</d:Scopes>`, []Match{{Scopes: []string{"onvif://www.onvif.org/hardware/X1", "http:123 ttl"}}}},
		"blank_inside_a_scope":      {`<d:Scopes>onvif://www.onvif.org/name/A B onvif://www.onvif.org/c/D</d:Scopes>`, []Match{{Scopes: []string{"onvif://www.onvif.org/name/A B", "onvif://www.onvif.org/c/D"}}}},
		"beginning_is_missing":      {`rg/type/ptz onvif://www.onvif.org/hardware/X1</d:Scopes><d:XAddrs>http://10.0.0.1/</d:XAddrs>`, []Match{{Scopes: []string{"onvif://www.onvif.org/hardware/X1"}, XAddrs: []string{"http://10.0.0.1/"}}}},
		"scopes_alone":              {`onvif://www.onvif.org/name/A onvif://www.onvif.org/hardware/X1`, []Match{{Scopes: []string{"onvif://www.onvif.org/name/A", "onvif://www.onvif.org/hardware/X1"}}}},
		"nothing":                   {`hello`, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := Parse(test.doc)
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProbe(t *testing.T) {
	request := Probe([16]byte{0x12, 15: 0x34}, NetworkVideoTransmitter())
	var doc struct {
		Header struct{ MessageID string }
		Body   struct{ Probe struct{ Types string } }
	}
	if err := xml.Unmarshal(request, &doc); err != nil {
		t.Fatalf("the probe is not well-formed: %v", err)
	}
	if want := "uuid:12000000-0000-0000-0000-000000000034"; doc.Header.MessageID != want {
		t.Errorf("message: got %q, want %q", doc.Header.MessageID, want)
	}
	if want := "dn:NetworkVideoTransmitter"; doc.Body.Probe.Types != want {
		t.Errorf("types: got %q, want %q", doc.Body.Probe.Types, want)
	}
	if !strings.Contains(string(request), `<d:Types xmlns:dn="http://www.onvif.org/ver10/network/wsdl">`) {
		t.Error("the prefix is not declared on Types")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`<d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference><d:Types>T</d:Types>`)
	f.Add(`<Scopes>a b`)
	f.Fuzz(func(t *testing.T, doc string) {
		if got := Parse(doc); len(got) > maxMatches {
			t.Errorf("%d matches", len(got))
		}
	})
}
