package assess

import "camorigin/internal/model"

// The checks of where and how a device stands, beside what its answers show.

func checkTelnet() Check {
	return Check{
		ID: "telnet-open", Severity: model.SeverityMedium,
		Title:      "Telnet port open",
		Text:       "Port 23 accepted a connection. Telnet carries passwords in readable form, and cameras with it open have been taken over in great numbers. Nothing was sent to the port.",
		Next:       "Turn telnet off, or keep the port from other networks; where the firmware offers no way, plan the replacement.",
		References: []string{"https://www.usenix.org/conference/usenixsecurity17/technical-sessions/presentation/antonakakis"},
	}
}

func checkDebugPort() Check {
	return Check{
		ID: "debug-port-open", Severity: model.SeverityMedium,
		Title: "Maintenance port open",
		Text:  "Port 9527 or 9530 accepted a connection. On some recorders and cameras these ports lead to a console or turn telnet on. Nothing was sent to the port, so what it is here for is not known.",
		Next:  "Update the firmware and keep the port from other networks.",
	}
}

func checkUPnP() Check {
	return Check{
		ID: "upnp-announcing", Severity: model.SeverityLow,
		Title:      "Device announces itself by UPnP",
		Text:       "The device answers SSDP, so UPnP is on. By UPnP a device can have a router open ports to it from the internet; whether it did was not tried.",
		Next:       "Turn UPnP off on the device, and port mapping by UPnP off on the router.",
		References: []string{"https://openconnectivity.org/upnp-specs/UPnP-arch-DeviceArchitecture-v2.0-20200417.pdf"},
	}
}

func checkPublicAddress() Check {
	return Check{
		ID: "public-address", Severity: model.SeverityHigh,
		Title:      "Device has a public address",
		Text:       "The address of the device belongs to the public internet. Where no firewall stands before it, anybody can reach the device; that was not tried. An IPv6 address of this kind is usual, so it weighs less (medium).",
		Next:       "Give the device a private address, or make sure that a firewall lets nothing in to it.",
		References: []string{"https://www.rfc-editor.org/rfc/rfc1918", "https://www.rfc-editor.org/rfc/rfc4193"},
	}
}

func checkOldFirmware() Check {
	return Check{
		ID: "firmware-old", Severity: model.SeverityLow,
		Title: "Firmware older than four years",
		Text:  "The build date in the firmware’s version is more than four years before the day of this assessment.",
		Next:  "See whether the maker has newer firmware for the model; where there is none, the device is out of support.",
	}
}

func checkHiddenCameras() Check {
	return Check{
		ID: "recorder-hides-cameras", Severity: model.SeverityInfo,
		Title: "Recorder with cameras behind it",
		Text:  "Behind it there may be up to {channels} cameras that this scan did not see: cameras on a recorder’s own ports or on its cables answer to nobody else.",
		Next:  "List the cameras in the recorder’s own menu, and count them in.",
	}
}

func checkSeveralMakers() Check {
	return Check{
		ID: "several-makers", Severity: model.SeverityInfo,
		Title: "Equipment of several makers in one segment",
		Text:  "Surveillance equipment of several makers shares a segment of the network.",
		Next:  "Where some of it is to be isolated or replaced, give it a network of its own first.",
	}
}

func checkDecisionExpired() Check {
	return Check{
		ID: "decision-expired", Severity: model.SeverityMedium,
		Title: "Decision expired: {decision}",
		Text:  "A decision about the device is past the day of its review, so its findings count again.",
		Next:  "Review the decision and give it a new day, or act on the findings.",
	}
}
