package oui

import (
	"errors"
	"sync"
	"testing"
)

// loaded is the embedded table, decoded once: it does not change.
var loaded = sync.OnceValues(Load)

func mustLoad(tb testing.TB) *Table {
	tb.Helper()
	table, err := loaded()
	if err != nil {
		tb.Fatalf("Load: %v", err)
	}
	return table
}

func TestCompany(t *testing.T) {
	table := mustLoad(t)
	for _, c := range []struct{ name, mac, want string }{
		{"colons", "44:19:b6:01:02:03", "Hangzhou Hikvision Digital Technology Co.,Ltd."},
		{"hyphens", "44-19-B6-01-02-03", "Hangzhou Hikvision Digital Technology Co.,Ltd."},
		{"cisco_dots", "4419.b601.0203", "Hangzhou Hikvision Digital Technology Co.,Ltd."},
		{"bare_prefix", "4419b6", "Hangzhou Hikvision Digital Technology Co.,Ltd."},
		{"axis", "00:40:8c:12:34:56", "Axis Communications AB"},
		{"medium_block", "74:1a:e0:50:00:01", "FUJIAN TAILI COMMUNICATION TECHNOLOGY CO.,LTD"},
		{"prefix_of_divided_block", "70b3d5", ""},
		{"locally_administered", "46:19:b6:01:02:03", ""},
		{"multicast", "01:00:5e:00:00:01", ""},
		{"empty", "", ""},
		{"too_short", "44:19", ""},
		{"too_long", "44:19:b6:01:02:03:04", ""},
		{"no_address", "IP Camera", ""},
		{"broadcast", "ff:ff:ff:ff:ff:ff", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := table.Company(c.mac)
			if got != c.want || ok != (c.want != "") {
				t.Errorf("Company(%q) = %q, %v, want %q", c.mac, got, ok, c.want)
			}
		})
	}
}

func TestBlock(t *testing.T) {
	table := mustLoad(t)
	for _, c := range []struct {
		name, mac, prefix string
		bits              int
	}{
		{"large", "44-19-B6-01-02-03", "44:19:b6", 24},
		{"medium", "741ae0500001", "74:1a:e0:5", 28},
		{"local", "46:19:b6:01:02:03", "", 0},
		{"no_address", "IP Camera", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := table.Block(c.mac)
			name, _ := table.Company(c.mac)
			if got.Prefix != c.prefix || got.Bits != c.bits || ok != (c.bits > 0) || got.Registrant != name {
				t.Errorf("Block(%q) = %+v, %v, want %s/%d of %q", c.mac, got, ok, c.prefix, c.bits, name)
			}
		})
	}
}

func TestLocal(t *testing.T) {
	for mac, want := range map[string]bool{"46:19:b6:01:02:03": true, "01:00:5e:00:00:01": true, "44:19:b6:01:02:03": false, "IP Camera": false, "": false} {
		if got := Local(mac); got != want {
			t.Errorf("Local(%q) = %v, want %v", mac, got, want)
		}
	}
}

func TestTableIsWholeAndSmall(t *testing.T) {
	table := mustLoad(t)
	if got := table.Len(); got < 40_000 {
		t.Errorf("table has %d prefixes, want at least 40,000", got)
	}
	if got := len(embedded); got > 600_000 {
		t.Errorf("table is %d bytes, want at most 600,000", got)
	}
	if table.Date() < "2022-08-27" || table.Newest() < table.Date() {
		t.Errorf("dates are %s and %s, want 2022-08-27 or later, in this order", table.Date(), table.Newest())
	}
}

func TestEncodeDecode(t *testing.T) {
	data, err := Encode("2026-01-02", "2026-03-04", []Entry{
		{0x001122, 24, "B"}, {0x000001, 24, "A"}, {0x70b3d5, 24, "Authority"},
		{0x70b3d5fff, 36, "Small"}, {0x70b3d50, 28, "Medium"},
	})
	if err != nil {
		t.Fatalf("Encode: %v", err)
	}
	table, err := decode(data)
	if err != nil {
		t.Fatalf("decode: %v", err)
	}
	for mac, want := range map[string]string{
		"00:11:22:00:00:00": "B", "000001": "A", "70b3d5fff000": "Small", "70b3d5012345": "Medium", "70b3d5112345": "",
	} {
		if got, _ := table.Company(mac); got != want {
			t.Errorf("Company(%q) = %q, want %q", mac, got, want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	good, err := Encode("2026-01-02", "2026-03-04", []Entry{{1, 24, "A"}})
	if err != nil {
		t.Fatal(err)
	}
	hugeCount, _ := deflated(append([]byte{0, 0}, 0xff, 0xff, 0xff, 0xff, 0x0f))
	badName, _ := deflated([]byte{0, 0, 0, 1, 1, 7, 0, 0})
	twice, _ := deflated([]byte{0, 0, 1, 1, 'A', 2, 1, 0, 0, 0, 0, 0})
	for name, data := range map[string][]byte{
		"empty": nil, "other_file": []byte("PK\x03\x04"), "cut": good[:len(good)-4],
		"huge_count": hugeCount, "unknown_name": badName, "prefix_twice": twice,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := decode(data); !errors.Is(err, errFormat) {
				t.Errorf("decode = %v, want %v", err, errFormat)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	good, _ := Encode("2026-01-02", "2026-03-04", []Entry{{1, 24, "A"}, {0x10, 28, "B"}})
	f.Add(good)
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := decode(data); err == nil {
			table.Company("00:00:01:02:03:04")
		}
	})
}

func FuzzCompany(f *testing.F) {
	table := mustLoad(f)
	f.Add("44:19:b6:01:02:03")
	f.Add("70b3d5fff000")
	f.Fuzz(func(t *testing.T, mac string) {
		name, ok := table.Company(mac)
		if block, found := table.Block(mac); found != ok || block.Registrant != name {
			t.Errorf("Block(%q) = %+v, %v, but Company says %q, %v", mac, block, found, name, ok)
		}
	})
}

func BenchmarkCompany(b *testing.B) {
	table := mustLoad(b)
	for b.Loop() {
		table.Company("44:19:b6:01:02:03")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
