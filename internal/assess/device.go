package assess

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/vuln"
)

// Input is what a device is assessed with.
type Input struct {
	KB       *origin.KB
	Policy   Policy
	AsOf     time.Time        // the day that everything is judged for
	Evidence []model.Evidence // of the device; model.Answer.Index counts in it

	Vulnerabilities *vuln.DB // nil: none are known

	Words *i18n.Localizer // the language of findings
}

// Device returns the device with what is known about its maker, with flags and
// with findings. Findings have no identifier yet, and their evidence indexes
// are those of the answers.
func Device(dev model.Device, answers []model.Answer, in Input) model.Device {
	a := &assessment{in: in, dev: dev, answers: answers}
	a.describeMaker()
	if concerned(dev) {
		a.applyPolicy()
		a.noteLists()
		a.noteUnknownOrigin()
		a.noteConflict()
		a.noteRebrand()
		a.checkExposure()
		a.checkVulnerabilities()
		a.checkSituation()
	}
	SortFindings(a.dev.Findings)
	return a.dev
}

// concerned reports whether the device can be surveillance equipment.
func concerned(dev model.Device) bool { return dev.Surveillance || dev.Kind == model.KindUnknown }

// assessment is the work on one device.
type assessment struct {
	in      Input
	dev     model.Device
	answers []model.Answer
}

// say returns a text of the catalogues in the language of the findings.
func (a *assessment) say(key string, args ...any) string { return a.in.Words.T(key, args...) }

// verdict is the word for a verdict.
func (a *assessment) verdict(v model.Verdict) string { return a.in.Words.Word("verdict", string(v)) }

// describeMaker adds what is known about the company. A country that no
// confirmed claim supports is left out.
func (a *assessment) describeMaker() {
	if a.dev.Maker == nil || a.dev.Maker.ID == "" {
		return
	}
	maker := *a.dev.Maker
	control := a.in.KB.ControlOf(maker.ID, a.in.AsOf)
	if control.HeadquartersStatus == origin.StatusSourced {
		maker.Country = control.Headquarters
	}
	maker.Control, maker.ControlStatus = control.Countries, string(control.Status)
	a.dev.Maker = &maker
}

// add completes a finding and gives it to the device.
func (a *assessment) add(f model.Finding) { a.addAs(f.Check, f) }

// addAs does so for a finding of a check that can have several on one device;
// key tells them apart.
func (a *assessment) addAs(key string, f model.Finding) {
	f.Host, f.Site = a.dev.Host, a.dev.Site
	f.Claims = tidy(f.Claims)
	f.Evidence = tidy(f.Evidence)
	f.Fingerprint = fingerprint(key, a.dev)
	a.dev.Findings = append(a.dev.Findings, f)
}

// fingerprint is the same in every run for the same check on the same device;
// more tells findings of one check apart.
func fingerprint(key string, dev model.Device, more ...string) string {
	parts := append([]string{key, dev.Site, cmp.Or(dev.Host, dev.MAC)}, more...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// because lists the answers on which a statement of the device rests.
func (a *assessment) because(about string) []int {
	var answers []int
	for _, b := range a.dev.Because {
		if slices.Contains(strings.Split(b.Says, ","), about) {
			answers = append(answers, b.Answer)
		}
	}
	return answers
}

// SortFindings puts the gravest first and those to check by hand last.
func SortFindings(findings []model.Finding) { slices.SortStableFunc(findings, compareFindings) }

// compareFindings puts the gravest first and those to check by hand last.
func compareFindings(a, b model.Finding) int {
	return cmp.Or(rank(b)-rank(a), strings.Compare(a.Check, b.Check))
}

func rank(f model.Finding) int {
	if f.ByHand {
		return -1
	}
	return f.Severity.Rank()
}

// tidy sorts a list and drops what stands twice.
func tidy[T cmp.Ordered](list []T) []T {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
