package assess_test

import (
	"slices"
	"strings"
	"testing"

	"camorigin/internal/assess"
	"camorigin/internal/model"
)

func findingOf(d model.Device, check string) *model.Finding {
	i := slices.IndexFunc(d.Findings, func(f model.Finding) bool { return f.Check == check })
	if i < 0 {
		return nil
	}
	return &d.Findings[i]
}

func TestPublicAddress(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		host string
		want model.Severity
	}{
		{"10.0.0.7", ""}, {"192.168.1.7", ""}, {"172.16.0.7", ""}, {"169.254.1.7", ""}, {"127.0.0.7", ""}, {"100.64.0.7", ""},
		{"fe80::7", ""}, {"fd00::7", ""}, {"cam-7", ""},
		{"192.0.2.7", model.SeverityHigh}, {"::ffff:192.0.2.7", model.SeverityHigh}, {"2001:db8::7", model.SeverityMedium},
	} {
		t.Run(c.host, func(t *testing.T) {
			d := camera("axis", "", "", model.VerdictConfirmed)
			d.Host = c.host
			f := findingOf(assess.Device(d, nil, in), "public-address")
			if (f == nil) != (c.want == "") || f != nil && f.Severity != c.want {
				t.Errorf("got %+v, want severity %q", f, c.want)
			}
		})
	}
}

func TestOldFirmware(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		name, maker, firmware string
		verdict               model.Verdict
		want                  bool
	}{
		{"six_years", "hikvision", "V5.5.82 build 200603", model.VerdictConfirmed, true},
		{"a_day_too_young", "hikvision", "V5.7.1 build 221124", model.VerdictConfirmed, false},
		{"a_day_old_enough", "hikvision", "V5.7.1 build 221123", model.VerdictConfirmed, true},
		{"without_a_build", "hikvision", "V5.5.82", model.VerdictConfirmed, false},
		{"built_in_the_future", "hikvision", "V5.5.82 build 290603", model.VerdictConfirmed, false},
		{"another_way_of_writing", "axis", "V5.5.82 build 200603", model.VerdictConfirmed, false},
		{"maker_only_possible", "hikvision", "V5.5.82 build 200603", model.VerdictPossible, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := camera(c.maker, "", "", c.verdict)
			d.Firmware = c.firmware
			if f := findingOf(assess.Device(d, nil, in), "firmware-old"); (f != nil) != c.want {
				t.Errorf("got %+v, want a finding %v", f, c.want)
			}
		})
	}
}

func TestRecorderHidesCameras(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		name     string
		kind     model.Kind
		channels int
		want     bool
	}{
		{"recorder_of_16", model.KindRecorder, 16, true},
		{"recorder_that_does_not_say", model.KindRecorder, 0, false},
		{"camera", model.KindCamera, 4, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := camera("axis", "", "", model.VerdictConfirmed)
			d.Kind, d.Channels = c.kind, c.channels
			f := findingOf(assess.Device(d, nil, in), "recorder-hides-cameras")
			if (f != nil) != c.want || f != nil && !strings.Contains(f.Text, "up to 16 cameras that this scan did not see") {
				t.Errorf("got %+v, want a finding %v", f, c.want)
			}
		})
	}
}

func TestPortsAndUPnP(t *testing.T) {
	in := input(t, "default")
	for _, c := range []struct {
		name     string
		evidence model.Evidence
		want     string
	}{
		{"opened_and_closed", model.Evidence{Port: 23, Outcome: model.Open}, "telnet-open"},
		{"refused", model.Evidence{Port: 23, Outcome: model.Refused}, ""},
		{"timeout", model.Evidence{Port: 9530, Outcome: model.Timeout}, ""},
		{"something_answered", model.Evidence{Port: 9527, Response: []byte("login:")}, "debug-port-open"},
		{"datagram", model.Evidence{Port: 23, Transport: "udp", Response: []byte("x")}, ""},
		{"ssdp", model.Evidence{Protocol: "ssdp", Port: 1900, Transport: "udp", Response: []byte("HTTP/1.1 200 OK\r\n\r\n")}, "upnp-announcing"},
		{"ssdp_silent", model.Evidence{Protocol: "ssdp", Port: 1900, Outcome: model.Timeout}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in.Evidence = []model.Evidence{c.evidence}
			answers := []model.Answer{{Protocol: c.evidence.Protocol, Family: model.FamilyBanner}}
			got := assess.Device(camera("axis", "", "", model.VerdictConfirmed), answers, in)
			for _, check := range []string{"telnet-open", "debug-port-open", "upnp-announcing"} {
				if f := findingOf(got, check); (f != nil) != (check == c.want) {
					t.Errorf("%s: got %+v, want only %q", check, f, c.want)
				}
			}
		})
	}
}

func TestSeveralMakersInOneSegment(t *testing.T) {
	at := func(host, site, maker string, verdict model.Verdict) model.Device {
		d := camera(maker, "", "", verdict)
		d.Host, d.Site = host, site
		return d
	}
	got := assess.Network([]model.Device{
		at("10.0.10.1", "b", "axis", model.VerdictConfirmed), at("10.0.10.2", "b", "dahua", model.VerdictLikely),
		at("10.0.9.1", "b", "axis", model.VerdictConfirmed), at("10.0.9.2", "b", "dahua", model.VerdictLikely),
		at("10.0.9.1", "a", "axis", model.VerdictConfirmed), at("10.0.9.2", "a", "axis", model.VerdictConfirmed), // one maker
		at("10.0.8.1", "", "axis", model.VerdictConfirmed), at("10.0.8.2", "", "dahua", model.VerdictPossible), // not sure
		at("10.0.7.1", "", "axis", model.VerdictConfirmed), at("10.0.6.1", "", "dahua", model.VerdictConfirmed), // two segments
		at("cam-1", "c", "axis", model.VerdictConfirmed), at("cam-2", "c", "dahua", model.VerdictConfirmed), // no addresses
	}, english(t))
	var texts []string
	for _, f := range got {
		texts = append(texts, f.Site+" "+f.Text)
	}
	if len(got) != 2 || !strings.Contains(texts[0], "10.0.9.0/24: axis (1), dahua (1)") || !strings.Contains(texts[1], "10.0.10.0/24") {
		t.Fatalf("got %q, want findings for 10.0.9.0/24 and 10.0.10.0/24 at b", texts)
	}
	if got[0].Host != "" || got[0].Site != "b" || got[0].Severity != model.SeverityInfo || got[0].Fingerprint == got[1].Fingerprint {
		t.Errorf("got %+v, want info findings of the site, told apart", got)
	}
}

func TestAppendixCountsOtherEquipment(t *testing.T) {
	in := input(t, "default")
	other := func(maker string, verdict model.Verdict, registrant string) model.Device {
		d := camera(maker, "", "", verdict)
		d.Surveillance, d.Kind, d.MACCompany = false, model.KindOther, registrant
		return d
	}
	byHand := other("", "", "Hangzhou Hikvision Digital Technology Co.,Ltd.")
	byHand.CheckByHand = []model.Flag{{Basis: "mac"}}
	got := assess.Appendix([]model.Device{
		other("hikvision", model.VerdictConfirmed, ""),
		other("", "", "Hangzhou Hikvision Digital Technology Co.,Ltd."),
		other("", "", "Hangzhou Hikvision Digital Technology Co.,Ltd."),
		other("axis", model.VerdictConfirmed, "Hangzhou Hikvision Digital Technology Co.,Ltd."), // its answers decide
		other("hikvision", model.VerdictPossible, ""),
		other("tp-link", model.VerdictConfirmed, ""), // control is disputed
		other("reolink", model.VerdictConfirmed, ""), // of Hong Kong
		other("", "", "Axis Communications AB"),
		other("", "", ""),
		byHand,
	}, in)
	var rows []string
	for _, k := range got {
		rows = append(rows, k.Company+" "+k.Basis+" "+k.Country+" "+strings.Repeat("I", k.Devices))
		if len(k.Claims) == 0 {
			t.Errorf("%s: got no claims", k.Company)
		}
	}
	if want := "hikvision mac CN II, hikvision maker CN I"; strings.Join(rows, ", ") != want {
		t.Errorf("got %v, want %s", rows, want)
	}
}
