package origin

import "strings"

// countryCodes are the officially assigned two-letter codes of ISO 3166-1.
const countryCodes = " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ" +
	" CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR" +
	" GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP" +
	" KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ" +
	" NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW" +
	" SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ" +
	" UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "

// KnownCountry reports whether code is an assigned two-letter country code.
func KnownCountry(code string) bool {
	return len(code) == 2 && code == strings.ToUpper(code) && strings.Contains(countryCodes, " "+code+" ")
}

// CountryName is the English name of a country that companies in the data are
// run from, and otherwise the code itself.
func CountryName(code string) string {
	switch code {
	case "AU":
		return "Australia"
	case "BE":
		return "Belgium"
	case "BR":
		return "Brazil"
	case "CA":
		return "Canada"
	case "CN":
		return "China"
	case "CZ":
		return "Czechia"
	case "DE":
		return "Germany"
	case "DK":
		return "Denmark"
	case "ES":
		return "Spain"
	case "FR":
		return "France"
	case "GB":
		return "United Kingdom"
	case "HK":
		return "Hong Kong"
	case "IE":
		return "Ireland"
	case "IL":
		return "Israel"
	case "IN":
		return "India"
	case "IT":
		return "Italy"
	case "JP":
		return "Japan"
	case "KR":
		return "South Korea"
	case "MO":
		return "Macao"
	case "NL":
		return "Netherlands"
	case "NO":
		return "Norway"
	case "PL":
		return "Poland"
	case "RU":
		return "Russia"
	case "SE":
		return "Sweden"
	case "SG":
		return "Singapore"
	case "TW":
		return "Taiwan"
	case "UA":
		return "Ukraine"
	case "US":
		return "United States"
	case "VN":
		return "Vietnam"
	}
	return code
}
