package vuln

import (
	"slices"
	"strings"
	"testing"

	"camorigin/internal/model"
)

// The versions are such as devices of these makers report.
func TestRangesOnRealVersions(t *testing.T) {
	d := load(t)
	for _, c := range []struct {
		name, id, maker, brand string
		kind                   model.Kind
		model, firmware        string
		want                   Status
	}{
		{"hikvision_first_build", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2032F-I", "V5.2.0 build 140721", Affected},
		{"hikvision_last_build", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2132F-IWS", "V5.4.0 build 160530", Affected},
		{"hikvision_other_series", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2042WD-I", "V5.3.8 build 151224", NotApplicable},
		{"hikvision_fwd_between", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2142FWD-IS", "V5.4.1 build 160525", Affected},
		{"hikvision_next_build", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2032F-I", "V5.4.5 build 170123", NotAffected},
		{"hikvision_before_the_first", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2032F-I", "V5.1.2 build 140116", NotAffected},
		{"hikvision_without_build_inside", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2032F-I", "V5.3.0", Affected},
		{"hikvision_without_build_at_the_edge", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2032F-I", "V5.4.0", CannotBeExcluded},
		{"hikvision_no_firmware", "CVE-2017-7921", "hikvision", "", model.KindCamera, "DS-2CD2032F-I", "", CannotBeExcluded},
		{"hikvision_no_model_old", "CVE-2017-7921", "hikvision", "", model.KindCamera, "", "V5.3.0 build 150513", CannotBeExcluded},
		{"hikvision_no_model_new", "CVE-2017-7921", "hikvision", "", model.KindCamera, "", "V5.7.3 build 220315", NotAffected},
		{"hikvision_under_another_name", "CVE-2017-7921", "hikvision", "lts", model.KindCamera, "CMIP9342-S", "V5.3.0 build 150513", CannotBeExcluded},
		{"hikvision_model_kept_by_another_brand", "CVE-2017-7921", "hikvision", "lts", model.KindCamera, "DS-2CD2032F-I", "V5.3.0 build 150513", Affected},
		{"hikvision_notice_old_build", "CVE-2021-36260", "hikvision", "", model.KindCamera, "DS-2CD2143G0-I", "V5.5.82 build 200603", CannotBeExcluded},
		{"hikvision_notice_new_build", "CVE-2021-36260", "hikvision", "", model.KindCamera, "DS-2CD2143G0-I", "V5.7.3_build 220315", NotAffected},
		{"hikvision_recorder_last", "CVE-2024-29947", "hikvision", "", model.KindRecorder, "DS-7604NI-K1/4P(B)", "V4.30.096 build 221220", Affected},
		{"hikvision_recorder_next", "CVE-2024-29947", "hikvision", "", model.KindRecorder, "DS-7604NI-K1/4P(B)", "V4.30.110 build 230612", NotAffected},
		{"hikvision_recorder_series", "CVE-2024-29949", "hikvision", "", model.KindRecorder, "DS-7716NI-M4", "V5.01.000 build 230407", Affected},
		{"hikvision_recorder_series_fixed", "CVE-2024-29949", "hikvision", "", model.KindRecorder, "DS-7716NI-M4", "V5.02.006 build 240312", NotAffected},
		{"hikvision_recorder_exception", "CVE-2024-29949", "hikvision", "", model.KindRecorder, "DS-7604NI-M1/4P", "V5.01.080 build 240101", NotAffected},
		{"hikvision_recorder_before_the_series", "CVE-2024-29949", "hikvision", "", model.KindRecorder, "DS-7716NI-M4", "V4.61.000 build 220301", NotAffected},
		{"hikvision_recorder_taken_for_a_camera", "CVE-2024-29947", "hikvision", "", model.KindCamera, "DS-7604NI-K1/4P(B)", "V4.30.096 build 221220", Affected},
		{"hikvision_camera_is_no_recorder", "CVE-2024-29947", "hikvision", "", model.KindCamera, "", "", NotApplicable},
		{"hikvision_named_version", "CVE-2025-45851", "hikvision", "", model.KindCamera, "DS-2CD1321-I", "V5.7.21 build 230819", Affected},
		{"hikvision_older_than_named", "CVE-2025-45851", "hikvision", "", model.KindCamera, "DS-2CD1321-I", "V5.7.3 build 220112", CannotBeExcluded},
		{"annke_prior", "CVE-2021-32941", "", "annke", model.KindRecorder, "N48PBB", "V3.4.99 build 180717", Affected},
		{"annke_later", "CVE-2021-32941", "", "annke", model.KindRecorder, "N48PBB", "V3.4.107 build 210601", NotAffected},

		{"dahua_old_build", "CVE-2021-33044", "dahua", "", model.KindCamera, "IPC-HDW3441TM-AS", "2.800.0000000.16.R,2020-06-05", Affected},
		{"dahua_prefix", "CVE-2021-33044", "dahua", "", model.KindCamera, "DH-IPC-HFW5442E-ZE", "2.800.0000000.16.R, Build Date: 2020-06-05", Affected},
		{"dahua_build_of_june", "CVE-2021-33044", "dahua", "", model.KindCamera, "IPC-HDW3441TM-AS", "2.820.0000000.18.R,2021-07-05", NotAffected},
		{"dahua_other_series", "CVE-2021-33044", "dahua", "", model.KindCamera, "IPC-HFW1230S", "2.800.0000000.16.R,2020-06-05", NotApplicable},
		{"dahua_without_day", "CVE-2021-33044", "dahua", "", model.KindCamera, "IPC-HDW3441TM-AS", "2.800.0000016.0.R", CannotBeExcluded},
		{"dahua_recorder", "CVE-2021-33045", "dahua", "", model.KindRecorder, "DHI-NVR5216-4KS2", "4.000.0000000.3.R,2019-09-10", Affected},
		{"dahua_recorder_later", "CVE-2021-33045", "dahua", "", model.KindRecorder, "DHI-NVR5216-4KS2", "4.001.0000000.0,2020-02-03", NotAffected},
		{"dahua_version_bound", "CVE-2022-30563", "dahua", "", model.KindCamera, "IPC-HDBW2431E-S", "2.820.0000000.36.R.220101", Affected},
		{"dahua_version_bound_reached", "CVE-2022-30563", "dahua", "", model.KindCamera, "IPC-HDBW2431E-S", "2.820.0000000.48.R.220614", NotAffected},
		{"dahua_other_branch", "CVE-2022-30563", "dahua", "", model.KindCamera, "IPC-HDBW2431E-S", "2.840.0000000.18.R.211014", CannotBeExcluded},
		{"dahua_certain_models", "CVE-2025-31700", "dahua", "", model.KindCamera, "IPC-HFW2431S-S-S2", "2.800.0000000.16.R,2020-06-05", CannotBeExcluded},
		{"dahua_old_recorder_newer", "CVE-2013-6117", "dahua", "", model.KindRecorder, "DVR5104H", "3.215.0000.5,2016-03-10", NotAffected},
		{"dahua_camera_is_no_recorder", "CVE-2013-6117", "dahua", "", model.KindCamera, "", "", NotApplicable},
		{"amcrest_before", "CVE-2020-5735", "", "amcrest", model.KindCamera, "IP2M-841B", "2.420.AC00.18.R, Build Date 2018-07-18", Affected},
		{"amcrest_reached", "CVE-2020-5735", "", "amcrest", model.KindCamera, "IP2M-841B", "2.420.AC00.18.R.20200217", NotAffected},
		{"amcrest_fixed_in_its_branch", "CVE-2020-5735", "", "amcrest", model.KindCamera, "", "2.622.00AC000.0.R.200325", NotAffected},
		{"amcrest_unknown_branch", "CVE-2020-5735", "", "amcrest", model.KindCamera, "", "2.460.AC00.14.R.180101", CannotBeExcluded},
		{"honeywell_before", "CVE-2019-18228", "", "honeywell", model.KindCamera, "H4L2GR1", "2.420.HW01.30.20190601", Affected},
		{"honeywell_reached", "CVE-2019-18228", "", "honeywell", model.KindCamera, "H4L2GR1", "2.420.HW01.33.20190812", NotAffected},

		{"xiongmai_named", "CVE-2024-3765", "xiongmai", "", model.KindRecorder, "AHB7804R-MH-V2", "V4.02.R11.24340142.10001.131900.00000", Affected},
		{"xiongmai_other_line", "CVE-2024-3765", "xiongmai", "", model.KindRecorder, "AHB7804R-MH-V2", "V4.02.R11.00002532.10010.131600.00000", CannotBeExcluded},
		{"xiongmai_cloud", "CVE-2018-17919", "xiongmai", "", model.KindCamera, "", "", CannotBeExcluded},
		{"tbk_model", "CVE-2018-9995", "tbk", "", model.KindRecorder, "DVR4216", "", Affected},
		{"tbk_brand", "CVE-2018-9995", "", "night-owl", model.KindRecorder, "", "", CannotBeExcluded},
		{"tvt_model", "CVE-2024-7339", "tvt", "", model.KindRecorder, "TD-2104TS-CL", "1.3.4.22966B181219.D00.U1(4A21S)", CannotBeExcluded},
		{"hichip_brand", "CVE-2020-9529", "", "escam", model.KindCamera, "QD300", "", CannotBeExcluded},
		{"reolink_through", "CVE-2019-11001", "reolink", "", model.KindCamera, "RLC-410W", "v1.0.227", Affected},
		{"reolink_later", "CVE-2019-11001", "reolink", "", model.KindCamera, "RLC-410W", "v2.0.0.1402_19031802", NotAffected},
		{"reolink_named", "CVE-2021-40407", "reolink", "", model.KindCamera, "RLC-410W", "v3.0.0.136_20121102", Affected},
		{"reolink_newer_than_named", "CVE-2021-40407", "reolink", "", model.KindCamera, "RLC-410W", "v3.0.0.660_21110504", NotAffected},
		{"avtech_through", "CVE-2024-7029", "avtech", "", model.KindCamera, "AVM1203", "FullImg-1018-1007-1009-1005", Affected},
		{"avtech_mixed", "CVE-2024-7029", "avtech", "", model.KindCamera, "AVM1203", "FullImg-1024-1006-1011-1009", CannotBeExcluded},
		{"geovision_all_versions", "CVE-2024-6047", "geovision", "", model.KindEncoder, "GV-VS14_VS14", "", Affected},
		{"geovision_other_model", "CVE-2024-6047", "geovision", "", model.KindCamera, "GV-BX1300-KV", "", NotApplicable},
		{"edimax", "CVE-2025-1316", "edimax", "", model.KindCamera, "IC-7100W", "", Affected},
		{"d_link_before", "CVE-2016-11021", "d-link", "", model.KindCamera, "DCS-930L", "1.16.04", Affected},
		{"d_link_reached", "CVE-2016-11021", "d-link", "", model.KindCamera, "DCS-930L", "2.12.01", NotAffected},
		{"d_link_hotfix", "CVE-2020-25078", "d-link", "", model.KindCamera, "DCS-2530L", "1.06.01", CannotBeExcluded},
		{"d_link_hotfix_before", "CVE-2020-25078", "d-link", "", model.KindCamera, "DCS-2530L", "1.05.05", Affected},
		{"d_link_hotfix_later", "CVE-2020-25078", "d-link", "", model.KindCamera, "DCS-2530L", "1.07.00", NotAffected},
		{"nuuo_through", "CVE-2022-23227", "nuuo", "", model.KindRecorder, "NVRmini2", "03.11.0000.0016", Affected},
		{"nuuo_later", "CVE-2022-23227", "nuuo", "", model.KindRecorder, "NVRmini2", "03.12.0000.0001", NotAffected},
		{"qnap", "CVE-2023-47565", "qnap", "", model.KindRecorder, "VS-2108L", "4.2.1", Affected},
		{"ptzoptics_before", "CVE-2024-8956", "ptzoptics", "", model.KindCamera, "PT30X-SDI-GY-G2", "6.3.34", Affected},
		{"ptzoptics_reached", "CVE-2024-8956", "ptzoptics", "", model.KindCamera, "PT30X-SDI-GY-G2", "6.3.40", NotAffected},
		{"uniview_before", "CVE-2024-3850", "uniview", "", model.KindRecorder, "NVR301-04S2-P4", "NVR-B3801.20.12.220105", Affected},
		{"uniview_other_line", "CVE-2024-3850", "uniview", "", model.KindRecorder, "NVR301-04S2-P4", "NVR-B3401.27.8.200110", CannotBeExcluded},
		{"milesight_no_day", "CVE-2016-2359", "milesight", "", model.KindCamera, "MS-C2172-P", "30.6.0.22", CannotBeExcluded},
		{"hanwha_before", "CVE-2017-7912", "hanwha", "", model.KindRecorder, "SRN-4000", "v2.14_150911", Affected},
		{"hanwha_reached", "CVE-2017-7912", "hanwha", "", model.KindRecorder, "SRN-4000", "v2.16_170401", NotAffected},
		{"geutebruck_through", "CVE-2021-33543", "", "geutebruck", model.KindCamera, "G-Cam/EFD-2250", "1.12.0.25", Affected},
		{"geutebruck_named", "CVE-2021-33543", "", "geutebruck", model.KindCamera, "G-Cam/EFD-2250", "1.12.14.5", Affected},
		{"geutebruck_not_named", "CVE-2021-33543", "", "geutebruck", model.KindCamera, "G-Cam/EFD-2250", "1.12.14.6", CannotBeExcluded},
		{"geutebruck_reached", "CVE-2021-33543", "", "geutebruck", model.KindCamera, "G-Cam/EFD-2250", "1.12.14.7", NotAffected},
		{"foscam_branch", "CVE-2018-6830", "foscam", "", model.KindCamera, "FI9821P", "2.11.1.120", Affected},
		{"foscam_branch_fixed", "CVE-2018-6830", "foscam", "", model.KindCamera, "FI9821P", "2.11.1.121", NotAffected},
		{"foscam_other_branch", "CVE-2018-6830", "foscam", "", model.KindCamera, "FI9821P", "1.11.1.66", CannotBeExcluded},
		{"tapo_through_every_build", "CVE-2021-4045", "tp-link", "tapo", model.KindCamera, "Tapo C200", "1.1.15 Build 210114 Rel.35876n", Affected},
		{"tapo_later", "CVE-2021-4045", "tp-link", "tapo", model.KindCamera, "Tapo C200", "1.3.7 Build 230510 Rel.34276n", NotAffected},
		{"tapo_other_model", "CVE-2021-4045", "tp-link", "tapo", model.KindCamera, "Tapo C210", "1.0.2 Build 200603 Rel.38365n", NotApplicable},
		{"vivotek_named", "CVE-2024-26548", "vivotek", "", model.KindCamera, "FD8166A", "FD8166A-VVTK-0204j", Affected},
		{"vivotek_newer", "CVE-2024-26548", "vivotek", "", model.KindCamera, "FD8166A", "FD8166A-VVTK-0300a", NotAffected},
		{"longse", "CVE-2024-5632", "longse", "", model.KindRecorder, "NVR3608PGE2W", "", Affected},
		{"zavio", "CVE-2023-3959", "zavio", "", model.KindCamera, "CF7500", "M2.1.6.05", CannotBeExcluded},
		{"digiever", "CVE-2023-52163", "digiever", "", model.KindRecorder, "DS-2105 Pro+", "3.1.0.71-11", CannotBeExcluded},
		{"sanyo", "CVE-2022-4621", "", "sanyo", model.KindCamera, "VCC-HD2500", "", CannotBeExcluded},

		{"other_maker", "CVE-2017-7921", "dahua", "", model.KindCamera, "DS-2CD2032F-I", "V5.3.0 build 150513", NotApplicable},
		{"without_effect", "CVE-2018-10661", "axis", "", model.KindCamera, "AXIS M1034-W", "5.50.5.7", NotApplicable},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Subject{Brand: c.brand, Kind: c.kind, Model: c.model, Firmware: c.firmware}
			if b, ok := d.kb.Brand(c.brand); ok {
				s.Owner = b.Owner
			}
			if c.maker != "" {
				s.Makers = []string{c.maker}
			}
			if got := statusOf(d.db, c.id, s); got != c.want {
				t.Errorf("%s on %q %q: got %s, want %s", c.id, c.model, c.firmware, got, c.want)
			}
		})
	}
}

// Every maker and brand whose equipment a vulnerability with an effect is about
// stands in the table above.
func TestEveryMakerIsTried(t *testing.T) {
	tried := strings.Fields(`hikvision dahua xiongmai tbk tvt hichip reolink avtech geovision edimax d-link nuuo qnap
		ptzoptics uniview milesight hanwha foscam tp-link vivotek longse zavio digiever udp-technology wyze beward macrovideo tp-link-technologies`)
	for _, v := range load(t).db.All() {
		for _, maker := range v.Makers {
			if v.Confirmed() && !slices.Contains(tried, maker) {
				t.Errorf("%s: no version of %s is tried", v.ID, maker)
			}
		}
	}
}
