package assess

import (
	"slices"
	"strings"

	"camorigin/internal/i18n"
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

// in is the check with its texts, which stand in the catalogues by its
// identifier.
func (c Check) in(words *i18n.Localizer) Check {
	key := "check." + c.ID
	c.Title, c.Text, c.Next = words.T(key+".title"), words.T(key+".text"), words.T(key+".next")
	return c
}

// finding is a finding of the check, without place and evidence.
func (c Check) finding(words *i18n.Localizer) model.Finding {
	c = c.in(words)
	return model.Finding{Check: c.ID, Severity: c.Severity, Title: c.Title, Text: c.Text, Next: c.Next}
}

// Checks lists every check, sorted by identifier, in a language.
func Checks(words *i18n.Localizer) []Check {
	all := []Check{
		checkListed(), checkUnknownOrigin(), checkConflict(), checkRebrand(), checkOpenStream(), checkAnonymousInfo(), checkBasicOverHTTP(),
		checkObsoleteTLS(), checkExpiredCertificate(), checkShortKey(), checkNotActivated(), checkClock(),
		checkVulnerability(), checkNotExcluded(),
		checkTelnet(), checkDebugPort(), checkUPnP(), checkPublicAddress(), checkOldFirmware(), checkHiddenCameras(),
		checkSeveralMakers(), checkDecisionExpired(),
	}
	for i := range all {
		all[i] = all[i].in(words)
	}
	slices.SortFunc(all, func(a, b Check) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// The checks of origin come first.

func checkListed() Check { return Check{ID: "listed-company", Severity: model.SeverityInfo} }

func checkUnknownOrigin() Check { return Check{ID: "origin-unknown", Severity: model.SeverityInfo} }

func checkConflict() Check { return Check{ID: "origin-conflict", Severity: model.SeverityInfo} }

// The checks of exposure. Each keeps to what the evidence shows; none was tried
// with credentials.

func checkOpenStream() Check {
	return Check{
		ID: "rtsp-open-description", Severity: model.SeverityHigh,
		References: []string{"https://www.rfc-editor.org/rfc/rfc2326#section-10.2"},
	}
}

func checkAnonymousInfo() Check {
	return Check{
		ID: "device-information-anonymous", Severity: model.SeverityLow,
		References: []string{"https://www.onvif.org/specs/core/ONVIF-Core-Specification.pdf"},
	}
}

func checkBasicOverHTTP() Check {
	return Check{
		ID: "basic-authentication-plain", Severity: model.SeverityLow,
		References: []string{"https://www.rfc-editor.org/rfc/rfc7617#section-4"},
	}
}

func checkObsoleteTLS() Check {
	return Check{
		ID: "tls-obsolete", Severity: model.SeverityLow,
		References: []string{"https://www.rfc-editor.org/rfc/rfc8996"},
	}
}

func checkExpiredCertificate() Check {
	return Check{ID: "certificate-expired", Severity: model.SeverityLow}
}

func checkShortKey() Check {
	return Check{
		ID: "certificate-short-key", Severity: model.SeverityLow,
		References: []string{"https://csrc.nist.gov/pubs/sp/800/131/a/r2/final"},
	}
}

func checkNotActivated() Check {
	return Check{ID: "device-not-activated", Severity: model.SeverityHigh}
}

func checkClock() Check { return Check{ID: "clock-wrong", Severity: model.SeverityLow} }
