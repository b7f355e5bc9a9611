package judge

import (
	"fmt"
	"slices"
	"strings"

	"camorigin/internal/assess"
	"camorigin/internal/cost"
	"camorigin/internal/model"
)

// Capture is what a run recorded.
type Capture struct {
	Evidence []model.Evidence
	Asked    []model.Asked
	Coverage model.Coverage
}

// Result judges everything that a run recorded. Devices are sorted by address
// and site, the evidence by device; indexes of evidence count over the whole
// list.
func (j *Judge) Result(run model.Run, capture Capture) model.Result {
	result := model.Result{
		Schema:   model.SchemaResult,
		Run:      run,
		Coverage: capture.Coverage,
		Devices:  []model.Device{},
		Others:   []model.Device{},
		Findings: []model.Finding{},
		Evidence: []model.Evidence{},
		Asked:    capture.Asked,
	}
	distress := distressed(capture.Asked)
	for _, h := range byHost(capture.Evidence) {
		device := j.assess(h)
		device.Distress = distress[key{h.site, h.address}]
		shift(&device, len(result.Evidence))
		result.Evidence = append(result.Evidence, h.evidence...)
		if device.Surveillance {
			result.Devices = append(result.Devices, device)
			continue
		}
		result.Others = append(result.Others, device)
	}
	result.Findings = assess.Network(result.Devices, j.Words)
	result.Appendix = assess.Appendix(result.Others, j.input(host{}))
	j.Decisions.Apply(&result, j.AsOf, j.Words)
	number(&result)
	result.Claims = j.cited(result)
	result.Summary = assess.Summarise(result.Devices, result.Others, result.Findings, result.Coverage)
	if j.Prices != nil {
		result.Costs = cost.Estimate(result.Devices, *j.Prices, j.AsOf, j.Words)
	}
	return result
}

// distressed maps the devices that were left alone to the reason.
func distressed(asked []model.Asked) map[key]string {
	reasons := make(map[key]string)
	for _, a := range asked {
		if a.Distress != "" {
			reasons[key{a.Site, a.Host}] = a.Distress
		}
	}
	return reasons
}

// shift moves the device's indexes of evidence to its place in the whole list.
func shift(device *model.Device, by int) {
	for i := range device.Because {
		device.Because[i].Answer += by
	}
	for i := range device.Findings {
		device.Findings[i].Evidence = slices.Clone(device.Findings[i].Evidence)
		for k := range device.Findings[i].Evidence {
			device.Findings[i].Evidence[k] += by
		}
	}
}

// number gives every finding an identifier that is unique in the result.
func number(result *model.Result) {
	n := 0
	give := func(findings []model.Finding) {
		for i := range findings {
			n++
			findings[i].ID = fmt.Sprintf("F%04d", n)
		}
	}
	give(result.Findings)
	for i := range result.Devices {
		give(result.Devices[i].Findings)
	}
	for i := range result.Others {
		give(result.Others[i].Findings)
	}
}

// cited lists the claims that flags and findings rest on, each once, sorted.
func (j *Judge) cited(result model.Result) []model.Claim {
	var ids []string
	collect := func(d model.Device) {
		for _, f := range d.Findings {
			ids = append(ids, f.Claims...)
		}
		for _, f := range slices.Concat(d.Flagged, d.CheckByHand) {
			ids = append(ids, f.Claims...)
		}
	}
	for _, d := range slices.Concat(result.Devices, result.Others) {
		collect(d)
	}
	for _, f := range result.Findings {
		ids = append(ids, f.Claims...)
	}
	for _, k := range result.Appendix {
		ids = append(ids, k.Claims...)
	}
	var claims []model.Claim
	for _, c := range slices.Concat(j.Knowledge.Claims(ids...), j.Vulnerabilities.Claims(ids...)) {
		claims = append(claims, c.Model())
	}
	slices.SortFunc(claims, func(a, b model.Claim) int { return strings.Compare(a.ID, b.ID) })
	return claims
}
