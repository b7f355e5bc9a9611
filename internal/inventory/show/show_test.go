package show_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"camorigin/internal/inventory"
	"camorigin/internal/inventory/show"
	"camorigin/internal/model"
)

// hostile is what a device may call itself.
const hostile = "<script>x</script>\x1b]0;t\x07|a|\n::error::x\u202e##vso[task.complete]"

func document() show.Document {
	device := func(host, name string) model.Device {
		return model.Device{
			Host: host, Site: name, Surveillance: true, Kind: model.KindCamera, Model: name, Serial: "ABC12345", Firmware: name,
			Findings: []model.Finding{{Check: "c", Title: name, Severity: model.SeverityHigh, Fingerprint: host}},
		}
	}
	before := model.Result{Devices: []model.Device{device("10.0.0.7", "a"), {Host: "10.0.0.1", Surveillance: true, Model: hostile}}}
	after := model.Result{Devices: []model.Device{device("10.0.0.9", hostile), {Host: hostile, Surveillance: true}}}
	diff := inventory.Compare(before, after)
	diff.Old.Name = hostile
	list := inventory.Reconcile([]inventory.Item{{Line: 2, Address: hostile, Brand: hostile}, {Line: 3, Serial: "ABC12345", Model: hostile, Site: hostile}}, after)
	list.Name = hostile
	return show.Document{Diff: &diff, List: &list}
}

func TestHostileTextIsHarmlessInEveryFormat(t *testing.T) {
	for _, format := range show.Formats() {
		t.Run(format, func(t *testing.T) {
			var b, again strings.Builder
			if err := show.Write(&b, format, document()); err != nil {
				t.Fatal(err)
			}
			if err := show.Write(&again, format, document()); err != nil || again.String() != b.String() {
				t.Errorf("got other bytes the second time (%v)", err)
			}
			for _, r := range b.String() {
				if r != '\n' && unicode.IsControl(r) || r == '\u202e' {
					t.Errorf("got the character %U", r)
				}
			}
			for line := range strings.Lines(b.String()) {
				if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##vso[") && format != "html" {
					t.Errorf("got a command in %q", line)
				}
			}
			if (format == "html" || format == "markdown") && strings.Contains(strings.ReplaceAll(b.String(), `\<`, ""), "<script>") {
				t.Error("got markup of a device")
			}
		})
	}
}

func TestJSONHasWhatWasCompared(t *testing.T) {
	var b strings.Builder
	if err := show.Write(&b, "json", document()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema string
		Diff   inventory.Diff
		List   inventory.Reconciliation
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != inventory.SchemaDiff || got.Diff.Counts[inventory.StatusMoved] != 1 || got.Diff.Devices[0].Current().Host != hostile {
		t.Errorf("got %+v, want a document with the very values", got)
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := show.Write(&strings.Builder{}, "sarif", show.Document{}); err == nil || !strings.Contains(err.Error(), "known are table, json, markdown, html") {
		t.Errorf("got %v, want the formats that are known", err)
	}
}
