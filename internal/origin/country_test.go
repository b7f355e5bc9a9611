package origin_test

import (
	"strings"
	"testing"

	"camorigin/internal/origin"
)

func TestCountryCode(t *testing.T) {
	for name, want := range map[string]string{
		"China": "CN", "cn": "CN", " PRC ": "CN", "People's Republic of China": "CN", "south korea": "KR", "Korea": "KR", "USA": "US",
		"U.K.": "GB", "United Kingdom": "GB", "Taiwan": "TW", "Türkiye": "TR", "turkiye": "TR", "Czech Republic": "CZ", "Hong-Kong": "HK",
		"": "", "XX": "", "Atlantis": "", strings.Repeat("a", 1000): "",
	} {
		if got, ok := origin.CountryCode(name); got != want || ok != (want != "") {
			t.Errorf("CountryCode(%q) = %q, %v, want %q", name, got, ok, want)
		}
	}
}

func TestCountryNamesLeadBack(t *testing.T) {
	for _, c := range load(t).Companies() {
		if c.Headquarters == nil {
			continue
		}
		code := c.Headquarters.Country
		if got, _ := origin.CountryCode(origin.CountryName(code)); got != code || origin.CountryName(code) == code {
			t.Errorf("%s is called %q, which leads to %q", code, origin.CountryName(code), got)
		}
	}
}
