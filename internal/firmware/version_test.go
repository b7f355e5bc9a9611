package firmware

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParse(t *testing.T) {
	tests := map[string]struct {
		maker, text string
		want        Version
	}{
		"hikvision":             {"hikvision", "V5.5.82 build 200603", Version{Scheme: Hikvision, Parts: []int{5, 5, 82}, Build: "2020-06-03"}},
		"hikvision_joined":      {"hikvision", "V5.4.5build 170124", Version{Scheme: Hikvision, Parts: []int{5, 4, 5}, Build: "2017-01-24"}},
		"hikvision_underscore":  {"hikvision", "V5.5.800_210628", Version{Scheme: Hikvision, Parts: []int{5, 5, 800}, Build: "2021-06-28"}},
		"hikvision_both":        {"hikvision", "V5.7.3_build 220315", Version{Scheme: Hikvision, Parts: []int{5, 7, 3}, Build: "2022-03-15"}},
		"hikvision_recorder":    {"hikvision", "V4.30.085, build 200916", Version{Scheme: Hikvision, Parts: []int{4, 30, 85}, Build: "2020-09-16"}},
		"hikvision_without_day": {"hikvision", "V5.2.0", Version{Scheme: Hikvision, Parts: []int{5, 2, 0}}},
		"ezviz":                 {"ezviz", "V5.3.8 build 230131", Version{Scheme: Hikvision, Parts: []int{5, 3, 8}, Build: "2023-01-31"}},
		"dahua":                 {"dahua", "2.800.0000000.16.R,2020-06-05", Version{Scheme: Dahua, Parts: []int{2, 800, 0, 16}, Build: "2020-06-05"}},
		"dahua_build":           {"dahua", "2.622.0000000.18.R, Build: 2020-03-20", Version{Scheme: Dahua, Parts: []int{2, 622, 0, 18}, Build: "2020-03-20"}},
		"dahua_build_date":      {"dahua", "4.001.0000005.1.R Build Date: 2022-01-10", Version{Scheme: Dahua, Parts: []int{4, 1, 5, 1}, Build: "2022-01-10"}},
		"dahua_short":           {"dahua", "3.120.0000.0.R", Version{Scheme: Dahua, Parts: []int{3, 120, 0, 0}}},
		"dahua_customer":        {"dahua", "2.420.AC00.18.R, Build Date 2018-07-18", Version{Scheme: Dahua, Line: "AC", Parts: []int{2, 420, 18}, Build: "2018-07-18"}},
		"imou":                  {"imou", "V2.680.0000000.27.R.210129", Version{Scheme: Dahua, Parts: []int{2, 680, 0, 27}, Build: "2021-01-29"}},
		"xiongmai":              {"xiongmai", "V4.02.R11.00002532.10010.131600.00000", Version{Scheme: Xiongmai, Line: "00002532.10010", Parts: []int{4, 2, 11}, Rest: "131600.00000"}},
		"xiongmai_letters":      {"xiongmai", "V5.00.R02.C6380231.12201.349f17.0000000", Version{Scheme: Xiongmai, Line: "C6380231.12201", Parts: []int{5, 0, 2}, Rest: "349f17.0000000"}},
		"avtech":                {"avtech", "FullImg-1022-1007-1004-1003", Version{Scheme: Avtech, Line: "---", Parts: []int{1022, 1007, 1004, 1003}}},
		"avtech_series":         {"avtech", "FullImg-S968-S969-S968-1009-A5_A5", Version{Scheme: Avtech, Line: "S-S-S--A5_A5", Parts: []int{968, 969, 968, 1009}}},
		"axis":                  {"axis", "9.80.1", Version{Scheme: Axis, Parts: []int{9, 80, 1}}},
		"axis_four":             {"axis", "5.40.9.2", Version{Scheme: Axis, Parts: []int{5, 40, 9, 2}}},
		"axis_old":              {"axis", "2.43", Version{Scheme: Axis, Parts: []int{2, 43}}},
		"hanwha":                {"hanwha", "1.41.02_20211014", Version{Scheme: Hanwha, Parts: []int{1, 41, 2}, Build: "2021-10-14"}},
		"hanwha_revision":       {"hanwha", "1.41.02_20211014_R437", Version{Scheme: Hanwha, Parts: []int{1, 41, 2}, Build: "2021-10-14", Rest: "r437"}},
		"hanwha_short_day":      {"hanwha", "2.40_180110", Version{Scheme: Hanwha, Parts: []int{2, 40}, Build: "2018-01-10"}},
		"uniview":               {"uniview", "IPC_D1201-B0003P50D1907C10", Version{Scheme: Uniview, Line: "IPC_D1201", Parts: []int{3, 50, 1907, 10}}},
		"uniview_branch":        {"uniview", "GIPC-B6202.5.7.210413", Version{Scheme: UniviewG, Line: "GIPC-B6202", Parts: []int{5, 7}, Build: "2021-04-13"}},
		"uniview_recorder":      {"uniview", "NVR-B3401.27.8.200110", Version{Scheme: UniviewG, Line: "NVR-B3401", Parts: []int{27, 8}, Build: "2020-01-10"}},
		"reolink":               {"reolink", "v3.1.0.956_22041502", Version{Scheme: Reolink, Parts: []int{3, 1, 0, 956}, Build: "2022-04-15", Nth: 2}},
		"tp_link":               {"tp-link", "1.3.7 Build 230510 Rel.34276n", Version{Scheme: TPLink, Parts: []int{1, 3, 7}, Build: "2023-05-10", Rest: "34276n"}},
		"tp_link_region":        {"tp-link", "1.0.14 Build 200603 Rel.38365n(4555)", Version{Scheme: TPLink, Parts: []int{1, 0, 14}, Build: "2020-06-03", Rest: "38365n(4555)"}},
		"bosch":                 {"bosch", "7.87.0010", Version{Scheme: Bosch, Parts: []int{7, 87, 10}}},
		"vivotek":               {"vivotek", "FD8169A-VVTK-0100h", Version{Scheme: Vivotek, Line: "FD8169A-VVTK", Parts: []int{100}, Rest: "h"}},
		"tvt":                   {"tvt", "4.2.1.0(21447)", Version{Scheme: TVT, Parts: []int{4, 2, 1, 0, 21447}}},
		"mobotix":               {"mobotix", "MX-V4.4.2.34", Version{Scheme: Mobotix, Parts: []int{4, 4, 2, 34}}},
		"other_maker":           {"foscam", "1.11.1.66", Version{Scheme: Dotted, Parts: []int{1, 11, 1, 66}}},
		"space_around":          {"foscam", " V1.2 ", Version{Scheme: Dotted, Parts: []int{1, 2}}},

		"no_maker":          {"", "1.2.3", Version{}},
		"nothing":           {"axis", "", Version{}},
		"no_version":        {"foscam", "unknown", Version{}},
		"other_ones_form":   {"axis", "V5.5.82 build 200603", Version{}},
		"dotted_is_not_his": {"xiongmai", "1.2.3", Version{}},
		"no_day":            {"hikvision", "V5.5.82 build 209903", Version{}},
		"huge_number":       {"foscam", "1.12345678901", Version{}},
		"too_long":          {"foscam", "1." + strings.Repeat("0", maxText), Version{}},
		"uniview_gap":       {"uniview", "IPC_D1201-B0003D1907", Version{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := Parse(test.maker, test.text)
			if got.Text != test.text || got.Maker != test.maker || got.Known() != (test.want.Scheme != "") {
				t.Errorf("Parse(%q, %q) = %+v", test.maker, test.text, got)
			}
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreFields(Version{}, "Text", "Maker"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Parse(%q, %q): -want +got\n%s", test.maker, test.text, diff)
			}
		})
	}
}
