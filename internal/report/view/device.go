package view

import (
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/model"
)

// Verdict returns how sure the row of a device is about where it comes from:
// the verdict on its maker or, where nothing is said of that, on its brand.
func Verdict(d model.Device) model.Verdict {
	if d.Maker != nil && d.Maker.Verdict != "" && d.Maker.Verdict != model.VerdictUnknown {
		return d.Maker.Verdict
	}
	if d.Brand != nil && d.Brand.Verdict != "" {
		return d.Brand.Verdict
	}
	return model.VerdictUnknown
}

// Attributed reports whether the maker or the brand of the device is known
// well enough to be counted.
func Attributed(d model.Device) bool {
	return d.Maker != nil && d.Maker.Verdict.Sure() || d.Brand != nil && d.Brand.Verdict.Sure()
}

// Worst returns the highest severity among the flags of a device, or the empty
// severity when it has none. A flag without a known severity counts as info.
func Worst(d model.Device) model.Severity {
	worst := model.Severity("")
	for _, flag := range d.Flagged {
		severity := flag.Severity
		if severity.Rank() < 0 {
			severity = model.SeverityInfo
		}
		if severity.Rank() > worst.Rank() {
			worst = severity
		}
	}
	return worst
}

// SeveritiesDown lists the severities, strongest first.
func SeveritiesDown() []model.Severity {
	down := model.Severities()
	slices.Reverse(down)
	return down
}

// AllFindings returns the findings of the result and of its devices, those of
// no single device first, then by device in the order of Sorted.
func AllFindings(r model.Result) []model.Finding {
	all := slices.Clone(r.Findings)
	for _, device := range Sorted(r.Devices, r.Others) {
		for _, finding := range device.Findings {
			if finding.Host == "" {
				finding.Host, finding.Site = device.Host, device.Site
			}
			all = append(all, finding)
		}
	}
	return all
}

// Ports lists the open ports of the device with what each spoke: "80/http
// 443/http+tls 8000". What a device chose in it is not cleaned.
func Ports(d model.Device) string {
	ports := make([]string, len(d.Ports))
	for i, p := range d.Ports {
		ports[i] = strconv.Itoa(p.Port)
		if p.Protocol != "" {
			ports[i] += "/" + p.Protocol
		}
		if p.TLS {
			ports[i] += "+tls"
		}
	}
	return strings.Join(ports, " ")
}
