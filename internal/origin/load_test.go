package origin_test

import (
	"sync"
	"testing"

	"camorigin/fingerprints"
	"camorigin/internal/origin"
)

// loaded is the embedded data, read once: it does not change.
var loaded = sync.OnceValues(func() (*origin.KB, error) { return origin.Load(fingerprints.FS) })

func load(t *testing.T) *origin.KB {
	t.Helper()
	kb, err := loaded()
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return kb
}

func TestMakerIDFindsEverySpelling(t *testing.T) {
	kb := load(t)
	for _, c := range []struct{ name, want string }{
		{"Hikvision", "hikvision"},
		{"HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO.,LTD.", "hikvision"},
		{"海康威视", "hikvision"},
		{"Zhejiang Dahua Technology Co., Ltd.", "dahua"},
		{"tp-link", "tp-link"},
		{"TP-LINK", "tp-link"},
		{"TP-LINK TECHNOLOGIES CO.,LTD.", "tp-link-technologies"},
		{"UNV", "uniview"},
		{"Hanwha Techwin", "hanwha"},
		{"axis communications ab", "axis"},
	} {
		if got, ok := kb.MakerID(c.name); !ok || got != c.want {
			t.Errorf("MakerID(%q) = %q, %v, want %q", c.name, got, ok, c.want)
		}
	}
}

func TestMakerIDKnowsNoOtherNames(t *testing.T) {
	kb := load(t)
	for _, name := range []string{"", "IP Camera", "Co., Ltd.", "ONVIF", "camera", "Inc", "Cacti"} {
		if got, ok := kb.MakerID(name); ok {
			t.Errorf("MakerID(%q) = %q, want nothing", name, got)
		}
	}
}
