package soap

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// envelope wraps a body as a device does that declares its prefixes.
func envelope(body string) string {
	return `<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl">` +
		`<env:Header/><env:Body>` + body + `</env:Body></env:Envelope>`
}

var declared = []string{"http://www.w3.org/2003/05/soap-envelope", "http://www.onvif.org/ver10/device/wsdl"}

func TestRead(t *testing.T) {
	tests := map[string]struct {
		doc  string
		want Answer
	}{
		"device_information": {
			doc: envelope(`<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme &amp; Co</tds:Manufacturer><tds:Model>C-1</tds:Model>` +
				`<tds:FirmwareVersion>1.2</tds:FirmwareVersion><tds:SerialNumber>S9</tds:SerialNumber><tds:HardwareId>88</tds:HardwareId></tds:GetDeviceInformationResponse>`),
			want: Answer{Root: "Envelope", Operation: "GetDeviceInformationResponse", Namespaces: declared,
				Manufacturer: "Acme & Co", Model: "C-1", Firmware: "1.2", Serial: "S9", Hardware: "88"},
		},
		"hostname": {
			doc: envelope(`<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>cam7</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>`),
			want: Answer{Root: "Envelope", Operation: "GetHostnameResponse", Namespaces: declared,
				Hostname: "cam7"},
		},
		"date_and_time": {
			doc: envelope(`<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone>` +
				`<tt:UTCDateTime><tt:Time><tt:Hour>3</tt:Hour><tt:Minute>4</tt:Minute><tt:Second>5</tt:Second></tt:Time><tt:Date><tt:Year>2026</tt:Year><tt:Month>1</tt:Month><tt:Day>2</tt:Day></tt:Date></tt:UTCDateTime>` +
				`<tt:LocalDateTime><tt:Time><tt:Hour>11</tt:Hour></tt:Time><tt:Date><tt:Year>2026</tt:Year><tt:Month>1</tt:Month><tt:Day>2</tt:Day></tt:Date></tt:LocalDateTime>` +
				`</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`),
			want: Answer{Root: "Envelope", Operation: "GetSystemDateAndTimeResponse", Namespaces: declared,
				TimeZone: "CST-8", DateTime: "2026-01-02T03:04:05Z"},
		},
		"services": {
			doc: envelope(`<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl</tds:Namespace><tds:XAddr>http://10.0.0.1/onvif/Media</tds:XAddr></tds:Service></tds:GetServicesResponse>`),
			want: Answer{Root: "Envelope", Operation: "GetServicesResponse",
				Namespaces: append(append([]string{}, declared...), "http://www.onvif.org/ver10/media/wsdl"), XAddrs: []string{"http://10.0.0.1/onvif/Media"}},
		},
		"network_interfaces": {
			doc: envelope(`<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>00-11-22-33-44-55</tt:HwAddress></tt:Info></tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>`),
			want: Answer{Root: "Envelope", Operation: "GetNetworkInterfacesResponse", Namespaces: declared,
				HardwareAddresses: []string{"00-11-22-33-44-55"}},
		},
		"scopes_of_a_cut_document": {
			doc: `<SOAP-ENV:Envelope><SOAP-ENV:Body><tds:GetScopesResponse><tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>onvif://www.onvif.org/type/video_encoder</tt:ScopeItem></tds:Scopes>` +
				`<tds:Scopes><tt:ScopeItem>onvif://www.onvif.org/hardw`,
			want: Answer{Root: "Envelope", Operation: "GetScopesResponse", Scopes: []string{"onvif://www.onvif.org/type/video_encoder"}},
		},
		"fault": {
			doc: envelope(`<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>ter:NotAuthorized</env:Value></env:Subcode></env:Code>` +
				`<env:Reason><env:Text xml:lang="en">The action requires authorization</env:Text></env:Reason></env:Fault>`),
			want: Answer{Root: "Envelope", Operation: "Fault", Namespaces: declared,
				Fault: &Fault{Codes: []string{"env:Sender", "ter:NotAuthorized"}, Reason: "The action requires authorization"}},
		},
		"fault_of_soap_1_1": {
			doc:  `<e:Envelope><e:Body><e:Fault><faultcode>e:Client</faultcode><faultstring>bad</faultstring></e:Fault></e:Body></e:Envelope>`,
			want: Answer{Root: "Envelope", Operation: "Fault", Fault: &Fault{Codes: []string{"e:Client"}, Reason: "bad"}},
		},
		"zero_bytes_and_undeclared_prefixes": {
			doc:  "<x:Envelope><x:Body><y:GetHostnameResponse><y:HostnameInformation><z:Name>a\x00b</z:Name></y:HostnameInformation></y:GetHostnameResponse></x:Body></x:Envelope>\x00\x00",
			want: Answer{Root: "Envelope", Operation: "GetHostnameResponse", Hostname: "ab"},
		},
		"facts_before_a_doctype": {
			doc:  `<Envelope><Body><GetHostnameResponse><HostnameInformation><Name>a</Name></HostnameInformation><!DOCTYPE x><TZ>no</TZ>`,
			want: Answer{Root: "Envelope", Operation: "GetHostnameResponse", Hostname: "a"},
		},
		"model_of_something_else_is_not_taken": {
			doc:  `<Envelope><Body><GetPresetResponse><Lens><Model>L1</Model></Lens></GetPresetResponse></Body></Envelope>`,
			want: Answer{Root: "Envelope", Operation: "GetPresetResponse"},
		},
		"html": {doc: `<html><body><p>hi</p></body></html>`, want: Answer{Root: "html"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Read(test.doc)); diff != "" {
				t.Errorf("Read (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFaultNotAuthorized(t *testing.T) {
	tests := map[string]struct {
		fault *Fault
		want  bool
	}{
		"none":           {nil, false},
		"not_authorized": {&Fault{Codes: []string{"s:Sender", "ter:NotAuthorized"}}, true},
		"other":          {&Fault{Codes: []string{"s:Sender", "ter:ActionNotSupported"}}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := test.fault.NotAuthorized(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestReadBoundsLists(t *testing.T) {
	var doc strings.Builder
	doc.WriteString("<Envelope><Body><R>")
	for i := range 5000 {
		doc.WriteString("<XAddr>http://h/" + strings.Repeat("a", i%7) + string(rune('a'+i%26)) + "</XAddr>")
	}
	if got := len(Read(doc.String()).XAddrs); got > maxValues {
		t.Errorf("got %d addresses, want at most %d", got, maxValues)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(envelope(`<tds:GetHostnameResponse><tds:HostnameInformation><tt:Name>cam7</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>`))
	f.Add(`<Envelope><Body><Fault><Code><Value>a</Value></Code>`)
	f.Add("<a><UTCDateTime><Date><Year>99</Year>")
	f.Fuzz(func(_ *testing.T, doc string) {
		a := Read(doc)
		a.ONVIF()
		a.Fault.NotAuthorized()
	})
}
