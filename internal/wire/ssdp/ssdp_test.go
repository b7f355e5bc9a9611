package ssdp

import "testing"

func TestParse(t *testing.T) {
	tests := map[string]string{
		"answer":       "HTTP/1.1 200 OK\r\nSERVER: Linux UPnP/1.0 Acme/1\r\nUSN: uuid:1::upnp:rootdevice\r\n\r\n",
		"announcement": "NOTIFY * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\nServer: Linux UPnP/1.0 Acme/1\r\nusn:uuid:1::upnp:rootdevice\r\n\r\n",
	}
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			m := Parse([]byte(raw))
			if m.Get("Server") != "Linux UPnP/1.0 Acme/1" || m.Get("USN") != "uuid:1::upnp:rootdevice" {
				t.Errorf("got server %q and name %q", m.Get("Server"), m.Get("USN"))
			}
		})
	}
}

func TestDescribe(t *testing.T) {
	doc := `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceType>urn:x:device:Basic:1</deviceType><friendlyName>Cam - 1</friendlyName>` +
		`<manufacturer>Acme</manufacturer><modelName>C1</modelName><modelNumber>7</modelNumber><serialNumber>S</serialNumber><UDN>uuid:1</UDN>` +
		`<deviceList><device><modelName>inner</modelName></device></deviceList></device></root>`
	got, ok := Describe(doc)
	want := Description{DeviceType: "urn:x:device:Basic:1", FriendlyName: "Cam - 1", Manufacturer: "Acme", ModelName: "C1", ModelNumber: "7", Serial: "S", UDN: "uuid:1"}
	if !ok || got != want {
		t.Errorf("got %+v, %v, want %+v", got, ok, want)
	}
	if _, ok := Describe("<html><body>x</body></html>"); ok {
		t.Error("a page counts for a description")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("NOTIFY * HTTP/1.1\r\nServer: x\r\n\r\n"))
	f.Add([]byte("<root><device><modelName>x</modelName>"))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		Parse(raw)
		Describe(string(raw))
	})
}
