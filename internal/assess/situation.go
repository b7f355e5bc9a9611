package assess

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"camorigin/internal/firmware"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
)

// checkSituation looks at what the device is and where it stands.
func (a *assessment) checkSituation() {
	if !a.dev.Surveillance {
		return
	}
	a.notePublicAddress()
	a.noteOldFirmware()
	a.noteHiddenCameras()
}

// notePublicAddress tells of an address that the internet can route to. A
// global IPv6 address is usual inside networks, and weighs less.
func (a *assessment) notePublicAddress() {
	address, err := netip.ParseAddr(a.dev.Host)
	if err != nil || !public(address.Unmap()) {
		return
	}
	f := checkPublicAddress().finding(a.in.Words)
	if address.Unmap().Is6() {
		f.Severity = model.SeverityMedium
	}
	a.add(f)
}

// sharedSpace is the range that providers use behind their own translation
// (RFC 6598): no stranger can route to it.
var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

func public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !sharedSpace.Contains(a)
}

// firmwareYears is from which age on firmware is old.
const firmwareYears = 4

func (a *assessment) noteOldFirmware() {
	built, ok := a.firmwareBuilt()
	if !ok || !built.AddDate(firmwareYears, 0, 0).Before(a.in.AsOf) {
		return
	}
	f := checkOldFirmware().finding(a.in.Words)
	f.Text += " " + a.say("situation.firmware", a.in.Words.Date(built.Format(time.DateOnly)))
	f.Evidence = a.because("firmware")
	a.add(f)
}

// firmwareBuilt reads the build day in the version, in the way in which the
// maker, or the company of the brand, writes it.
func (a *assessment) firmwareBuilt() (time.Time, bool) {
	for _, s := range a.subjects() {
		if !s.firm || a.dev.Firmware == "" {
			continue
		}
		built, err := time.Parse(time.DateOnly, firmware.Parse(s.company, a.dev.Firmware).Build)
		if err == nil && !built.After(a.in.AsOf) {
			return built, true
		}
	}
	return time.Time{}, false
}

// noteHiddenCameras says how many cameras a recorder may hide.
func (a *assessment) noteHiddenCameras() {
	if a.dev.Kind != model.KindRecorder || a.dev.Channels <= 0 {
		return
	}
	f := checkHiddenCameras().finding(a.in.Words)
	f.Text = strings.ReplaceAll(f.Text, "{channels}", strconv.Itoa(a.dev.Channels))
	f.Evidence = a.because("model")
	a.add(f)
}

func showsTelnet(a answered, _ time.Time) bool {
	return accepted(a, 23) || len(a.Values("telnet.banner")) > 0
}

func showsDebugPort(a answered, _ time.Time) bool { return accepted(a, 9527, 9530) }

// accepted reports whether one of the ports accepted a connection.
func accepted(a answered, ports ...int) bool {
	for _, text := range a.Values("port.open") {
		if port, err := strconv.Atoi(text); err == nil && slices.Contains(ports, port) {
			return true
		}
	}
	if a.exchange.Transport == "udp" || !slices.Contains(ports, a.exchange.Port) {
		return false
	}
	switch a.exchange.Outcome {
	case model.Open, model.NotThisProtocol, model.Malformed, model.TooLarge:
		return true
	case model.Answered:
		return len(a.exchange.Response) > 0 || len(a.Facts) > 0
	}
	return false
}

func showsUPnP(a answered, _ time.Time) bool {
	return a.Protocol == "ssdp" && (len(a.exchange.Response) > 0 || len(a.exchange.Fields) > 0)
}

// Expired is the finding that a decision about a device no longer holds; about
// is what the decision is about, the same in every language.
func Expired(dev model.Device, decision model.Decision, about string, words *i18n.Localizer) model.Finding {
	f := checkDecisionExpired().finding(words)
	f.Title = strings.ReplaceAll(f.Title, "{decision}", words.Word("decided", string(decision.Choice)))
	f.Text += " " + words.T("expired.until", words.Date(decision.Review), decision.Reason)
	if decision.Owner != "" {
		f.Next += " " + words.T("expired.owner", decision.Owner)
	}
	f.Host, f.Site = dev.Host, dev.Site
	f.Fingerprint = fingerprint(f.Check, dev, about)
	return f
}
