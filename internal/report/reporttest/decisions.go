package reporttest

import "camorigin/internal/model"

func accepted() *model.Decision {
	return &model.Decision{
		Choice: model.ChoiceAccept, Owner: "Birgit Møller", Reason: "Stands apart.", Review: "2027-06-30",
		Analysis: "case 26/1234", Source: "decisions.yaml:2",
	}
}

func lapsed() *model.Decision {
	return &model.Decision{
		Choice: model.ChoiceIsolate, Reason: "Until the new network is there.", Review: "2026-06-30", Source: "decisions.yaml:9", Expired: true,
	}
}

func decisions() *model.Decisions {
	return &model.Decisions{
		Made: []model.DecisionRecord{
			{Decision: *accepted(), About: "host 10.20.0.8", Hosts: []string{"10.20.0.8 (town hall)"}, Findings: 1},
			{Decision: *lapsed(), About: "site library, maker dahua; check policy/*", Hosts: []string{"10.20.1.20 (library)"}, Findings: 1},
			{
				Decision: model.Decision{Choice: model.ChoiceReplaceBy, Owner: "Facilities", Reason: "Out of support.", Review: "2027-01-31", Source: "decisions.yaml:15"},
				About:    "model DS-2CD*",
			},
		},
		Missing: []model.Undecided{
			{Host: "10.20.0.7", Site: "town hall", Kind: model.KindCamera, Maker: "Hikvision"},
			{Host: "10.20.1.20", Site: "library", Kind: model.KindCamera, Maker: "Dahua", Lapsed: "2026-06-30"},
		},
	}
}

func costs() *model.Costs {
	return &model.Costs{
		Currency: "DKK",
		Lines: []model.CostLine{
			{Maker: "Dahua", Kind: model.KindCamera, Site: "library", Policy: "default", Devices: 1, Price: 15100, Total: 15100, High: 21600},
			{Maker: "Hikvision", Kind: model.KindCamera, Site: "town hall", Policy: "default", Devices: 1, Price: 15100, Total: 15100, High: 21600},
			{Maker: "Hikvision", Kind: model.KindRecorder, Site: "town hall", Policy: "default", Devices: 1, Price: 15100, Total: 15100, High: 21600},
			{Maker: "Hikvision", Kind: model.KindVMS, Site: "town hall", Policy: "default", Devices: 1},
		},
		Total: 45300, High: 64800,
		Plan: []model.PlanPhase{
			{Phase: model.PhaseFirst, Total: 15100, High: 21600, Devices: []model.PlanDevice{{
				Host: "10.20.0.7", Site: "town hall", Kind: model.KindCamera, Maker: "Hikvision",
				Why: []string{"open finding (critical): Firmware older than the fix for a known hole"}, Since: "2020-06-03", Hint: "firmware", Due: "2027-01-31",
			}}},
			{Phase: model.PhaseEndOfLife, Total: 30200, High: 43200, Devices: []model.PlanDevice{
				{Host: "10.20.0.8", Site: "town hall", Kind: model.KindRecorder, Maker: "Hikvision", Why: []string{"may stay until the review of 2027-06-30, by decision (accept)"}},
				{Host: "10.20.1.20", Site: "library", Kind: model.KindCamera, Maker: "Dahua", Why: []string{"no reason to hurry is known; its age is not known"}},
			}},
		},
		Assumptions: []string{"Prices are for a comparable device, with the work.", "A device is used for 10 to 15 years."},
	}
}
