// Package reporttest holds results made by hand, for the tests of every report
// format.
package reporttest

import (
	"time"

	"camorigin/internal/model"
)

// Result returns a result that has a bit of everything: several makers, a
// brand that another company makes, unknown and conflicting devices, flags,
// devices to check by hand, hosts that a list speaks of, an incomplete run and
// text in several scripts.
func Result() model.Result {
	return model.Result{
		Schema:   model.SchemaResult,
		Run:      run(),
		Coverage: coverage(),
		Devices:  devices(),
		Others:   others(),
		Findings: networkFindings(),
		Evidence: evidence(),
		Asked:    asked(),
		Summary:  summary(),
		Costs:    costs(),
		Claims:   claims(),

		Decisions: decisions(),
		Appendix: []model.Kin{
			{Company: "huawei", Name: "Huawei", Country: "CN", Basis: "mac", Devices: 3, Claims: []string{"hikvision-control"}},
			{Company: "zte", Name: "ZTE", Country: "CN", Basis: "maker", Devices: 1},
		},
	}
}

// Empty returns the result of a run that found nothing and could judge little.
func Empty() model.Result {
	return model.Result{
		Schema: model.SchemaResult,
		Run: model.Run{
			Tool: "camorigin", Version: "0.1.0", Command: "scan", AsOf: "2026-11-24", Targets: []string{"192.168.7.0/24"},
			Profile: "normal", Gate: true, Policy: "default", DataVersion: "2026-11-01", DataAgeDays: 23, Rules: 412,
		},
		Coverage: model.Coverage{
			Addresses: 254, Silent: 254,
			Subnets: []model.SubnetCoverage{{Subnet: "192.168.7.0/24", Addresses: 254, Silent: 254}},
		},
		Summary: model.Summary{NotJudged: model.NotJudged{Subnets: 1, Addresses: 254}},
	}
}

func run() model.Run {
	return model.Run{
		Tool: "camorigin", Version: "0.1.0", Command: "scan",
		Started: time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC), Ended: time.Date(2026, 11, 24, 8, 34, 12, 0, time.UTC),
		AsOf: "2026-11-24", Targets: []string{"10.20.0.0/23", "10.30.4.0/24"}, Excluded: []string{"10.20.0.10"},
		Ports: []model.PortRole{
			{Port: 80, Role: model.RoleWeb}, {Port: 443, Role: model.RoleTLS}, {Port: 554, Role: model.RoleRTSP},
			{Port: 8000, Role: model.RoleWeb}, {Port: 37777, Role: model.RoleSilent},
		},
		Profile: "normal", Gate: true, Policy: "default", AuthorizedBy: "Birgit Møller, head of IT, 2026-11-20",
		DataVersion: "2026-05-02", DataAgeDays: 206, Rules: 412, Incomplete: true,
		Reasons: []string{"10.30.4.0/24: no route to the network from 08:33 on; 190 addresses were not tried"},
		Notes:   []string{"Loss of 1.2 % was measured in 10.20.1.0/24; the pace was lowered to 40 connections a second."},
	}
}

func coverage() model.Coverage {
	return model.Coverage{
		Addresses: 763, Answered: 12, Refused: 9, Silent: 552, NotTried: 190,
		Subnets: []model.SubnetCoverage{
			{Subnet: "10.20.0.0/24", Site: "town hall", Addresses: 253, Answered: 7, Refused: 5, Silent: 241},
			{Subnet: "10.20.1.0/24", Site: "library", Addresses: 254, Answered: 5, Refused: 4, Silent: 245},
			{Subnet: "10.30.4.0/24", Addresses: 256, Silent: 66, NotTried: 190},
		},
	}
}

func summary() model.Summary {
	return model.Summary{
		Devices: 10, Others: 2,
		ByKind: map[model.Kind]int{model.KindCamera: 7, model.KindRecorder: 2, model.KindVMS: 1},
		Makers: []model.Count{
			{ID: "hikvision", Name: "Hikvision", Country: "CN", Devices: 2, Flagged: 2},
			{ID: "dahua", Name: "Dahua", Country: "CN", Devices: 1, Flagged: 1},
			{ID: "tp-link", Name: "TP-Link", Country: "US", Devices: 1},
			{ID: "axis", Name: "Axis Communications", Country: "SE", Devices: 1},
			{ID: "hanwha", Name: "Hanwha Vision", Country: "KR", Devices: 1},
		},
		Brands: []model.Count{
			{ID: "annke", Name: "Annke", Devices: 1, Flagged: 1}, {ID: "hikvision", Name: "Hikvision", Devices: 1, Flagged: 1},
			{ID: "dahua", Name: "Dahua", Devices: 1, Flagged: 1}, {ID: "axis", Name: "Axis", Devices: 1},
		},
		Countries: []model.Count{
			{ID: "CN", Name: "China", Devices: 3, Flagged: 3}, {ID: "US", Name: "United States", Devices: 1},
			{ID: "KR", Name: "South Korea", Devices: 1}, {ID: "SE", Name: "Sweden", Devices: 1},
		},
		Unknown: 2, Flagged: 3, ByHand: 3,
		BySeverity: map[model.Severity]int{model.SeverityCritical: 1, model.SeverityHigh: 5, model.SeverityMedium: 1, model.SeverityInfo: 1},
		NotJudged:  model.NotJudged{Subnets: 1, Addresses: 742},
	}
}

func claims() []model.Claim {
	return []model.Claim{
		{
			ID: "hikvision-control", Text: "A state-owned group is the controlling shareholder of Hikvision.", URL: "https://www.example.org/annual-report-2025.pdf",
			Publisher: "Hikvision, annual report 2025", Date: "2026-04", Checked: "2026-11-02", Confirmed: true,
		},
		{
			ID: "list-procurement", Text: "The list forbids federal agencies of the United States to buy equipment of the named companies. It does not bind a Danish municipality.", URL: "https://www.example.gov/procurement-list",
			Publisher: "Example authority", Date: "2019-08-13", Checked: "2026-11-02", Confirmed: true,
		},
		{
			ID: "tp-link-control", Text: "TP-Link Systems states that it is an American company; authorities have questioned its separation from the Chinese one.", URL: "https://www.example.com/statement",
			Publisher: "TP-Link Systems", Date: "2025", Checked: "2026-10-30",
		},
	}
}
