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

// CountryName is the English name of a country that companies in the data, or
// those who control them, can be run from, and otherwise the code itself.
func CountryName(code string) string {
	switch code {
	case "AE":
		return "United Arab Emirates"
	case "AR":
		return "Argentina"
	case "AT":
		return "Austria"
	case "AU":
		return "Australia"
	case "BE":
		return "Belgium"
	case "BG":
		return "Bulgaria"
	case "BR":
		return "Brazil"
	case "BY":
		return "Belarus"
	case "CA":
		return "Canada"
	case "CH":
		return "Switzerland"
	case "CL":
		return "Chile"
	case "CN":
		return "China"
	case "CY":
		return "Cyprus"
	case "CZ":
		return "Czechia"
	case "DE":
		return "Germany"
	case "DK":
		return "Denmark"
	case "EE":
		return "Estonia"
	case "EG":
		return "Egypt"
	case "ES":
		return "Spain"
	case "FI":
		return "Finland"
	case "FO":
		return "Faroe Islands"
	case "FR":
		return "France"
	case "GB":
		return "United Kingdom"
	case "GL":
		return "Greenland"
	case "GR":
		return "Greece"
	case "HK":
		return "Hong Kong"
	case "HR":
		return "Croatia"
	case "HU":
		return "Hungary"
	case "ID":
		return "Indonesia"
	case "IE":
		return "Ireland"
	case "IL":
		return "Israel"
	case "IN":
		return "India"
	case "IR":
		return "Iran"
	case "IS":
		return "Iceland"
	case "IT":
		return "Italy"
	case "JP":
		return "Japan"
	case "KR":
		return "South Korea"
	case "KY":
		return "Cayman Islands"
	case "LI":
		return "Liechtenstein"
	case "LT":
		return "Lithuania"
	case "LU":
		return "Luxembourg"
	case "LV":
		return "Latvia"
	case "MO":
		return "Macao"
	case "MT":
		return "Malta"
	case "MX":
		return "Mexico"
	case "MY":
		return "Malaysia"
	case "NL":
		return "Netherlands"
	case "NO":
		return "Norway"
	case "NZ":
		return "New Zealand"
	case "PH":
		return "Philippines"
	case "PL":
		return "Poland"
	case "PT":
		return "Portugal"
	case "RO":
		return "Romania"
	case "RS":
		return "Serbia"
	case "RU":
		return "Russia"
	case "SA":
		return "Saudi Arabia"
	case "SE":
		return "Sweden"
	case "SG":
		return "Singapore"
	case "SI":
		return "Slovenia"
	case "SK":
		return "Slovakia"
	case "TH":
		return "Thailand"
	case "TR":
		return "Türkiye"
	case "TW":
		return "Taiwan"
	case "UA":
		return "Ukraine"
	case "US":
		return "United States"
	case "VG":
		return "British Virgin Islands"
	case "VN":
		return "Vietnam"
	case "ZA":
		return "South Africa"
	}
	return code
}

// CountryCode resolves a two-letter code or an English name of a country,
// without regard to case, spaces and punctuation.
func CountryCode(name string) (string, bool) {
	if code := strings.ToUpper(strings.TrimSpace(name)); KnownCountry(code) {
		return code, true
	}
	folded := fold(name)
	if folded == "" {
		return "", false
	}
	if code, ok := otherCountryName(folded); ok {
		return code, true
	}
	for code := range strings.FieldsSeq(countryCodes) {
		if called := CountryName(code); called != code && fold(called) == folded {
			return code, true
		}
	}
	return "", false
}

// otherCountryName knows what else countries are commonly called; the name is
// folded.
func otherCountryName(folded string) (string, bool) {
	switch folded {
	case "prc", "peoplesrepublicofchina", "mainlandchina":
		return "CN", true
	case "uk", "greatbritain", "britain", "england":
		return "GB", true
	case "usa", "unitedstatesofamerica", "america":
		return "US", true
	case "korea", "republicofkorea":
		return "KR", true
	case "macau":
		return "MO", true
	case "holland", "thenetherlands":
		return "NL", true
	case "czechrepublic":
		return "CZ", true
	case "russianfederation":
		return "RU", true
	case "turkey":
		return "TR", true
	}
	return "", false
}
