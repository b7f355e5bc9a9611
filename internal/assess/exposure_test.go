package assess_test

import (
	"slices"
	"testing"
	"time"

	"camorigin/internal/assess"
	"camorigin/internal/model"
)

func TestExposure(t *testing.T) {
	in := input(t, "default")
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name     string
		family   model.Family
		tls      bool
		request  string
		facts    []model.Fact
		finds    string
		severity model.Severity
	}{
		{"open_stream", model.FamilyRTSP, false, "DESCRIBE /", facts("rtsp.status", "200 OK", "rtsp.sdp", "v=0\r\nm=video 0 RTP/AVP 96"), "rtsp-open-description", model.SeverityHigh},
		{"stream_with_challenge", model.FamilyRTSP, false, "DESCRIBE /", facts("rtsp.status", "401 Unauthorized"), "", ""},
		{"stream_of_unknown_question", model.FamilyRTSP, false, "", facts("rtsp.status", "200 OK", "rtsp.sdp", "m=video 0"), "", ""},
		{"options_are_no_stream", model.FamilyRTSP, false, "OPTIONS /", facts("rtsp.status", "200 OK", "rtsp.sdp", "m=video 0"), "", ""},
		{"only_sound", model.FamilyRTSP, false, "DESCRIBE /", facts("rtsp.status", "200", "rtsp.sdp", "m=audio 0"), "", ""},
		{"onvif_anonymous", model.FamilyONVIF, false, "POST /onvif/device_service GetDeviceInformation", facts("onvif.model", "C1"), "device-information-anonymous", model.SeverityLow},
		{"onvif_fault", model.FamilyONVIF, false, "POST /onvif/device_service GetDeviceInformation", facts("onvif.body", "NotAuthorized"), "", ""},
		{"isapi_anonymous", model.FamilyHTTP, false, "GET /ISAPI/System/deviceInfo", facts("http.status", "200", "http.body", "<DeviceInfo>"), "device-information-anonymous", model.SeverityLow},
		{"isapi_refused", model.FamilyHTTP, false, "GET /ISAPI/System/deviceInfo", facts("http.status", "403", "http.body", "no"), "", ""},
		{"basic_over_http", model.FamilyHTTP, false, "GET /", facts("http.status", "401", "http.www_authenticate", `Basic realm="x"`), "basic-authentication-plain", model.SeverityLow},
		{"digest_over_http", model.FamilyHTTP, false, "GET /", facts("http.status", "401", "http.www_authenticate", `Digest realm="x"`), "", ""},
		{"basic_over_https", model.FamilyHTTP, true, "GET /", facts("http.status", "401", "http.www_authenticate", `Basic realm="x"`), "", ""},
		{"tls_1_0", model.FamilyTLS, true, "handshake", facts("tls.version", "TLS 1.0"), "tls-obsolete", model.SeverityLow},
		{"tls_1_1", model.FamilyTLS, true, "handshake", facts("tls.version", "TLSv1.1"), "tls-obsolete", model.SeverityLow},
		{"tls_1_2", model.FamilyTLS, true, "handshake", facts("tls.version", "TLS 1.2"), "", ""},
		{"certificate_expired", model.FamilyTLS, true, "handshake", facts("tls.not_after", "2020-01-01T00:00:00Z"), "certificate-expired", model.SeverityLow},
		{"certificate_valid", model.FamilyTLS, true, "handshake", facts("tls.not_after", "2030-01-01T00:00:00Z"), "", ""},
		{"certificate_date_unreadable", model.FamilyTLS, true, "handshake", facts("tls.not_after", "soon"), "", ""},
		{"short_key", model.FamilyTLS, true, "handshake", facts("tls.key_bits", "1024"), "certificate-short-key", model.SeverityLow},
		{"elliptic_key", model.FamilyTLS, true, "handshake", facts("tls.key_bits", "256"), "", ""},
		{"elliptic_key_521", model.FamilyTLS, true, "handshake", facts("tls.key_bits", "521"), "", ""},
		{"sadp_not_activated", model.FamilyDiscovery, false, "inquiry", facts("sadp.Activated", "false"), "device-not-activated", model.SeverityHigh},
		{"sadp_activated", model.FamilyDiscovery, false, "inquiry", facts("sadp.Activated", "true"), "", ""},
		{"dhip_not_initialised", model.FamilyDiscovery, false, "search", facts("dhip.Init", "165"), "device-not-activated", model.SeverityHigh},
		{"dhip_initialised", model.FamilyDiscovery, false, "search", facts("dhip.Init", "166"), "", ""},
		{"dhip_does_not_know", model.FamilyDiscovery, false, "search", facts("dhip.Init", "0"), "", ""},
		{"activate_status", model.FamilyHTTP, false, "GET /SDK/activateStatus", facts("http.status", "200", "http.body", "<ActivateStatus><Activated>false</Activated>"), "device-not-activated", model.SeverityHigh},
		{"clock_wrong", model.FamilyONVIF, false, "POST", facts("onvif.datetime", "2026-11-24T10:06:00Z"), "clock-wrong", model.SeverityLow},
		{"clock_right", model.FamilyONVIF, false, "POST", facts("onvif.datetime", "2026-11-24T10:04:59Z"), "", ""},
		{"clock_without_zone", model.FamilyONVIF, false, "POST", facts("onvif.datetime", "2020-01-01T00:00:00"), "", ""},
		{"ssdp_answer_of_another_protocol", model.FamilyDiscovery, false, "M-SEARCH", facts("ssdp.server", "Linux UPnP/1.0"), "", ""},
		{"telnet_greeting", model.FamilyBanner, false, "", facts("telnet.banner", "login:"), "telnet-open", model.SeverityMedium},
		{"telnet_open", model.FamilyBanner, false, "", facts("port.open", "23"), "telnet-open", model.SeverityMedium},
		{"debug_port_open", model.FamilyBanner, false, "", facts("port.open", "9530"), "debug-port-open", model.SeverityMedium},
		{"sdk_port_open", model.FamilyBanner, false, "", facts("port.open", "8000"), "", ""},
		{"said_by_a_list", model.FamilyList, false, "", facts("sadp.Activated", "false"), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in.Evidence = []model.Evidence{{}, {Request: c.request, TLS: c.tls, At: at}}
			answer := model.Answer{Index: 1, Family: c.family, TLS: c.tls, Facts: c.facts}
			got := assess.Device(camera("axis", "", "", model.VerdictLikely), []model.Answer{answer}, in)
			if c.finds == "" {
				if len(got.Findings) != 0 {
					t.Errorf("found %v, want nothing", checks(got.Findings))
				}
				return
			}
			if len(got.Findings) != 1 || got.Findings[0].Check != c.finds {
				t.Fatalf("found %v, want %s", checks(got.Findings), c.finds)
			}
			if f := got.Findings[0]; f.Severity != c.severity || !slices.Equal(f.Evidence, []int{1}) {
				t.Errorf("got severity %s and evidence %v, want %s and [1]", f.Severity, f.Evidence, c.severity)
			}
		})
	}
}

func facts(pairs ...string) []model.Fact {
	var out []model.Fact
	for pair := range slices.Chunk(pairs, 2) {
		out = append(out, model.Fact{Field: pair[0], Value: pair[1]})
	}
	return out
}

func TestClockIsNotJudgedWithoutTime(t *testing.T) {
	in := input(t, "default")
	in.Evidence = []model.Evidence{{}}
	answers := []model.Answer{
		{Index: 0, Family: model.FamilyONVIF, Facts: facts("onvif.datetime", "2000-01-01T00:00:00Z")},
		{Index: 7, Family: model.FamilyDiscovery, Facts: facts("sadp.Activated", "false")}, // an index without evidence
	}
	if got := assess.Device(camera("axis", "", "", model.VerdictLikely), answers, in); len(got.Findings) != 0 {
		t.Errorf("found %v, want nothing", checks(got.Findings))
	}
}
