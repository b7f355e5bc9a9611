package inventory_test

import (
	"math"
	"strings"
	"testing"

	"camorigin/internal/inventory"
	"camorigin/internal/model"
)

func TestReadList(t *testing.T) {
	cases := map[string]struct {
		text string
		want inventory.Item // the last one
	}{
		"commas":           {"address,mac,serial,brand,model,site\n10.0.0.7,44:19:b6:00:00:07,ABC12345,Axis,M3106,Hall\n", inventory.Item{Line: 2, Address: "10.0.0.7", MAC: "44:19:b6:00:00:07", Serial: "ABC12345", Brand: "Axis", Model: "M3106", Site: "Hall"}},
		"semicolons":       {"IP address;Serial No.;Colour\r\n10.0.0.7;4711;red\r\n", inventory.Item{Line: 2, Address: "10.0.0.7", Serial: "4711"}},
		"tabs":             {"mac\tsite\nAA\tHall\n", inventory.Item{Line: 2, MAC: "AA", Site: "Hall"}},
		"danish":           {"IP-adresse;Fabrikat;Lokation\n10.0.0.7;Axis;Gården\n", inventory.Item{Line: 2, Address: "10.0.0.7", Brand: "Axis", Site: "Gården"}},
		"byte_order_mark":  {"\xef\xbb\xbfip\n10.0.0.7\n", inventory.Item{Line: 2, Address: "10.0.0.7"}},
		"empty_rows":       {"ip,site\n,\n10.0.0.7,\n\n", inventory.Item{Line: 3, Address: "10.0.0.7"}},
		"quoted_line_feed": {"ip,note\n10.0.0.6,\"a\nb\"\n10.0.0.7,c\n", inventory.Item{Line: 4, Address: "10.0.0.7"}},
		"more_cells":       {"ip\n10.0.0.7,x,y\n", inventory.Item{Line: 2, Address: "10.0.0.7"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			items, err := inventory.ReadList("list.csv", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := items[len(items)-1]; got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestReadListRefuses(t *testing.T) {
	cases := map[string]struct{ text, want string }{
		"empty":           {"", "list.csv:1: no header row"},
		"no_device":       {"ip\n", "list.csv:2: no device"},
		"no_mark":         {"name,site\na,b\n", "list.csv:1: no column tells devices apart"},
		"twice":           {"ip,address\na,b\n", `list.csv:1: columns "ip" and "address" are both the address`},
		"row_without":     {"ip,site\n10.0.0.7,a\n,b\n", "list.csv:3: neither address"},
		"bad_quotation":   {"ip\n\"10.0.0.7\n", "list.csv:"},
		"not_utf8":        {"ip,site\n10.0.0.7,G\xe5rden\n", "list.csv:1: not UTF-8"},
		"ten_at_the_most": {"ip,site\n" + strings.Repeat(",x\n", 30), "list.csv:11:"},
		"too_large":       {"ip\n" + strings.Repeat(" ", inventory.MaxList), "list.csv: larger than 16 MiB"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := inventory.ReadList("list.csv", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Count(err.Error(), "\n") > 9 {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestReconcile(t *testing.T) {
	r := covered(result(
		camera("10.0.0.7", mac(macA)), camera("10.0.0.9", mac(macB)), camera("10.0.0.10", site("Hall")), camera("10.0.0.11", serial("ABC12345")),
		camera("10.0.0.12", other),
	), line("10.0.0.0/24", 254, 5, 0, 249, 0))
	items := []inventory.Item{
		{Line: 2, Address: "10.0.0.8", MAC: "4419B6000007"},
		{Line: 3, Address: "10.0.0.9", MAC: "44:19:b6:00:00:99"}, // another one stands there
		{Line: 4, Address: "10.0.0.10", Site: "HALL"},
		{Line: 5, Address: "10.0.0.7", MAC: macA},
		{Line: 6, Serial: "abc-12345"},
		{Line: 7, Address: "10.9.0.1"},
		{Line: 8, Address: "10.0.0.12"},
		{Line: 9, Serial: "none"},
		{Line: 10, Serial: "none"},
	}
	rec := inventory.Reconcile(items, r)
	var got []string
	for _, a := range rec.Seen {
		text := a.Device.Host + " " + string(a.By)
		if a.Moved {
			text += " moved"
		}
		got = append(got, text)
	}
	for _, m := range rec.NotSeen {
		got = append(got, "-"+m.Item.Address+" "+string(m.Standing))
	}
	for _, d := range rec.Unlisted {
		got = append(got, "+"+d.Host)
	}
	want := "10.0.0.7 mac moved, 10.0.0.10 address, 10.0.0.11 serial, 10.0.0.12 address, -10.0.0.9 another-device, -10.9.0.1 outside, - , - , +10.0.0.9"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
	if len(rec.Repeated) != 1 || rec.Repeated[0] != (inventory.Repeat{Line: 5, Earlier: 2}) || rec.Rows != 8 || rec.Outside != 1 {
		t.Errorf("got %+v, %d rows, %d outside, want line 5 as a repetition, 8 and 1", rec.Repeated, rec.Rows, rec.Outside)
	}
	if e := rec.Estimate; e == nil || e.List != 7 || e.Result != 4 || e.Both != 3 {
		t.Errorf("got estimate %+v, want one from 7 and 4 with 3 in both", e)
	}
}

// TestChapman uses figures worked out by hand: 200 marked, 150 caught, 40 of
// them marked give 201*151/41-1.
func TestChapman(t *testing.T) {
	e := inventory.Chapman(200, 150, 40)
	if e == nil || math.Abs(e.Total-739.268) > 0.001 {
		t.Fatalf("got %+v, want 739.268", e)
	}
	variance := 201.0 * 151 * 160 * 110 / (41 * 41 * 42)
	hidden := 201.0*151/41 - 1 - 310
	spread := math.Exp(1.959964 * math.Sqrt(math.Log(1+variance/(hidden*hidden))))
	if math.Abs(e.Low-(310+hidden/spread)) > 1e-9 || math.Abs(e.High-(310+hidden*spread)) > 1e-9 || e.Low < 310 {
		t.Errorf("got %g to %g, want %g to %g", e.Low, e.High, 310+hidden/spread, 310+hidden*spread)
	}
	if all := inventory.Chapman(9, 9, 9); all == nil || all.Total != 9 || all.Low != 9 || all.High != 9 || all.Rough() {
		t.Errorf("got %+v, want exactly 9 where both sources have the same", all)
	}
	for _, n := range [][3]int{{5, 5, 0}, {0, 0, 0}, {2, 5, 3}} {
		if got := inventory.Chapman(n[0], n[1], n[2]); got != nil {
			t.Errorf("%v: got %+v, want no estimate", n, got)
		}
	}
}

func FuzzReadList(f *testing.F) {
	for _, seed := range []string{"", "ip\n10.0.0.7\n", "mac;site\n44:19:b6:00:00:07;\"a;b\"\n", "ip,mac\n\"", "\xef\xbb\xbfserial\tip\nx", "ip,ip\n", "ip\n\x00\n\xff"} {
		f.Add([]byte(seed))
	}
	r := result(camera("10.0.0.7", mac(macA)), camera("10.0.0.8", serial("ABC12345")))
	f.Fuzz(func(t *testing.T, data []byte) {
		items, err := inventory.ReadList("list.csv", data)
		if err != nil {
			return
		}
		rec := inventory.Reconcile(items, r)
		if len(rec.Seen)+len(rec.NotSeen) != rec.Rows || rec.Rows+len(rec.Repeated) != len(items) {
			t.Errorf("got %d seen, %d not seen and %d repeated of %d rows", len(rec.Seen), len(rec.NotSeen), len(rec.Repeated), len(items))
		}
	})
}

func FuzzReadResult(f *testing.F) {
	for _, seed := range []string{
		"", "{}", `{"schema":"camorigin.result/v1"}`, `{"schema":"camorigin.result/v1"}{}`,
		`{"schema":"camorigin.result/v1","devices":[{"host":"10.0.0.7","surveillance":true,"because":[{"answer":-1}],"findings":[{"evidence":[9,0]}]}],"evidence":[{"host":"10.0.0.7","protocol":"http"}]}`,
		`{"schema":"camorigin.result/v1","coverage":{"subnets":[{"subnet":"::/0"},{"subnet":"10.0.0.0/0","addresses":1}]},"run":{"excluded":["x","1.2.3.4-1.2.3.1"]}}`,
	} {
		f.Add([]byte(seed), []byte(seed))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		before, errA := inventory.ReadResult(strings.NewReader(string(a)), "a")
		after, errB := inventory.ReadResult(strings.NewReader(string(b)), "b")
		if errA != nil || errB != nil {
			return
		}
		if again := told(inventory.Compare(before, after)); again != told(inventory.Compare(before, after)) {
			t.Errorf("got another comparison the second time: %s", again)
		}
		inventory.NewFindings(before, after)
		merged, err := inventory.Merge([]inventory.Source{{Name: "a", Site: "x", Result: before}, {Name: "b", Result: after}})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range append(merged.Devices, merged.Others...) {
			for _, because := range d.Because {
				if because.Answer < 0 || because.Answer >= len(merged.Evidence) {
					t.Errorf("got index %d of %d pieces of evidence", because.Answer, len(merged.Evidence))
				}
			}
		}
	})
}

func TestReadResultTakesBadIndexesOut(t *testing.T) {
	r, err := inventory.ReadResult(strings.NewReader(`{"schema":"camorigin.result/v1","devices":[{"host":"h","because":[{"answer":-1},{"answer":0},{"answer":7}],"findings":[{"evidence":[0,1]}]}],"evidence":[{"host":"h","protocol":"http"}]}`), "r.json")
	if err != nil {
		t.Fatal(err)
	}
	d := r.Devices[0]
	if len(d.Because) != 1 || d.Because[0].Answer != 0 || len(d.Findings[0].Evidence) != 1 {
		t.Errorf("got %+v and %+v, want index 0 only", d.Because, d.Findings[0].Evidence)
	}
	for text, want := range map[string]string{
		"x":                  "r.json: not a result",
		`{"schema":"other"}`: `r.json: schema "other"`,
		`{"schema":"` + model.SchemaResult + `"} {}`: "r.json: more than one result",
	} {
		if _, err := inventory.ReadResult(strings.NewReader(text), "r.json"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}
