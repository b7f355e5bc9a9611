package inventory

import (
	"crypto/sha256"
	"encoding/hex"

	"camorigin/internal/model"
)

// settle gives the source's site to everything in it that names none. As two
// places may have the same addresses, the fingerprints of such findings change
// with the site.
func settle(s *Source) {
	if s.Site == "" {
		return
	}
	give := func(site *string) {
		if *site == "" {
			*site = s.Site
		}
	}
	r := &s.Result
	for _, list := range [][]model.Device{r.Devices, r.Others} {
		for i := range list {
			settleFindings(list[i].Findings, s.Site)
			give(&list[i].Site)
		}
	}
	settleFindings(r.Findings, s.Site)
	for i := range r.Evidence {
		give(&r.Evidence[i].Site)
	}
	for i := range r.Asked {
		give(&r.Asked[i].Site)
	}
	for i := range r.Coverage.Subnets {
		give(&r.Coverage.Subnets[i].Site)
	}
	if r.Decisions != nil {
		for i := range r.Decisions.Missing {
			give(&r.Decisions.Missing[i].Site)
		}
	}
}

func settleFindings(findings []model.Finding, site string) {
	for i := range findings {
		if findings[i].Site != "" {
			continue
		}
		findings[i].Site = site
		if old := findings[i].Fingerprint; old != "" {
			sum := sha256.Sum256([]byte(old + "\x00" + site))
			findings[i].Fingerprint = hex.EncodeToString(sum[:])
		}
	}
}
