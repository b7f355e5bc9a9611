package identify

import (
	"testing"

	"camorigin/internal/model"

	"github.com/google/go-cmp/cmp"
)

func TestAttributesGoWithTheMaker(t *testing.T) {
	d := Device(Input{Names: names{}, Matches: []model.Match{
		says(0, model.FamilyHTTP, 0.9, model.Says{Maker: "acme", Kind: "camera", Model: "Acme Corp AB-1", Firmware: "V1.0"}),
		says(1, model.FamilyRTSP, 0.5, model.Says{Maker: "globex", Model: "GX-9", Serial: "GX-123456"}),
		says(2, model.FamilyTLS, 0.99, model.Says{Kind: "other", Model: "Printer 5"}),
		says(3, model.FamilyONVIF, 0.7, model.Says{Model: "AB-1%20Pro", Serial: "AB123456", MAC: "00-1B-C5-00-00-0A"}),
		says(4, model.FamilyONVIF, 0.6, model.Says{Firmware: "V2.0"}),
	}})
	if d.Kind != model.KindUnknown {
		t.Fatalf("got kind %s, want unknown", d.Kind)
	}
	d = Device(Input{Names: names{}, Matches: []model.Match{
		says(0, model.FamilyHTTP, 0.9, model.Says{Maker: "acme", Kind: "camera", Model: "Acme Corp AB-1", Firmware: "V1.0"}),
		says(1, model.FamilyRTSP, 0.5, model.Says{Maker: "globex", Model: "GX-9", Serial: "GX-123456"}),
		says(2, model.FamilyTLS, 0.7, model.Says{Kind: "other", Serial: "P-123456"}),
		says(3, model.FamilyONVIF, 0.6, model.Says{Model: "AB-1%20Pro", Serial: "AB123456", MAC: "00-1B-C5-00-00-0A"}),
		says(4, model.FamilyONVIF, 0.6, model.Says{Firmware: "V2.0"}),
	}})
	got := []string{d.Model, d.Firmware, d.Serial, d.MAC}
	if diff := cmp.Diff([]string{"AB-1", "V1.0", "AB123456", "00:1b:c5:00:00:0a"}, got); diff != "" {
		t.Error(diff)
	}
	want := []model.Because{
		{Rule: "rule-0", Field: "http.body", Value: "x", Says: "maker,kind,model,firmware", Answer: 0},
		{Rule: "rule-1", Field: "http.body", Value: "x", Says: "maker", Answer: 1},
		{Rule: "rule-2", Field: "http.body", Value: "x", Says: "kind", Answer: 2},
		{Rule: "rule-3", Field: "http.body", Value: "x", Says: "serial,mac", Answer: 3},
	}
	if diff := cmp.Diff(want, d.Because); diff != "" {
		t.Errorf("because: got (+) and want (-) differ:\n%s", diff)
	}
}

func TestTidier(t *testing.T) {
	tidier := tidier{names: []string{"Acme", "acme-corp"}}
	models := map[string]string{
		"DS-1": "DS-1", " DS-1 ": "DS-1", "Acme%20AB-1": "AB-1", "ACME_AB1": "AB1", "AcmeAB1": "AcmeAB1", "acme": "", "Acme Pro": "Acme Pro", "50%": "50%", "50%ff": "50%ff",
		"MODEL": "", "IPC-model": "", "IP_Camera": "", "NVT": "", "General": "", "TP-IPC": "", "IPCAM": "", "IMCP": "", "Network Camera": "", "Network%20Camera": "",
		"Unknown": "", "IPC": "", "MSTAR_IPNC": "", "ONVIF_ICAMERA": "", "HD IPC": "", "HD%20IPC": "", "X": "", "---": "", "a\x1b[2Jb1": "a[2Jb1", "A\u202eB1": "AB1", "A\n  B": "A B",
		string(make([]byte, 500)): "", "摄像机1": "摄像机1",
	}
	for text, want := range models {
		if got := tidier.model(text); got != want {
			t.Errorf("model(%q): got %q, want %q", text, got, want)
		}
	}
	serials := map[string]string{"AB123456": "AB123456", "12345679890": "", "1234567890": "", "0000000000": "", "unknown": "", "12": "", "FFFFFFFF": ""}
	for text, want := range serials {
		if got := tidier.serial(text); got != want {
			t.Errorf("serial(%q): got %q, want %q", text, got, want)
		}
	}
	if got := tidier.firmware("unreleased"); got != "" {
		t.Errorf("firmware without a digit: got %q, want nothing", got)
	}
}

func TestMAC(t *testing.T) {
	for text, want := range map[string]string{
		"00:1B:C5:00:00:0A": "00:1b:c5:00:00:0a", "00-1b-c5-00-00-0a": "00:1b:c5:00:00:0a", "001b.c500.000a": "00:1b:c5:00:00:0a", "001BC500000A": "00:1b:c5:00:00:0a",
		"00:00:00:00:00:00": "", "ff:ff:ff:ff:ff:ff": "", "01:00:5e:00:00:01": "", "00:1b:c5": "", "": "", "camera": "",
	} {
		if got := MAC(text); got != want {
			t.Errorf("MAC(%q): got %q, want %q", text, got, want)
		}
	}
}

func facts(index int, family model.Family, protocol string, port int, pairs ...string) model.Answer {
	a := model.Answer{Index: index, Family: family, Protocol: protocol, Port: port}
	for len(pairs) >= 2 {
		a.Facts = append(a.Facts, model.Fact{Field: pairs[0], Value: pairs[1]})
		pairs = pairs[2:]
	}
	return a
}

func TestFactsOfTheDevice(t *testing.T) {
	d := Device(Input{Host: "10.0.0.1", Site: "school", Answers: []model.Answer{
		facts(0, model.FamilyTLS, "tls", 443, "tls.subject", "CN=camera", "tls.sha256", "ab", "tls.key_bits", "1024"),
		facts(1, model.FamilyHTTP, "http", 443, "http.title", "x"),
		facts(2, model.FamilyHTTP, "http", 80, "http.title", "x"),
		facts(3, model.FamilyONVIF, "onvif", 80, "onvif.hostname", "(none)", "onvif.hostname", "cam-7"),
		facts(4, model.FamilyRTSP, "rtsp", 554),
		facts(5, model.FamilyBanner, "tcp", 37777, "port.open", "true"),
		facts(6, model.FamilyDiscovery, "wsdiscovery", 3702, "onvif.endpoint", "urn:uuid:3fa1fe68-b915-4053-a3e1-c006c3afec0e", "onvif.endpoint", "urn:uuid:1", "mac.inside", "00:1b:c5:00:00:0b"),
		facts(7, model.FamilyMAC, "mac", 0, "mac.address", "00:1B:C5:00:00:0A", "mac.company", "Acme Corp", "mac.switch", "sw3", "mac.port", "Gi1/0/7", "mac.vlan", "20"),
		facts(8, model.FamilyList, "list", 0, "list.brand", "Globex", "list.model", "GX-9", "onvif.hostname", "from-a-list"),
	}})
	want := model.Device{
		Host: "10.0.0.1", Site: "school", Kind: model.KindUnknown, Hostname: "cam-7", MAC: "00:1b:c5:00:00:0a", MACCompany: "Acme Corp", Endpoint: "urn:uuid:1",
		Ports:       []model.OpenPort{{Port: 80, Protocol: "onvif"}, {Port: 443, Protocol: "http", TLS: true}, {Port: 37777}},
		Certificate: &model.Certificate{Subject: "CN=camera", SHA256: "ab", KeyBits: 1024},
		Location:    &model.Location{Switch: "sw3", Port: "Gi1/0/7", VLAN: 20},
		Listed:      &model.Listed{Brand: "Globex", Model: "GX-9", Verdict: model.VerdictListed},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("got (+) and want (-) differ:\n%s", diff)
	}
}

func FuzzDevice(f *testing.F) {
	f.Add("acme", "AB-1", "V1.0", "00:1b:c5:00:00:0a", "cam-7", "80", 0.9, 0.5)
	f.Add("", "%zz%e2", "\xff\u202e", "0", "\x1b", "-1", 2.0, -1.0)
	f.Fuzz(func(t *testing.T, id, device, firmware, mac, host, port string, x, y float64) {
		in := Input{Names: names{}, Answers: []model.Answer{
			facts(0, model.FamilyHTTP, "http", 80, "onvif.hostname", host, "port.open", port, "onvif.endpoint", host, "mac.vlan", port),
			facts(1, model.FamilyMAC, "mac", 0, "mac.address", mac, "mac.vlan", port, "mac.switch", host),
		}, Matches: []model.Match{
			says(0, model.FamilyHTTP, x, model.Says{Maker: id, Kind: id, Model: device, Firmware: firmware, Serial: device, MAC: mac}),
			says(1, model.FamilyRTSP, y, model.Says{Maker: "acme", Kind: "camera", Model: firmware}),
		}}
		d := Device(in)
		if diff := cmp.Diff(d, Device(in)); diff != "" {
			t.Errorf("got another device from the same input:\n%s", diff)
		}
		for _, text := range []string{d.Model, d.Firmware, d.Serial, d.MAC, d.Hostname, d.Endpoint} {
			if text != printable(text) || len(text) > 4*128 {
				t.Errorf("got %q, want a short and printable text", text)
			}
		}
		if s := makerOf(d); s != nil && !(s.Confidence >= 0 && s.Confidence <= maxConfidence) {
			t.Errorf("got confidence %v, want 0 to %v", s.Confidence, maxConfidence)
		}
	})
}

func TestChannelsOfRecorders(t *testing.T) {
	answers := []model.Answer{
		facts(0, model.FamilyDiscovery, "sadp", 37020, "sadp.AnalogChannelNum", "0", "sadp.DigitalChannelNum", "16"),
		facts(1, model.FamilyDiscovery, "dhip", 37810, "dhip.VideoInputChannels", "4", "dhip.RemoteVideoInputChannels", "99999999"),
	}
	for kind, want := range map[string]int{"recorder": 16, "camera": 0} {
		d := Device(Input{Answers: answers, Matches: []model.Match{says(0, model.FamilyDiscovery, 0.9, model.Says{Kind: kind})}})
		if d.Channels != want {
			t.Errorf("%s: got %d channels, want %d", kind, d.Channels, want)
		}
	}
}
