package view

import (
	"strings"

	"camorigin/internal/model"
	"camorigin/internal/report/words"
)

// OldDataDays is how old the data may be before page one says so.
const OldDataDays = 180

// OthersSentence says how many hosts answered that are no surveillance
// equipment, as far as they showed.
func OthersSentence(w words.Words, r model.Result) string {
	return w.Count("summary.others", uint64(len(r.Others)))
}

// DeviceSentence says how much surveillance equipment of which kinds was found.
func DeviceSentence(w words.Words, r model.Result) string {
	n := uint64(len(r.Devices))
	if n == 0 {
		return w.T("summary.no_devices")
	}
	sentence := w.Count("summary.devices", n)
	if kinds := kindList(w, r.Devices); kinds != "" {
		sentence += ": " + kinds
	}
	return sentence + "."
}

func kindList(w words.Words, devices []model.Device) string {
	counts := map[model.Kind]uint64{}
	for _, device := range devices {
		counts[device.Kind]++
	}
	var parts []string
	for _, kind := range model.Kinds() {
		if counts[kind] > 0 {
			parts = append(parts, w.Count("kinds."+string(kind), counts[kind]))
		}
	}
	return strings.Join(parts, ", ")
}

// SeverityList names the severities that have findings, strongest first.
func SeverityList(w words.Words, counts map[model.Severity]int) string {
	var parts []string
	for _, severity := range SeveritiesDown() {
		if n := counts[severity]; n > 0 {
			parts = append(parts, w.Number(uint64(n))+" "+Term(w, "severity", string(severity)))
		}
	}
	return strings.Join(parts, ", ")
}

// CoverageSentence says of how many addresses the run can speak and of how
// many it cannot.
func CoverageSentence(w words.Words, c model.Coverage) string {
	if c.Addresses == 0 {
		return w.T("summary.no_coverage")
	}
	return w.T("summary.coverage", w.Count("addresses", c.Addresses), w.Number(c.Answered), w.Number(c.Refused), w.Number(c.Silent), w.Number(c.NotTried))
}
