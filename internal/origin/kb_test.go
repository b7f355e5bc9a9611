package origin_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"camorigin/internal/origin"
)

var today = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

func TestControlOf(t *testing.T) {
	kb := load(t)
	for _, c := range []struct {
		company  string
		at       time.Time
		hq, from string
		status   origin.Status
	}{
		{"hikvision", today, "CN", "CN", origin.StatusSourced},
		{"dahua", today, "CN", "CN", origin.StatusSourced}, // a minority holding changes nothing
		{"axis", today, "SE", "JP", origin.StatusSourced},
		{"axis", day("2014-06-01"), "SE", "SE", origin.StatusSourced},
		{"ezviz", today, "CN", "CN", origin.StatusSourced},
		{"pyronix", today, "GB", "CN", origin.StatusUnconfirmed},
		{"lorex", day("2020-06-01"), "CA", "CN", origin.StatusSourced},
		{"lorex", today, "CA", "CN,TW", origin.StatusDisputed},
		{"tp-link", today, "US", "CN", origin.StatusDisputed},
		{"reolink", today, "HK", "CN", origin.StatusDisputed},
		{"videotec", today, "IT", "US", origin.StatusSourced},
		{"ring", today, "US", "US", origin.StatusSourced}, // the owner is not confirmed, the country is
		{"tbk", today, "", "", ""},
		{"nobody", today, "", "", ""},
	} {
		got := kb.ControlOf(c.company, c.at)
		if got.Headquarters != c.hq || strings.Join(got.Countries, ",") != c.from || got.Status != c.status {
			t.Errorf("ControlOf(%q, %s) = %q, %v, %q, want %q, %q, %q", c.company, c.at.Format(time.DateOnly),
				got.Headquarters, got.Countries, got.Status, c.hq, c.from, c.status)
		}
	}
}

func day(text string) time.Time {
	t, _ := time.Parse(time.DateOnly, text)
	return t
}

func TestListings(t *testing.T) {
	kb := load(t)
	on := func(company string, at time.Time, list string) (sure, found bool) {
		i := slices.IndexFunc(kb.Listings(company, at), func(l origin.Listing) bool { return l.List.ID == list })
		if i < 0 {
			return false, false
		}
		return kb.Listings(company, at)[i].Sure, true
	}
	for _, c := range []struct {
		company, list string
		at            time.Time
		found, sure   bool
	}{
		{"hikvision", "us-ndaa-889", today, true, true},
		{"ezviz", "us-ndaa-889", today, true, true},
		{"pyronix", "us-ndaa-889", today, true, false},
		{"uniview", "us-ndaa-889", today, false, false},
		{"hikvision", "us-fcc-authorization", today, true, true},
		{"ezviz", "us-dod-1260h", today, false, false},
		{"tp-link", "us-dod-1260h", today, false, false},
		{"tp-link-technologies", "us-dod-1260h", today, true, true},
		{"tp-link-technologies", "us-dod-1260h", day("2026-06-07"), false, false},
		{"tiandy", "us-bis-entity", today, true, false},
		{"costar", "us-dod-1260h", today, false, false},
	} {
		sure, found := on(c.company, c.at, c.list)
		if found != c.found || sure != c.sure {
			t.Errorf("%s on %s: found %v, sure %v, want %v, %v", c.company, c.list, found, sure, c.found, c.sure)
		}
	}
}

func TestSellersAreNoMakers(t *testing.T) {
	kb := load(t)
	for _, name := range []string{"Annke", "Lorex", "Amcrest", "LTS", "KKMoon"} {
		if id, ok := kb.MakerID(name); ok {
			t.Errorf("MakerID(%q) = %q, want nothing: it sells what others make", name, id)
		}
		if _, ok := kb.BrandID(name); !ok {
			t.Errorf("BrandID(%q) gave nothing", name)
		}
		if _, ok := kb.CompanyID(name); !ok {
			t.Errorf("CompanyID(%q) gave nothing", name)
		}
	}
}

func TestSuppliers(t *testing.T) {
	kb := load(t)
	for _, c := range []struct {
		brand, want string
		at          time.Time
	}{
		{"hikvision", "hikvision:own:true", today},
		{"ezviz", "ezviz:own:true hikvision:subsidiary:true", today},
		{"amcrest", "dahua:oem-some:true", today},
		{"x-security", "dahua:oem-all:false", today},
		{"indigovision", "indigovision:own:false dahua:oem-historical:true", today},
		{"nobody", "", today},
	} {
		var got []string
		for _, s := range kb.Suppliers(c.brand, c.at) {
			got = append(got, s.Company+":"+string(s.Relation)+":"+map[bool]string{true: "true", false: "false"}[s.Sure])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Suppliers(%q) = %v, want %q", c.brand, got, c.want)
		}
	}
}

func TestMakerByRegistrant(t *testing.T) {
	kb := load(t)
	for _, c := range []struct {
		name, company string
		class         origin.Class
	}{
		{"Hangzhou Hikvision Digital Technology Co.,Ltd.", "hikvision", origin.ClassDedicated},
		{"ZHEJIANG DAHUA TECHNOLOGY CO., LTD.", "dahua", origin.ClassDedicated},
		{"HUAWEI TECHNOLOGIES CO.,LTD", "huawei", origin.ClassMixed},
		{"Espressif Inc.", "", origin.ClassModule},
		{"Tuya Smart Inc.", "", origin.ClassModule},
	} {
		got, ok := kb.MakerByRegistrant(c.name)
		if !ok || got.Company != c.company || got.Class != c.class {
			t.Errorf("MakerByRegistrant(%q) = %+v, %v, want %q, %q", c.name, got, ok, c.company, c.class)
		}
	}
	if got, ok := kb.MakerByRegistrant("Somebody Else Ltd."); ok {
		t.Errorf("MakerByRegistrant of an unknown name = %+v, want nothing", got)
	}
}

func TestClaimsAreSortedAndOnce(t *testing.T) {
	kb := load(t)
	got := kb.Claims("hikvision-hq", "nothing", "cetc-1260h", "hikvision-hq")
	if len(got) != 2 || got[0].ID != "cetc-1260h" || got[1].ID != "hikvision-hq" {
		t.Errorf("Claims = %+v, want cetc-1260h and hikvision-hq", got)
	}
	if m := got[0].Model(); m.URL == "" || m.Publisher == "" || m.Date == "" || !m.Confirmed {
		t.Errorf("claim %+v is not whole", m)
	}
	if kb.Newest() < "2026-11-23" {
		t.Errorf("Newest = %s, want 2026-11-23 or later", kb.Newest())
	}
}
