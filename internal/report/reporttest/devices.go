package reporttest

import "camorigin/internal/model"

func devices() []model.Device {
	return []model.Device{
		hikvisionCamera(), hikvisionRecorder(), dahuaCamera(), axisCamera(), hanwhaCamera(), tpLinkCamera(),
		possibleCamera(), conflictCamera(), unknownCamera(), managementServer(),
	}
}

func chinese(id, name string, confidence float64, verdict model.Verdict) *model.Maker {
	return &model.Maker{
		Statement: model.Statement{ID: id, Name: name, Confidence: confidence, Verdict: verdict},
		Country:   "CN", Control: []string{"CN"}, ControlStatus: "sourced",
	}
}

func underChineseControl(basis string, verdict model.Verdict) model.Flag {
	return model.Flag{
		Policy: "default", Basis: basis, Verdict: verdict, Severity: model.SeverityHigh,
		Reason: "The maker is under Chinese control.", Claims: []string{"hikvision-control", "list-procurement"},
	}
}

func originFinding(id, host, site, text string) model.Finding {
	return model.Finding{
		ID: id, Check: "origin.control", Severity: model.SeverityHigh, Title: "Maker under Chinese control", Text: text,
		Next: "Decide whether the device may stay; if not, plan its replacement.", Host: host, Site: site,
		Claims: []string{"hikvision-control"}, Evidence: []int{0, 1}, Fingerprint: "f-" + id,
	}
}

func decided(f model.Finding, d *model.Decision) model.Finding {
	f.Decision = d
	return f
}

func hikvisionCamera() model.Device {
	return model.Device{
		Host: "10.20.0.7", Site: "town hall", Hostname: "cam-entrance", Surveillance: true, Kind: model.KindCamera,
		Brand:    &model.Statement{ID: "annke", Name: "Annke", Confidence: 0.95, Verdict: model.VerdictLikely},
		Maker:    chinese("hikvision", "Hikvision", 0.97, model.VerdictConfirmed),
		Platform: &model.Statement{ID: "hikvision-isapi", Name: "Hikvision ISAPI", Confidence: 0.99, Verdict: model.VerdictConfirmed},
		Model:    "C500", Firmware: "V5.5.82 build 200603", Serial: "C500-20200618AAWRE12345678", MAC: "44:19:b6:12:34:56", MACCompany: "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		Ports: []model.OpenPort{{Port: 80, Protocol: "http"}, {Port: 443, Protocol: "http", TLS: true}, {Port: 554, Protocol: "rtsp"}, {Port: 8000}},
		Certificate: &model.Certificate{
			Subject: "CN=10.20.0.7", Issuer: "CN=10.20.0.7", SHA256: "5b0d4a5c90d2f7ab33f5c5b7a9c3d6b1e1a6f3a7d2c4b5968778695a4b3c2d1e",
			NotBefore: "2020-06-03T00:00:00Z", NotAfter: "2023-06-03T00:00:00Z", KeyBits: 2048,
		},
		Endpoint: "urn:uuid:2f3c8a70-0000-1000-8000-4419b6123456", Location: &model.Location{Switch: "sw3", Port: "Gi1/0/7", VLAN: 20},
		Listed:  &model.Listed{Brand: "Annke", Model: "C500", Bought: "2020", Verdict: model.VerdictListed},
		Flagged: []model.Flag{underChineseControl("maker", model.VerdictConfirmed)},
		Because: []model.Because{
			{Rule: "hikvision-login-page", Field: "http.body", Value: `<a href="/doc/page/login.asp">`, Says: "maker", Answer: 0},
			{Rule: "hikvision-rtsp-realm", Field: "rtsp.realm", Value: "IP Camera(12345)", Says: "maker,platform", Answer: 1},
			{Rule: "annke-title", Field: "http.title", Value: "ANNKE C500", Says: "brand,model", Answer: 0},
		},
		Findings: []model.Finding{
			originFinding("origin-1", "10.20.0.7", "town hall", "The maker, Hikvision, is controlled by a state-owned group."),
			{
				ID: "cve-1", Check: "vulnerability.known", Severity: model.SeverityCritical, Title: "Firmware older than the fix for a known hole",
				Text: "Firmware V5.5.82 is older than the version that closes a hole which needs no password.", Next: "Install the maker's current firmware, or take the device off the network.",
				Host: "10.20.0.7", Site: "town hall", Evidence: []int{0}, Fingerprint: "f-cve-1",
			},
		},
	}
}

func hikvisionRecorder() model.Device {
	return model.Device{
		Host: "10.20.0.8", Site: "town hall", Surveillance: true, Kind: model.KindRecorder,
		Brand: &model.Statement{ID: "hikvision", Name: "Hikvision", Confidence: 0.99, Verdict: model.VerdictConfirmed},
		Maker: chinese("hikvision", "Hikvision", 0.99, model.VerdictConfirmed),
		Model: "DS-7608NI-K2/8P", Firmware: "V4.30.005", Channels: 8, Ports: []model.OpenPort{{Port: 80, Protocol: "http"}, {Port: 8000}},
		Flagged:  []model.Flag{underChineseControl("maker", model.VerdictConfirmed)},
		Because:  []model.Because{{Rule: "hikvision-server", Field: "http.server", Value: "Hikvision-Webs", Says: "maker,brand", Answer: 2}},
		Findings: []model.Finding{decided(originFinding("origin-2", "10.20.0.8", "town hall", "The maker, Hikvision, is controlled by a state-owned group."), accepted())},
		Decision: accepted(),
	}
}

func dahuaCamera() model.Device {
	return model.Device{
		Host: "10.20.1.20", Site: "library", Surveillance: true, Kind: model.KindCamera,
		Brand: &model.Statement{ID: "dahua", Name: "Dahua", Confidence: 0.9, Verdict: model.VerdictLikely},
		Maker: chinese("dahua", "Dahua", 0.92, model.VerdictLikely),
		Model: "IPC-HFW1230S", Hostname: "网络摄像机-三号门", Ports: []model.OpenPort{{Port: 37777, Protocol: "dhip"}},
		Flagged:  []model.Flag{underChineseControl("maker", model.VerdictLikely)},
		Because:  []model.Because{{Rule: "dahua-dhip", Field: "dhip.vendor", Value: "Dahua", Says: "maker,brand", Answer: 3}},
		Findings: []model.Finding{decided(originFinding("origin-3", "10.20.1.20", "library", "The maker, Dahua, is a Chinese company."), lapsed())},
		Decision: lapsed(),
		Distress: "reset inside an answer, three times",
	}
}

func axisCamera() model.Device {
	return model.Device{
		Host: "10.20.0.30", Site: "town hall", Surveillance: true, Kind: model.KindCamera,
		Brand: &model.Statement{ID: "axis", Name: "Axis", Confidence: 0.99, Verdict: model.VerdictConfirmed},
		Maker: &model.Maker{
			Statement: model.Statement{ID: "axis", Name: "Axis Communications", Confidence: 0.99, Verdict: model.VerdictConfirmed},
			Country:   "SE", Control: []string{"JP"}, ControlStatus: "sourced",
		},
		Model: "P3245-LVE", Firmware: "10.12.114", Ports: []model.OpenPort{{Port: 80, Protocol: "http"}, {Port: 443, Protocol: "http", TLS: true}},
		Because: []model.Because{{Rule: "axis-basicdeviceinfo", Field: "http.body", Value: `"Brand":"AXIS"`, Says: "maker,brand,model", Answer: 4}},
	}
}

func hanwhaCamera() model.Device {
	return model.Device{
		Host: "10.20.1.31", Site: "library", Surveillance: true, Kind: model.KindCamera,
		Maker: &model.Maker{
			Statement: model.Statement{ID: "hanwha", Name: "Hanwha Vision", Confidence: 0.8, Verdict: model.VerdictLikely},
			Country:   "KR", Control: []string{"KR"}, ControlStatus: "sourced",
		},
		Model: "XNV-6080R", Ports: []model.OpenPort{{Port: 80, Protocol: "http"}},
	}
}

func tpLinkCamera() model.Device {
	return model.Device{
		Host: "10.20.1.40", Site: "library", Surveillance: true, Kind: model.KindCamera,
		Brand: &model.Statement{ID: "tapo", Name: "Tapo", Confidence: 0.9, Verdict: model.VerdictLikely},
		Maker: &model.Maker{
			Statement: model.Statement{ID: "tp-link", Name: "TP-Link", Confidence: 0.9, Verdict: model.VerdictLikely},
			Country:   "US", Control: []string{"CN", "US"}, ControlStatus: "disputed",
		},
		Model: "C210", Firmware: "1.3.6", Ports: []model.OpenPort{{Port: 2020, Protocol: "onvif"}, {Port: 554, Protocol: "rtsp"}},
		CheckByHand: []model.Flag{{
			Policy: "default", Basis: "maker", Verdict: model.VerdictLikely, Reason: "Who controls the maker is disputed.", Claims: []string{"tp-link-control"},
		}},
		Findings: []model.Finding{{
			ID: "hand-1", Check: "origin.control", Severity: model.SeverityHigh, ByHand: true, Title: "Control of the maker is disputed",
			Text: "TP-Link Systems is American by its own account; this is questioned.", Next: "Decide by hand.", Host: "10.20.1.40", Site: "library",
			Claims: []string{"tp-link-control"}, Fingerprint: "f-hand-1",
		}},
	}
}

func possibleCamera() model.Device {
	return model.Device{
		Host: "10.20.1.41", Site: "library", Surveillance: true, Kind: model.KindCamera,
		Maker: chinese("uniview", "Uniview", 0.4, model.VerdictPossible), MAC: "48:ea:63:00:00:01", MACCompany: "Zhejiang Uniview Technologies Co., Ltd.",
		CheckByHand: []model.Flag{{Policy: "default", Basis: "mac", Verdict: model.VerdictPossible, Reason: "Only the MAC prefix points to a Chinese maker."}},
		Because:     []model.Because{{Rule: "uniview-prefix", Field: "mac.company", Value: "Zhejiang Uniview Technologies Co., Ltd.", Says: "maker", Answer: 5}},
	}
}

func conflictCamera() model.Device {
	return model.Device{
		Host: "10.20.1.42", Site: "library", Surveillance: true, Kind: model.KindCamera,
		Brand: &model.Statement{Confidence: 0, Verdict: model.VerdictConflict}, Maker: &model.Maker{Statement: model.Statement{Verdict: model.VerdictConflict}},
		Conflicts: []model.Conflict{{About: "maker", Claims: []model.Statement{
			{ID: "axis", Name: "Axis Communications", Confidence: 0.9, Verdict: model.VerdictLikely},
			{ID: "dahua", Name: "Dahua", Confidence: 0.85, Verdict: model.VerdictLikely},
		}, Reason: "One of the two answers may come from another device behind the same address."}},
		Notes:       []string{"More than one device may answer at this address."},
		CheckByHand: []model.Flag{{Policy: "default", Basis: "maker", Verdict: model.VerdictConflict, Reason: "Strong evidence disagrees about the maker."}},
	}
}

func unknownCamera() model.Device {
	return model.Device{
		Host: "10.20.1.43", Site: "library", Surveillance: true, Kind: model.KindCamera,
		Model: "IP-CAM <script>alert(1)</script>", Ports: []model.OpenPort{{Port: 554, Protocol: "rtsp"}},
		Listed: &model.Listed{Brand: "Foscam", Verdict: model.VerdictListed},
	}
}

func managementServer() model.Device {
	return model.Device{
		Host: "10.20.0.60", Site: "town hall", Hostname: "vms01.example.org", Surveillance: true, Kind: model.KindVMS,
		Brand:    &model.Statement{Verdict: model.VerdictUnknown},
		Findings: []model.Finding{{ID: "exp-1", Check: "exposure.http", Severity: model.SeverityMedium, Title: "Log-in page without TLS", Text: "Passwords cross the network readable.", Next: "Turn HTTPS on.", Host: "10.20.0.60", Site: "town hall", Fingerprint: "f-exp-1"}},
	}
}

func others() []model.Device {
	return []model.Device{
		{Host: "10.20.0.99", Site: "town hall", Hostname: "printer2", Kind: model.KindOther, MACCompany: "Brother Industries, LTD.", Ports: []model.OpenPort{{Port: 80, Protocol: "http"}}},
		{Host: "10.20.1.77", Site: "library", Kind: model.KindUnknown, Ports: []model.OpenPort{{Port: 8000}}},
	}
}

func networkFindings() []model.Finding {
	return []model.Finding{
		{
			ID: "net-1", Check: "network.flat", Severity: model.SeverityHigh, Title: "Cameras share a network with office computers",
			Text: "Cameras and other equipment answered in the same subnets: 10.20.0.0/24 and 10.20.1.0/24.", Next: "Move the cameras to a network of their own.", Fingerprint: "f-net-1",
		},
		{ID: "net-2", Check: "data.age", Severity: model.SeverityInfo, Title: "The data is older than 180 days", Text: "Companies, lists and vulnerabilities are as of 2026-05-02.", Next: "Use a newer release.", Fingerprint: "f-net-2"},
	}
}
