package inventory_test

import (
	"strings"
	"testing"
	"time"

	"camorigin/internal/inventory"
	"camorigin/internal/model"
)

// heardAt is a result of one camera with a finding that rests on its second
// answer, heard on a day of November.
func heardAt(host, site string, day int, kind model.Kind) model.Result {
	at := time.Date(2026, 11, day, 10, 0, 0, 0, time.UTC)
	d := model.Device{
		Host: host, Site: site, Surveillance: true, Kind: kind,
		Because:  []model.Because{{Rule: "r", Answer: 1}},
		Findings: []model.Finding{{ID: "F0001", Check: "c", Site: site, Host: host, Evidence: []int{0, 1}, Fingerprint: "f" + site + host}},
	}
	r := result(d)
	r.Run = model.Run{Tool: "camorigin", Started: at, Ended: at.Add(time.Hour), AsOf: at.Format(time.DateOnly), Policy: "default", Gate: true}
	r.Evidence = []model.Evidence{
		{Host: host, Site: site, Protocol: "http", Request: "first of " + string(kind), At: at},
		{Host: host, Site: site, Protocol: "http", Request: "second of " + string(kind), At: at},
	}
	r.Coverage = model.Coverage{Subnets: []model.SubnetCoverage{{Subnet: "10.0.0.0/24", Site: site, Addresses: 254, Answered: uint64(day)}}}
	return r
}

func merge(t *testing.T, sources ...inventory.Source) model.Result {
	t.Helper()
	r, err := inventory.Merge(sources)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMergeShiftsEvidence(t *testing.T) {
	r := merge(t,
		inventory.Source{Name: "a", Result: heardAt("10.0.0.9", "a", 20, model.KindCamera)},
		inventory.Source{Name: "b", Result: heardAt("10.0.0.7", "b", 21, model.KindRecorder)},
	)
	if len(r.Devices) != 2 || len(r.Evidence) != 4 {
		t.Fatalf("got %d devices and %d pieces of evidence, want 2 and 4", len(r.Devices), len(r.Evidence))
	}
	for i, d := range r.Devices {
		if got, want := r.Evidence[d.Because[0].Answer].Request, "second of "+string(d.Kind); got != want {
			t.Errorf("%s rests on %q, want %q", d.Host, got, want)
		}
		if got, want := r.Evidence[d.Findings[0].Evidence[0]].Request, "first of "+string(d.Kind); got != want {
			t.Errorf("the finding of %s rests on %q, want %q", d.Host, got, want)
		}
		if want := []string{"F0001", "F0002"}[i]; d.Findings[0].ID != want {
			t.Errorf("got finding %s, want %s", d.Findings[0].ID, want)
		}
	}
	if c := r.Coverage; len(c.Subnets) != 2 || c.Addresses != 508 || c.Answered != 41 {
		t.Errorf("got coverage %+v, want both subnets", c)
	}
	if r.Run.Command != "merge" || r.Run.AsOf != "2026-11-21" || r.Run.Started.Day() != 20 || r.Run.Ended.Day() != 21 {
		t.Errorf("got run %+v, want one from the 20th to the 21st", r.Run)
	}
	if !strings.Contains(strings.Join(r.Run.Notes, " "), "different days: 2026-11-20, 2026-11-21") {
		t.Errorf("got notes %q, want the days", r.Run.Notes)
	}
}

func TestMergeKeepsTheNewer(t *testing.T) {
	older, newer := heardAt("10.0.0.7", "a", 20, model.KindCamera), heardAt("10.0.0.7", "a", 21, model.KindRecorder)
	later := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	older.Run.Started = later // judged again later: what counts is when it was heard
	r := merge(t, inventory.Source{Name: "new", Result: newer}, inventory.Source{Name: "old", Result: older})
	if len(r.Devices) != 1 || r.Devices[0].Kind != model.KindRecorder || len(r.Evidence) != 2 {
		t.Fatalf("got %+v with %d pieces of evidence, want the newer alone", r.Devices, len(r.Evidence))
	}
	if got := r.Evidence[r.Devices[0].Because[0].Answer].Request; got != "second of recorder" {
		t.Errorf("got %q, want the evidence of the newer", got)
	}
	if !strings.Contains(strings.Join(r.Run.Notes, " "), "1 hosts are in several of the 2 results") {
		t.Errorf("got notes %q, want one about the host", r.Run.Notes)
	}
	if len(r.Coverage.Subnets) != 1 || r.Coverage.Answered != 21 {
		t.Errorf("got coverage %+v, want the line of the newer run", r.Coverage)
	}
}

func TestMergeNamesSites(t *testing.T) {
	r := merge(t,
		inventory.Source{Name: "a", Site: "North", Result: heardAt("10.0.0.7", "", 20, model.KindCamera)},
		inventory.Source{Name: "b", Site: "South", Result: heardAt("10.0.0.7", "", 21, model.KindCamera)},
		inventory.Source{Name: "c", Site: "East", Result: heardAt("10.0.0.7", "West", 21, model.KindCamera)},
	)
	var sites []string
	prints := map[string]bool{}
	for _, d := range r.Devices {
		sites = append(sites, d.Site)
		prints[d.Findings[0].Fingerprint] = true
		if d.Findings[0].Site != d.Site || r.Evidence[d.Because[0].Answer].Site != d.Site {
			t.Errorf("got finding and evidence at other sites than %s", d.Site)
		}
	}
	if strings.Join(sites, " ") != "North South West" || len(prints) != 3 {
		t.Errorf("got sites %v with %d fingerprints, want North South West and 3", sites, len(prints))
	}
}

func TestMergeNeedsTwo(t *testing.T) {
	if _, err := inventory.Merge([]inventory.Source{{}}); err == nil {
		t.Error("got no error for one result")
	}
}
