package evidence

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"camorigin/internal/model"
)

// company knows two invented registrants.
func company(mac string) string {
	switch {
	case strings.HasPrefix(mac, "ac:cc:8e"):
		return "Example AB"
	case strings.HasPrefix(mac, "3c:ef:8c"):
		return "Example Ltd"
	}
	return ""
}

const deviceInformation = `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Body>` +
	`<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme</tds:Manufacturer><tds:Model>C-1</tds:Model></tds:GetDeviceInformationResponse></s:Body></s:Envelope>`

func TestAnswer(t *testing.T) {
	tests := map[string]struct {
		evidence model.Evidence
		family   model.Family
		want     map[string]string // values of a field, joined by "|"; "" means that the field must be absent
	}{
		"http_page": {
			model.Evidence{Protocol: "http", Request: "GET /login.asp?x=1", Response: []byte("HTTP/1.1 401 Unauthorized\r\nServer:App/1\r\nWWW-Authenticate: Digest realm=\"AXIS_ACCC8E000001\", nonce=\"a\"\r\n" +
				"WWW-Authenticate: Basic realm=\"cam\"\r\nSet-Cookie: a=1; path=/\r\nLocation: /x\r\nETag: \"0-1\"\r\nAuthInfo: \r\nThu, 01 Jan 1970 00:00:09 GMT\r\n\r\n<title>Hi\n there</title>")},
			model.FamilyHTTP,
			map[string]string{
				"http.status": "401", "http.path": "/login.asp?x=1", "http.server": "App/1", "http.realm": "AXIS_ACCC8E000001|cam", "http.cookie": "a=1; path=/",
				"http.www_authenticate": `Digest realm="AXIS_ACCC8E000001", nonce="a"|Basic realm="cam"`, "http.location": "/x", "http.etag": `"0-1"`,
				"http.title": "Hi there", "http.body": "<title>Hi\n there</title>", "mac.inside": "ac:cc:8e:00:00:01", "mac.company": "Example AB", "mac.address": "", "port.open": "",
				"http.header": `Server:App/1|WWW-Authenticate: Digest realm="AXIS_ACCC8E000001", nonce="a"|WWW-Authenticate: Basic realm="cam"|Set-Cookie: a=1; path=/|Location: /x|ETag: "0-1"|AuthInfo: |Thu, 01 Jan 1970 00:00:09 GMT`,
			},
		},
		"page_in_gbk": {
			model.Evidence{Protocol: "http", Response: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gb2312\r\n\r\n<title>\xcd\xf8\xc2\xe7</title>")},
			model.FamilyHTTP, map[string]string{"http.title": "网络"},
		},
		"rtsp_answer_on_an_http_port": {
			model.Evidence{Protocol: "http", Request: "GET /", Response: []byte("RTSP/1.0 505\r\nserver: Acme RTSP\r\n\r\n")},
			model.FamilyRTSP, map[string]string{"rtsp.status": "505", "rtsp.server": "Acme RTSP", "http.server": "", "http.status": ""},
		},
		"http_answer_on_an_rtsp_port": {
			model.Evidence{Protocol: "rtsp", Response: []byte("HTTP/1.0 400 Bad Request\r\nServer: web\r\n\r\n<h1>x</h1>")},
			model.FamilyHTTP, map[string]string{"http.status": "400", "http.server": "web", "rtsp.status": ""},
		},
		"rtsp_describe": {
			model.Evidence{Protocol: "rtsp", Response: []byte("RTSP/1.0 200 OK\nPublic: OPTIONS, DESCRIBE\nContent-Length: 9\n\nv=0\ns=cam\na=tool:T 1\nm=video 0\n")},
			model.FamilyRTSP, map[string]string{"rtsp.status": "200 OK", "rtsp.public": "OPTIONS, DESCRIBE", "rtsp.sdp": "v=0\ns=cam\na=tool:T 1\nm=video 0\n", "rtsp.sdp_name": "cam", "rtsp.sdp_tool": "T 1"},
		},
		"rtsp_refusal": {
			model.Evidence{Protocol: "rtsp", Response: []byte("RTSP/1.0 401 ClientUnAuthorized\r\nWWW-Authenticate: Digest realm=\"3cef8c000001\",nonce=\"b\"\r\n\r\n")},
			model.FamilyRTSP, map[string]string{"rtsp.status": "401 ClientUnAuthorized", "rtsp.realm": "3cef8c000001", "mac.inside": "3c:ef:8c:00:00:01", "mac.company": "Example Ltd"},
		},
		"sdp_without_empty_line": {
			model.Evidence{Protocol: "rtsp", Response: []byte("RTSP/1.0 200 OK\r\nm=video 0 RTP/AVP 98\r\na=x\r\n\r\n")},
			model.FamilyRTSP, map[string]string{"rtsp.sdp": "m=video 0 RTP/AVP 98\r\na=x\r\n\r\n"},
		},
		"onvif_answer": {
			model.Evidence{Protocol: "onvif", Response: []byte("HTTP/1.1 200 OK\r\nServer: gSOAP/2.8\r\n\r\n" + deviceInformation)},
			model.FamilyONVIF, map[string]string{"onvif.manufacturer": "Acme", "onvif.model": "C-1", "http.server": "gSOAP/2.8", "http.status": "200", "onvif.body": deviceInformation, "http.body": ""},
		},
		"onvif_answer_without_head": {
			model.Evidence{Protocol: "onvif", Response: []byte(deviceInformation)},
			model.FamilyONVIF, map[string]string{"onvif.manufacturer": "Acme", "onvif.namespaces": "http://www.w3.org/2003/05/soap-envelope|http://www.onvif.org/ver10/device/wsdl"},
		},
		"onvif_answer_to_an_http_question": {
			model.Evidence{Protocol: "http", Response: []byte("HTTP/1.1 200 OK\r\n\r\n" + deviceInformation)},
			model.FamilyONVIF, map[string]string{"onvif.model": "C-1", "http.body": deviceInformation},
		},
		"onvif_question_answered_by_a_page": {
			model.Evidence{Protocol: "onvif", Response: []byte("HTTP/1.1 404 Not Found\r\nServer: web\r\n\r\n<html><title>404 onvif</title></html>")},
			model.FamilyHTTP, map[string]string{"http.title": "404 onvif", "onvif.body": ""},
		},
		"onvif_refusal_by_head_only": {
			model.Evidence{Protocol: "onvif", Response: []byte("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"x\"\r\n\r\n")},
			model.FamilyHTTP, map[string]string{"http.realm": "x"},
		},
		"onvif_fault": {
			model.Evidence{Protocol: "onvif", Response: []byte("HTTP/1.1 400 Bad\n\n<e:Envelope><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>ter:NotAuthorized</e:Value></e:Subcode></e:Code></e:Fault></e:Body></e:Envelope>")},
			model.FamilyONVIF, map[string]string{"onvif.fault": "e:Sender ter:NotAuthorized", "http.status": "400"},
		},
		"page_about_onvif": {
			model.Evidence{Protocol: "http", Response: []byte("<html><title>onvif docs</title><pre>&lt;Envelope xmlns='http://www.onvif.org'&gt; Envelope</pre></html>")},
			model.FamilyHTTP, map[string]string{"onvif.body": "", "http.title": "onvif docs"},
		},
		"ws_discovery": {
			model.Evidence{Protocol: "wsdiscovery", Transport: "udp", Response: []byte("<d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>" +
				"<d:Scopes>onvif://www.onvif.org/name/ACME%20C%2 onvif://www.onvif.org/MAC/3c:ef:8c:00:00:01</d:Scopes><d:XAddrs>http://10.0.0.1/onvif/device_service</d:XAddrs></d:ProbeMatch>")},
			model.FamilyDiscovery, map[string]string{"onvif.scopes": "onvif://www.onvif.org/name/ACME C%2|onvif://www.onvif.org/MAC/3c:ef:8c:00:00:01", "onvif.types": "dn:NetworkVideoTransmitter|tds:Device",
				"onvif.endpoint": "urn:uuid:1", "onvif.xaddrs": "http://10.0.0.1/onvif/device_service", "mac.company": "Example Ltd"},
		},
		"ssdp": {
			model.Evidence{Protocol: "ssdp", Response: []byte("HTTP/1.1 200 OK\r\nSERVER: Linux, Acme\r\nUSN: uuid:1\r\nST: upnp:rootdevice\r\nLOCATION: http://10.0.0.1/d.xml\r\nDEVICE-INFO: Acme/N1\r\n\r\n")},
			model.FamilyDiscovery, map[string]string{"ssdp.server": "Linux, Acme", "ssdp.usn": "uuid:1", "ssdp.st": "upnp:rootdevice", "ssdp.location": "http://10.0.0.1/d.xml",
				"ssdp.header": "SERVER: Linux, Acme|USN: uuid:1|ST: upnp:rootdevice|LOCATION: http://10.0.0.1/d.xml|DEVICE-INFO: Acme/N1"},
		},
		"upnp_description_over_http": {
			model.Evidence{Protocol: "http", Response: []byte("HTTP/1.1 200 OK\r\n\r\n<root><device><manufacturer>Acme</manufacturer><modelName>C1</modelName><modelNumber>7</modelNumber><friendlyName>cam</friendlyName><serialNumber>S</serialNumber></device></root>")},
			model.FamilyHTTP, map[string]string{"upnp.manufacturer": "Acme", "upnp.model_name": "C1", "upnp.model_number": "7", "upnp.friendly_name": "cam", "upnp.serial": "S"},
		},
		"vendor_protocol_with_port": {
			model.Evidence{Protocol: "tplink-20002", Response: []byte(`{"result":{"device_model":"C1","mac":"3C-EF-8C-00-00-01"}}`)},
			model.FamilyDiscovery, map[string]string{"tplink.device_model": "C1", "mac.company": "Example Ltd", "mac.inside": "3c:ef:8c:00:00:01"},
		},
		"mdns_text": {
			model.Evidence{Protocol: "mdns", Response: []byte("macaddress=ACCC8E000001\nv=1\n")},
			model.FamilyDiscovery, map[string]string{"mdns.txt": "macaddress=ACCC8E000001|v=1", "mac.company": "Example AB"},
		},
		"snmp_text":    {model.Evidence{Protocol: "snmp", Response: []byte("Acme Camera\n")}, model.FamilySNMP, map[string]string{"snmp.sysdescr": "Acme Camera"}},
		"ftp":          {model.Evidence{Protocol: "ftp", Response: []byte("220 Acme ready\r\n")}, model.FamilyBanner, map[string]string{"ftp.banner": "Acme ready"}},
		"silent_port":  {model.Evidence{Protocol: "tcp", Port: 34567, Outcome: model.Open}, model.FamilyBanner, map[string]string{"port.open": "34567"}},
		"closed_port":  {model.Evidence{Protocol: "tcp", Port: 34567, Outcome: model.Refused}, model.FamilyBanner, map[string]string{"port.open": ""}},
		"tcp_banner":   {model.Evidence{Protocol: "tcp", Port: 23, Response: []byte("hello\r\n")}, model.FamilyBanner, map[string]string{"tcp.banner": "hello", "port.open": "23"}},
		"tcp_but_http": {model.Evidence{Protocol: "tcp", Port: 81, Response: []byte("HTTP/1.0 200 OK\nServer: x\n\n")}, model.FamilyHTTP, map[string]string{"http.server": "x"}},
		"ssh_on_a_web_port": {model.Evidence{Protocol: "http", Response: []byte("SSH-2.0-dropbear\r\n")},
			model.FamilyBanner, map[string]string{"ssh.banner": "dropbear", "http.body": ""}},
		"neighbour_table": {model.Evidence{Protocol: "mac", Fields: model.Fields{"mac.address": {"AC-CC-8E-00-00-01"}}},
			model.FamilyMAC, map[string]string{"mac.address": "AC-CC-8E-00-00-01", "mac.company": "Example AB", "mac.inside": ""}},
		"cisco_notation": {model.Evidence{Protocol: "mac", Response: []byte("accc.8e00.0001")},
			model.FamilyMAC, map[string]string{"mac.address": "ac:cc:8e:00:00:01", "mac.company": "Example AB"}},
		"listed": {model.Evidence{Protocol: "list", Fields: model.Fields{"list.brand": {"Acme"}, "list.model": {"ACCC8E000001"}}},
			model.FamilyList, map[string]string{"list.brand": "Acme", "mac.inside": ""}},
		"given_fields": {
			model.Evidence{Protocol: "http", Fields: model.Fields{"http.www_authenticate": {`Basic realm="DVR"`}, "http.header": {"Server: x", "ETag: 5"}, "http.body": {"<title>t</title>"}}},
			model.FamilyHTTP, map[string]string{"http.realm": "DVR", "http.server": "x", "http.etag": "5", "http.title": "t"},
		},
		"given_title_is_not_doubted": {
			model.Evidence{Protocol: "http", Fields: model.Fields{"http.title": {"given"}, "http.body": {"<title>other</title>"}}},
			model.FamilyHTTP, map[string]string{"http.title": "given"},
		},
		"given_rtsp_fields": {
			model.Evidence{Protocol: "rtsp", Fields: model.Fields{"rtsp.www_authenticate": {`Digest realm="r"`}, "rtsp.sdp": {"v=0\ns=n\n"}}},
			model.FamilyRTSP, map[string]string{"rtsp.realm": "r", "rtsp.sdp_name": "n"},
		},
		"given_onvif_body": {model.Evidence{Protocol: "onvif", Fields: model.Fields{"onvif.body": {deviceInformation}}}, model.FamilyONVIF, map[string]string{"onvif.model": "C-1"}},
		"wireless_key": {model.Evidence{Protocol: "hds-8002", Fields: model.Fields{"hds.wirelessApPsk": {"hunter22"}, "hds.MAC": {"3cef8c000001"}}},
			model.FamilyDiscovery, map[string]string{"hds.wirelessApPsk": "(withheld)", "mac.company": "Example Ltd"}},
		"no_answer":        {model.Evidence{Protocol: "http", Port: 80, Outcome: model.Timeout}, model.FamilyHTTP, map[string]string{"http.status": "", "port.open": ""}},
		"unknown_protocol": {model.Evidence{Protocol: "gopher", Response: []byte("x")}, model.FamilyBanner, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := Extractor{MACCompany: company}.Answer(3, test.evidence)
			if got.Family != test.family || got.Index != 3 {
				t.Errorf("family %q and index %d, want %q and 3", got.Family, got.Index, test.family)
			}
			for _, field := range slices.Sorted(maps.Keys(test.want)) {
				if value := strings.Join(got.Values(field), "|"); value != test.want[field] {
					t.Errorf("%s: got %q, want %q", field, value, test.want[field])
				}
			}
		})
	}
}

func TestAnswerIsBounded(t *testing.T) {
	page := "HTTP/1.1 200 OK\r\nX-Long: " + strings.Repeat("é", 5000) + "\r\n\r\n<title>" + strings.Repeat("ö", 5000) + "</title>" + strings.Repeat("é", 100_000)
	many := make([]string, 3*maxFacts)
	for i := range many {
		many[i] = strings.Repeat("v", i%1000) + strings.Repeat("w", i/1000)
	}
	answer := Extractor{}.Answer(0, model.Evidence{Protocol: "http", Response: []byte(page), Fields: model.Fields{"x.y": many}})
	if len(answer.Facts) > maxFacts {
		t.Errorf("got %d facts, want at most %d", len(answer.Facts), maxFacts)
	}
	for _, fact := range (Extractor{}).Answer(0, model.Evidence{Protocol: "http", Response: []byte(page)}).Facts {
		limit := maxShort
		if fact.Field == "http.body" {
			limit = maxLong
		}
		if len(fact.Value) > limit || !utf8.ValidString(fact.Value) {
			t.Errorf("%s: %d bytes, want at most %d of valid UTF-8", fact.Field, len(fact.Value), limit)
		}
	}
}

func TestAnswerIsTheSameEveryTime(t *testing.T) {
	e := model.Evidence{Protocol: "http", Fields: model.Fields{"b": {"1"}, "a": {"2"}, "http.header": {"Server: x"}, "rtsp.header": {"Server: y"}, "ssdp.header": {"Server: z"}}}
	want := Extractor{}.Answer(0, e).Facts
	for range 20 {
		if got := (Extractor{}).Answer(0, e).Facts; !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestFavicon(t *testing.T) {
	icon := "\x00\x00\x01\x00" + strings.Repeat("icon", 40)
	tests := map[string]struct {
		evidence model.Evidence
		hashed   bool
	}{
		"icon":                 {model.Evidence{Request: "GET /favicon.ico", Response: []byte("HTTP/1.1 200 OK\r\n\r\n" + icon)}, true},
		"icon_of_another_name": {model.Evidence{Request: "GET /img/logo.ICO", Response: []byte("HTTP/1.1 200 OK\r\n\r\n" + icon)}, true},
		"not_asked":            {model.Evidence{Request: "GET /", Response: []byte("HTTP/1.1 200 OK\r\n\r\n" + icon)}, false},
		"page_for_an_icon":     {model.Evidence{Request: "GET /favicon.ico", Response: []byte("HTTP/1.1 200 OK\r\n\r\n<html>")}, false},
		"not_found":            {model.Evidence{Request: "GET /favicon.ico", Response: []byte("HTTP/1.1 404 No\r\n\r\n" + icon)}, false},
		"cut":                  {model.Evidence{Request: "GET /favicon.ico", Response: []byte("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + icon)}, false},
		"cut_by_us":            {model.Evidence{Request: "GET /favicon.ico", Outcome: model.TooLarge, Response: []byte("HTTP/1.1 200 OK\r\n\r\n" + icon)}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.evidence.Protocol = "http"
			answer := Extractor{}.Answer(0, test.evidence)
			got := []string{strings.Join(answer.Values("http.favicon.md5"), ""), strings.Join(answer.Values("http.favicon.mmh3"), "")}
			want := []string{"", ""}
			if test.hashed {
				want = []string{"3dd3176a2669327a03af785522cea8c8", "596642758"} // by an independent implementation
			}
			if !slices.Equal(got, want) {
				t.Errorf("md5 and mmh3: got %q, want %q", got, want)
			}
		})
	}
}

func FuzzAnswer(f *testing.F) {
	for _, protocol := range []string{"http", "rtsp", "onvif", "tcp", "tls", "mdns", "ssdp", "wsdiscovery", "snmp", "telnet", "hds-8002", "dhip"} {
		f.Add(protocol, "GET /favicon.ico", []byte("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<title>y</title>"))
		f.Add(protocol, "", []byte(deviceInformation))
		f.Add(protocol, "", []byte("RTSP/1.0 401 No\nWWW-Authenticate: Digest realm=\"accc8e000001\"\n\nv=0\nm=video"))
	}
	f.Fuzz(func(t *testing.T, protocol, request string, response []byte) {
		answer := Extractor{MACCompany: company}.Answer(0, model.Evidence{Protocol: protocol, Request: request, Response: response})
		for _, fact := range answer.Facts {
			if !utf8.ValidString(fact.Value) || len(fact.Value) > maxLong || fact.Value == "" {
				t.Errorf("bad value of %s", fact.Field)
			}
		}
	})
}

func BenchmarkAnswer(b *testing.B) {
	page := []byte("HTTP/1.1 200 OK\r\nServer: web\r\nContent-Type: text/html\r\nETag: \"0-5e0-1e0\"\r\nConnection: close\r\n\r\n" +
		"<!DOCTYPE html><html><head><title>login</title>" + strings.Repeat(`<script type="text/javascript" src="js/lib.js?v=1"></script><div class="row" id="a1">text &amp; more</div>`, 80) + "</html>")
	e := model.Evidence{Protocol: "http", Port: 80, Request: "GET /", Response: page}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		Extractor{MACCompany: company}.Answer(0, e)
	}
}
