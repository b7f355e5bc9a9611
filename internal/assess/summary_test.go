package assess_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"camorigin/internal/assess"
	"camorigin/internal/model"
)

func TestSummarise(t *testing.T) {
	in := input(t, "default")
	devices := []model.Device{
		assess.Device(camera("hikvision", "", "", model.VerdictConfirmed), nil, in),
		assess.Device(camera("hikvision", "lts", "", model.VerdictLikely), nil, in),
		assess.Device(camera("axis", "", "", model.VerdictLikely), nil, in),
		assess.Device(camera("kedacom", "", "", model.VerdictLikely), nil, in),
		assess.Device(camera("dahua", "", "", model.VerdictPossible), nil, in),
		assess.Device(camera("", "", "", ""), nil, in),
	}
	got := assess.Summarise(devices, []model.Device{{Kind: model.KindOther}}, []model.Finding{
		{Severity: model.SeverityMedium}, {Severity: model.SeverityCritical, ByHand: true},
	}, model.Coverage{Silent: 10, NotTried: 2, Subnets: []model.SubnetCoverage{{Answered: 1}, {Refused: 1}, {Silent: 10}}})
	want := model.Summary{
		Devices: 6, Others: 1, ByKind: map[model.Kind]int{model.KindCamera: 6},
		Makers: []model.Count{
			{ID: "hikvision", Name: "hikvision", Country: "CN", Devices: 2, Flagged: 2},
			{ID: "axis", Name: "axis", Country: "SE", Devices: 1},
			{ID: "kedacom", Name: "kedacom", Devices: 1},
		},
		Brands:    []model.Count{{ID: "lts", Name: "lts", Devices: 1, Flagged: 1}},
		Countries: []model.Count{{ID: "CN", Name: "China", Country: "CN", Devices: 2, Flagged: 2}, {ID: "SE", Name: "Sweden", Country: "SE", Devices: 1}},
		Unknown:   2, Flagged: 2, ByHand: 2,
		BySeverity: map[model.Severity]int{model.SeverityHigh: 2, model.SeverityInfo: 4, model.SeverityMedium: 1},
		NotJudged:  model.NotJudged{Subnets: 1, Addresses: 12},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Summarise (-want +got):\n%s", diff)
	}
}
