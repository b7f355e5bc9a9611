package origin_test

import (
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/origin"
)

func TestLintFindsNothingInTheEmbeddedData(t *testing.T) {
	report, err := origin.Lint(fingerprints.FS)
	if err != nil {
		t.Fatalf("Lint: %v", err)
	}
	for _, p := range report.Problems {
		t.Error(p)
	}
	t.Logf("%d companies, %d brands, %d platforms, %d lists; claims: %d confirmed, %d unconfirmed",
		report.Companies, report.Brands, report.Platforms, report.Lists, report.Confirmed, report.Unconfirmed)
	if report.Confirmed == 0 || report.Unconfirmed == 0 {
		t.Errorf("counted %d confirmed and %d unconfirmed claims, want both", report.Confirmed, report.Unconfirmed)
	}
}
