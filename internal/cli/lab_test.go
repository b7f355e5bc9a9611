package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
	"camorigin/internal/model"
)

// run executes a command line in this process.
func run(t *testing.T, ctx context.Context, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Run(ctx, System{
		Version: "test", Args: args, Stdin: strings.NewReader(""),
		Stdout: &out, Stderr: &errs, Now: time.Now,
	})
	return out.String(), errs.String(), code
}

// scanLab scans everything that the lab serves and returns the result. Few devices
// at once keep a busy machine from taking its own lateness for theirs.
func scanLab(t *testing.T, l *lab.Lab, more ...string) model.Result {
	t.Helper()
	args := append([]string{"scan", l.Targets(), "--ports", portsText(l.Ports()), "--profile", "fast", "--in-flight", "12",
		"--format", "json", "--progress", "none"}, more...)
	stdout, stderr, code := run(t, t.Context(), args...)
	if code != ExitDone {
		t.Fatalf("scan: exit code %d, want %d: %s", code, ExitDone, stderr)
	}
	var result model.Result
	if err := json.Unmarshal([]byte(stdout), &result); err != nil {
		t.Fatalf("scan printed no result: %v", err)
	}
	return result
}

// byAddress finds the devices of a result, surveillance equipment and others.
func byAddress(t *testing.T, result model.Result) map[netip.Addr]model.Device {
	t.Helper()
	devices := make(map[netip.Addr]model.Device)
	for _, list := range [][]model.Device{result.Devices, result.Others} {
		for _, d := range list {
			devices[netip.MustParseAddr(d.Host)] = d
		}
	}
	return devices
}

func TestScanOfTheLab(t *testing.T) {
	l := labtest.Start(t)
	recorded := filepath.Join(t.TempDir(), "evidence.jsonl")
	result := scanLab(t, l, "--evidence", recorded, "--as-of", "2026-11-24")
	labtest.WithinBudget(t, l)

	devices := byAddress(t, result)
	for addr, want := range labtest.Truth(l) {
		device, found := devices[addr]
		if !found {
			t.Errorf("%v: not found, want %+v", addr, want)
			continue
		}
		compare(t, name(l, addr), device, want)
	}

	t.Run("match_says_the_same", func(t *testing.T) {
		stdout, stderr, code := run(t, t.Context(), "match", recorded, "--format", "json", "--as-of", "2026-11-24")
		if code != ExitDone {
			t.Fatalf("match: exit code %d, want %d: %s", code, ExitDone, stderr)
		}
		var replayed model.Result
		if err := json.Unmarshal([]byte(stdout), &replayed); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(undistressed(result), undistressed(replayed)); diff != "" {
			t.Errorf("devices of scan (-) and match (+) differ:\n%s", diff)
		}
	})
}

// undistressed is the devices without what only a live scan can know.
func undistressed(r model.Result) [][]model.Device {
	lists := [][]model.Device{r.Devices, r.Others}
	for _, list := range lists {
		for i := range list {
			list[i].Distress = ""
		}
	}
	return lists
}

func name(l *lab.Lab, addr netip.Addr) string {
	for _, d := range l.Devices() {
		if d.Addr() == addr {
			return d.Personality().ID
		}
	}
	return addr.String()
}

// compare holds what was said of a device against the truth about it. An empty
// maker, model, firmware or serial of the truth means that nothing may be said.
func compare(t *testing.T, id string, got model.Device, want lab.Want) {
	t.Helper()
	about := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %s: got %q, want %q", id, what, got, want)
		}
	}
	about("kind", string(got.Kind), string(want.Kind))
	if got.Surveillance != want.Surveillance {
		t.Errorf("%s: surveillance: got %v, want %v", id, got.Surveillance, want.Surveillance)
	}
	maker := model.Statement{}
	if got.Maker != nil {
		maker = got.Maker.Statement
	}
	about("maker", maker.ID, want.Maker)
	about("model", got.Model, want.Model)
	about("firmware", got.Firmware, want.Firmware)
	about("serial", got.Serial, want.Serial)
	if want.Brand != "" {
		about("brand", statement(got.Brand).ID, want.Brand)
	}
	if want.Platform != "" {
		about("platform", statement(got.Platform).ID, want.Platform)
	}
	if want.MAC != "" {
		about("mac", got.MAC, want.MAC)
	}
	said := map[string]model.Verdict{
		"maker": maker.Verdict, "brand": statement(got.Brand).Verdict, "platform": statement(got.Platform).Verdict,
	}
	for what, verdict := range want.Verdicts {
		about("verdict of "+what, string(said[what]), string(verdict))
	}
}

func statement(s *model.Statement) model.Statement {
	if s == nil {
		return model.Statement{}
	}
	return *s
}
