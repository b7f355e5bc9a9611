//go:build integration

package integration

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"camorigin/internal/lab"
	"camorigin/internal/lab/labtest"
	"camorigin/internal/model"
)

// What the program may take for a scan, whatever the devices do.
const (
	maxMemory = 100 << 20
	maxDevice = 21 * time.Second
)

// measured is a scan by the built program and what it took.
type measured struct {
	result model.Result
	memory int64 // largest resident set, in bytes
	took   time.Duration
}

func measure(t *testing.T, args ...string) measured {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"scan", "--format", "json", "--progress", "none"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	start := time.Now()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, stderr.String())
	}
	m := measured{took: time.Since(start)}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.memory = usage.Maxrss * 1024
	}
	if err := json.Unmarshal(out, &m.result); err != nil {
		t.Fatalf("scan printed no result: %v", err)
	}
	return m
}

func portsOf(l *lab.Lab) string {
	var list []string
	for _, p := range l.Ports() {
		list = append(list, fmt.Sprintf("%d:%s", p.Port, p.Role))
	}
	return strings.Join(list, ",")
}

// TestHostileLab scans devices that misbehave on purpose: no device holds the
// scan longer than its budget, memory stays bounded, nothing out of scope is
// contacted.
func TestHostileLab(t *testing.T) {
	l := labtest.Hostile(t)
	m := measure(t, l.Targets(), "--ports", portsOf(l), "--profile", "fast")
	labtest.WithinBudget(t, l)
	for _, d := range l.Devices() {
		if took := d.Counters().Duration; took > maxDevice {
			t.Errorf("%s: held for %v, want at most %v", d.Personality().ID, took, maxDevice)
		}
	}
	if m.memory > maxMemory {
		t.Errorf("memory: got %d MB, want at most %d MB", m.memory>>20, maxMemory>>20)
	}
	said := len(m.result.Devices) + len(m.result.Others)
	t.Logf("%d hostile devices, %d of them recorded, in %v with %d MB", len(l.Devices()), said, m.took.Round(time.Millisecond), m.memory>>20)
}

// TestThousandAddresses scans a thousand addresses with the lab among them.
func TestThousandAddresses(t *testing.T) {
	l := labtest.Start(t)
	around := netip.PrefixFrom(l.Devices()[0].Addr(), 22).Masked()
	m := measure(t, around.String(), "--ports", portsOf(l), "--profile", "fast", "--exclude", l.Canary().Addr().String())
	labtest.WithinBudget(t, l)
	if found, want := len(m.result.Devices)+len(m.result.Others), len(l.Devices()); found != want {
		t.Errorf("devices: got %d, want the %d of the lab", found, want)
	}
	if m.result.Coverage.NotTried != 0 || m.result.Coverage.Silent != 0 {
		t.Errorf("coverage: got %+v, want every address answered or refused", m.result.Coverage)
	}
	if m.memory > maxMemory {
		t.Errorf("memory: got %d MB, want at most %d MB", m.memory>>20, maxMemory>>20)
	}
	t.Logf("%d addresses in %v with %d MB", m.result.Coverage.Addresses, m.took.Round(time.Millisecond), m.memory>>20)
}
