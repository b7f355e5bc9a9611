package assess

import (
	"slices"
	"strings"

	"camorigin/internal/model"
)

// Check is one thing that is looked for on every device, with its
// documentation. Checks of a policy are the policy's rules.
type Check struct {
	ID         string // permanent
	Title      string
	Text       string // what it means, as findings say it
	Severity   model.Severity
	Next       string // what to do
	References []string
}

// finding is a finding of the check, without place and evidence.
func (c Check) finding() model.Finding {
	return model.Finding{Check: c.ID, Severity: c.Severity, Title: c.Title, Text: c.Text, Next: c.Next}
}

// Checks lists every check, sorted by identifier.
func Checks() []Check {
	all := []Check{
		checkListed(), checkUnknownOrigin(), checkConflict(), checkOpenStream(), checkAnonymousInfo(), checkBasicOverHTTP(),
		checkObsoleteTLS(), checkExpiredCertificate(), checkShortKey(), checkNotActivated(), checkClock(),
		checkVulnerability(), checkNotExcluded(),
		checkTelnet(), checkDebugPort(), checkUPnP(), checkPublicAddress(), checkOldFirmware(), checkHiddenCameras(),
		checkSeveralMakers(), checkDecisionExpired(),
	}
	slices.SortFunc(all, func(a, b Check) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// The checks of origin come first.

func checkListed() Check {
	return Check{
		ID: "listed-company", Severity: model.SeverityInfo,
		Title: "Official lists name {company}",
		Text:  "Laws or official lists in force name the company. Each binds only those it says.",
		Next:  "See whether you are among those whom a list binds.",
	}
}

func checkUnknownOrigin() Check {
	return Check{
		ID: "origin-unknown", Severity: model.SeverityInfo,
		Title: "Origin not determined",
		Text:  "No answer of the device shows who made it or under which brand it was sold, so nothing can be said about its origin.",
		Next:  "Find out by label, model number or invoice who made the device.",
	}
}

func checkConflict() Check {
	return Check{
		ID: "origin-conflict", Severity: model.SeverityInfo,
		Title: "Check by hand: answers disagree about the {about}",
		Text:  "Strong answers of the device contradict each other, so none of them is taken.",
		Next:  "Look at the device: a rebranded device, a forwarded port or a deliberate decoy can answer so.",
	}
}

// The checks of exposure. Each keeps to what the evidence shows; none was tried
// with credentials.

func checkOpenStream() Check {
	return Check{
		ID: "rtsp-open-description", Severity: model.SeverityHigh,
		Title:      "Video stream described without credentials",
		Text:       "An RTSP DESCRIBE without credentials was answered with the description of a video stream. Whether the stream then plays was not tried.",
		Next:       "Require authentication for RTSP, and keep the port from networks that do not need it.",
		References: []string{"https://www.rfc-editor.org/rfc/rfc2326#section-10.2"},
	}
}

func checkAnonymousInfo() Check {
	return Check{
		ID: "device-information-anonymous", Severity: model.SeverityLow,
		Title:      "Device information given without credentials",
		Text:       "A question that should need credentials was answered without any.",
		Next:       "Update the firmware, and require authentication for ONVIF and the device’s own interface.",
		References: []string{"https://www.onvif.org/specs/core/ONVIF-Core-Specification.pdf"},
	}
}

func checkBasicOverHTTP() Check {
	return Check{
		ID: "basic-authentication-plain", Severity: model.SeverityLow,
		Title:      "Password asked for in readable form over HTTP",
		Text:       "The device offers Basic authentication over HTTP without TLS, by which a password crosses the network in readable form.",
		Next:       "Turn on HTTPS and turn off Basic authentication over HTTP.",
		References: []string{"https://www.rfc-editor.org/rfc/rfc7617#section-4"},
	}
}

func checkObsoleteTLS() Check {
	return Check{
		ID: "tls-obsolete", Severity: model.SeverityLow,
		Title:      "Obsolete version of TLS",
		Text:       "The newest version of TLS on which the device and we agreed is older than 1.2.",
		Next:       "Update the firmware, and ask for TLS 1.2 or newer.",
		References: []string{"https://www.rfc-editor.org/rfc/rfc8996"},
	}
}

func checkExpiredCertificate() Check {
	return Check{
		ID: "certificate-expired", Severity: model.SeverityLow,
		Title: "Certificate expired",
		Text:  "The certificate of the device was no longer valid on the day of this assessment.",
		Next:  "Give the device a new certificate.",
	}
}

func checkShortKey() Check {
	return Check{
		ID: "certificate-short-key", Severity: model.SeverityLow,
		Title:      "Certificate with a short key",
		Text:       "The RSA key of the device’s certificate is shorter than 2048 bits.",
		Next:       "Give the device a new key and certificate.",
		References: []string{"https://csrc.nist.gov/pubs/sp/800/131/a/r2/final"},
	}
}

func checkNotActivated() Check {
	return Check{
		ID: "device-not-activated", Severity: model.SeverityHigh,
		Title: "Device never given a password",
		Text:  "The device says that it has not been activated: whoever reaches it first can set its password.",
		Next:  "Activate the device with a strong password, or take it off the network.",
	}
}

func checkClock() Check {
	return Check{
		ID: "clock-wrong", Severity: model.SeverityLow,
		Title: "Clock of the device is wrong",
		Text:  "The clock of the device is more than five minutes off, so the times of its recordings are, too.",
		Next:  "Give the device a time server.",
	}
}
