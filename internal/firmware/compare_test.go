package firmware

import "testing"

func TestCompare(t *testing.T) {
	const older, same, newer, unknown = "older", "same", "newer", "not comparable"
	tests := map[string]struct{ maker, a, b, want string }{
		"hikvision_number":        {"hikvision", "V5.4.5 build 170124", "V5.5.82 build 200603", older},
		"hikvision_day":           {"hikvision", "V5.5.82 build 210702", "V5.5.82 build 200603", newer},
		"hikvision_same":          {"hikvision", "V5.5.82 build 200603", "v5.5.82_200603", same},
		"hikvision_other_branch":  {"hikvision", "V5.6.2 build 190701", "V5.5.53 build 200303", unknown},
		"hikvision_day_missing":   {"hikvision", "V5.5.82", "V5.5.82 build 200603", unknown},
		"hikvision_number_enough": {"hikvision", "V5.4.5", "V5.5.82 build 200603", older},
		"dahua":                   {"dahua", "2.800.0000000.16.R,2020-06-05", "2.820.0000000.5.R,2021-05-31", older},
		"dahua_code_of_zeros":     {"dahua", "3.120.0000.0.R", "3.120.0000000.0.R", same},
		"dahua_customers":         {"dahua", "2.420.AC00.18.R", "2.420.0000.18.R", unknown},
		"dahua_same_customer":     {"dahua", "2.420.AC00.18.R", "2.422.00AC000.2.R", older},
		"xiongmai":                {"xiongmai", "V4.02.R11.A6380141.10010.142300.00000", "V4.02.R12.A6380141.10010.142300.00000", older},
		"xiongmai_products":       {"xiongmai", "V4.02.R11.A6380141.10010.142300.00000", "V4.02.R12.00002532.10010.142300.00000", unknown},
		"xiongmai_flags":          {"xiongmai", "V4.02.R11.A6380141.10010.142300.00000", "V4.02.R11.A6380141.10010.342300.00000", unknown},
		"avtech_all_newer":        {"avtech", "FullImg-1023-1007-1005-1003", "FullImg-1022-1007-1004-1003", newer},
		"avtech_mixed":            {"avtech", "FullImg-1023-1007-1003-1003", "FullImg-1022-1007-1004-1003", unknown},
		"avtech_other_series":     {"avtech", "FullImg-S968-1007-1003-1003", "FullImg-1022-1007-1004-1003", unknown},
		"axis_as_numbers":         {"axis", "9.80.1", "10.2.0", older},
		"axis_zero":               {"axis", "9.80", "9.80.0", same},
		"hanwha":                  {"hanwha", "1.41.02_20211014", "1.40_20190101", newer},
		"hanwha_revisions":        {"hanwha", "1.41.02_20211014_R437", "1.41.02_20211014_R436", unknown},
		"uniview":                 {"uniview", "IPC_D1201-B0003P50D1907C10", "IPC_D1201-B0008P61D1907C10", older},
		"uniview_lines":           {"uniview", "IPC_D1201-B0003P50D1907C10", "IPC_G6102-B0008P61D1907C10", unknown},
		"uniview_two_forms":       {"uniview", "IPC_D1201-B0003P50D1907C10", "GIPC-B6202.5.7.210413", unknown},
		"reolink_that_day":        {"reolink", "v3.1.0.956_22041502", "v3.1.0.956_22041503", older},
		"tp_link":                 {"tp-link", "1.3.7 Build 230510 Rel.34276n", "1.3.11 Build 231117 Rel.1n", older},
		"bosch":                   {"bosch", "7.87.0010", "7.87.0029", older},
		"vivotek_letter":          {"vivotek", "FD8169A-VVTK-0100h", "FD8169A-VVTK-0100b", newer},
		"vivotek_models":          {"vivotek", "FD8169A-VVTK-0100h", "IP8332-VVTK-0100h", unknown},
		"tvt_build":               {"tvt", "4.2.1.0(21447)", "4.2.1.0(20953)", newer},
		"unknown_form":            {"axis", "latest", "latest", unknown},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			order, comparable := Compare(Parse(test.maker, test.a), Parse(test.maker, test.b))
			got := map[int]string{-1: older, 0: same, 1: newer}[order]
			if !comparable {
				got = unknown
			}
			if got != test.want {
				t.Errorf("%q is %s than %q, want %s", test.a, got, test.b, test.want)
			}
		})
	}
}

func TestCompareNeverJoinsMakers(t *testing.T) {
	a, b := Parse("foscam", "1.2.3"), Parse("grandstream", "1.2.4")
	if order, comparable := Compare(a, b); comparable || order != 0 {
		t.Errorf("Compare = %d, %v, want 0, false", order, comparable)
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("hikvision", "V5.5.82 build 200603", "V5.4.5build 170124")
	f.Add("dahua", "2.800.0000000.16.R,2020-06-05", "2.420.AC00.18.R, Build Date 2018-07-18")
	f.Add("xiongmai", "V4.02.R11.00002532.10010.131600.00000", "V4.02.R12.00002532.10010.131600.00000")
	f.Add("avtech", "FullImg-1022-1007-1004-1003", "FullImg-S968-S969-S968-1009-A5_A5")
	f.Add("uniview", "IPC_D1201-B0003P50D1907C10", "GIPC-B6202.5.7.210413")
	f.Add("vivotek", "FD8169A-VVTK-0100h", "FD8169A-VVTK-0100b")
	f.Add("acme", "1.2.3", "9999999999999999999999.1")
	f.Fuzz(func(t *testing.T, maker, first, second string) {
		a, b := Parse(maker, first), Parse(maker, second)
		order, comparable := Compare(a, b)
		back, both := Compare(b, a)
		if order != -back || comparable != both {
			t.Errorf("Compare(%q, %q) = %d, %v, the other way round %d, %v", first, second, order, comparable, back, both)
		}
		if !comparable && order != 0 {
			t.Errorf("Compare(%q, %q) = %d without being comparable", first, second, order)
		}
		if self, comparable := Compare(a, a); self != 0 || comparable != a.Known() {
			t.Errorf("Compare(%q, itself) = %d, %v", first, self, comparable)
		}
		if len(a.Parts) > maxParts {
			t.Errorf("Parse(%q) has %d parts", first, len(a.Parts))
		}
	})
}
