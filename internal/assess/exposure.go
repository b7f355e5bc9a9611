package assess

import (
	"strconv"
	"strings"
	"time"

	"camorigin/internal/model"
)

// answered is one answer of the device with the exchange that it came from.
type answered struct {
	model.Answer
	exchange model.Evidence
}

// exposure ties a check to what shows it in one answer.
type exposure struct {
	check   Check
	shows   func(a answered, asOf time.Time) bool
	unknown bool // also of interest where nobody knows what the device is
}

// exposures lists what is looked for in every answer.
func exposures() []exposure {
	return []exposure{
		{checkOpenStream(), showsOpenStream, true},
		{checkAnonymousInfo(), showsAnonymousInfo, false},
		{checkBasicOverHTTP(), showsBasicOverHTTP, false},
		{checkObsoleteTLS(), showsObsoleteTLS, false},
		{checkExpiredCertificate(), showsExpiredCertificate, false},
		{checkShortKey(), showsShortKey, false},
		{checkNotActivated(), showsNotActivated, false},
		{checkClock(), showsWrongClock, false},
		{checkTelnet(), showsTelnet, false},
		{checkDebugPort(), showsDebugPort, false},
		{checkUPnP(), showsUPnP, false},
	}
}

// checkExposure makes one finding of all answers that show the same.
func (a *assessment) checkExposure() {
	for _, e := range exposures() {
		if !a.dev.Surveillance && !e.unknown {
			continue
		}
		var shown []int
		for _, answer := range a.answers {
			if answer.Family == model.FamilyList || answer.Index < 0 || answer.Index >= len(a.in.Evidence) {
				continue
			}
			if e.shows(answered{answer, a.in.Evidence[answer.Index]}, a.in.AsOf) {
				shown = append(shown, answer.Index)
			}
		}
		if len(shown) > 0 {
			f := e.check.finding(a.in.Words)
			f.Evidence = shown
			a.add(f)
		}
	}
}

// showsOpenStream wants the question on record: without it nobody knows
// whether credentials were sent.
func showsOpenStream(a answered, _ time.Time) bool {
	return a.Family == model.FamilyRTSP && asks(a.exchange.Request, "DESCRIBE") &&
		statusIs(a.Values("rtsp.status"), "200") && anyContains(a.Values("rtsp.sdp"), "m=video")
}

// protectedQuestion is part of a question that its maker documents as needing
// credentials, and the field that shows an answer to it.
type protectedQuestion struct{ request, field, status string }

func protectedQuestions() []protectedQuestion {
	return []protectedQuestion{
		{"GetDeviceInformation", "onvif.model", ""},
		{"/ISAPI/System/deviceInfo", "http.body", "200"},
		{"/cgi-bin/magicBox.cgi", "http.body", "200"},
		{"/LAPI/V1.0/System/DeviceInfo", "http.body", "200"},
		{"/stw-cgi/system.cgi", "http.body", "200"},
	}
}

func showsAnonymousInfo(a answered, _ time.Time) bool {
	for _, q := range protectedQuestions() {
		if strings.Contains(a.exchange.Request, q.request) && len(a.Values(q.field)) > 0 &&
			(q.status == "" || statusIs(a.Values("http.status"), q.status)) {
			return true
		}
	}
	return false
}

func showsBasicOverHTTP(a answered, _ time.Time) bool {
	if a.Family != model.FamilyHTTP || a.TLS || a.exchange.TLS || !statusIs(a.Values("http.status"), "401") {
		return false
	}
	for _, challenge := range a.Values("http.www_authenticate") {
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(challenge)), "basic") {
			return true
		}
	}
	return false
}

func showsObsoleteTLS(a answered, _ time.Time) bool {
	for _, v := range a.Values("tls.version") {
		switch strings.ToLower(strings.NewReplacer(" ", "", "v", "").Replace(v)) {
		case "ssl3", "ssl3.0", "tls1", "tls1.0", "tls1.1", "1.0", "1.1":
			return true
		}
	}
	return false
}

func showsExpiredCertificate(a answered, asOf time.Time) bool {
	for _, text := range a.Values("tls.not_after") {
		if end, err := time.Parse(time.RFC3339, text); err == nil && end.Before(asOf) {
			return true
		}
	}
	return false
}

// showsShortKey takes key lengths that only RSA and DSA have.
func showsShortKey(a answered, _ time.Time) bool {
	for _, text := range a.Values("tls.key_bits") {
		bits, err := strconv.Atoi(text)
		if err == nil && bits >= 512 && bits < 2048 && bits != 521 && bits != 571 {
			return true
		}
	}
	return false
}

// showsNotActivated reads Hikvision's SADP and activateStatus, and the two
// lowest bits of Dahua's Init: 1 is not initialised, 2 initialised, 0 a device
// that does not know the state.
func showsNotActivated(a answered, _ time.Time) bool {
	for _, v := range a.Values("sadp.Activated") {
		if strings.EqualFold(strings.TrimSpace(v), "false") {
			return true
		}
	}
	for _, v := range a.Values("dhip.Init") {
		if state, err := strconv.Atoi(v); err == nil && state&3 == 1 {
			return true
		}
	}
	return strings.Contains(a.exchange.Request, "/SDK/activateStatus") && statusIs(a.Values("http.status"), "200") &&
		anyContains(a.Values("http.body"), "<Activated>false</Activated>")
}

// maxClockError is how far off a device's clock may be.
const maxClockError = 5 * time.Minute

// showsWrongClock compares clocks in UTC; a local time without its zone says
// nothing.
func showsWrongClock(a answered, _ time.Time) bool {
	if a.exchange.At.IsZero() {
		return false
	}
	for _, text := range a.Values("onvif.datetime") {
		if clock, err := time.Parse(time.RFC3339, text); err == nil && a.exchange.At.Sub(clock).Abs() > maxClockError {
			return true
		}
	}
	return false
}

// asks reports whether a request is of a method.
func asks(request, method string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(request), " ")
	return strings.EqualFold(first, method)
}

// statusIs reports whether a status line, or its code alone, has a code.
func statusIs(values []string, code string) bool {
	for _, v := range values {
		for word := range strings.FieldsSeq(v) {
			if word == code {
				return true
			}
		}
	}
	return false
}

func anyContains(values []string, part string) bool {
	for _, v := range values {
		if strings.Contains(v, part) {
			return true
		}
	}
	return false
}
