package assess

import "camorigin/internal/model"

// The checks of where and how a device stands, beside what its answers show.

func checkTelnet() Check {
	return Check{
		ID: "telnet-open", Severity: model.SeverityMedium,
		References: []string{"https://www.usenix.org/conference/usenixsecurity17/technical-sessions/presentation/antonakakis"},
	}
}

func checkDebugPort() Check { return Check{ID: "debug-port-open", Severity: model.SeverityMedium} }

func checkUPnP() Check {
	return Check{
		ID: "upnp-announcing", Severity: model.SeverityLow,
		References: []string{"https://openconnectivity.org/upnp-specs/UPnP-arch-DeviceArchitecture-v2.0-20200417.pdf"},
	}
}

func checkPublicAddress() Check {
	return Check{
		ID: "public-address", Severity: model.SeverityHigh,
		References: []string{"https://www.rfc-editor.org/rfc/rfc1918", "https://www.rfc-editor.org/rfc/rfc4193"},
	}
}

func checkOldFirmware() Check { return Check{ID: "firmware-old", Severity: model.SeverityLow} }

func checkHiddenCameras() Check {
	return Check{ID: "recorder-hides-cameras", Severity: model.SeverityInfo}
}

func checkSeveralMakers() Check { return Check{ID: "several-makers", Severity: model.SeverityInfo} }

func checkDecisionExpired() Check {
	return Check{ID: "decision-expired", Severity: model.SeverityMedium}
}
