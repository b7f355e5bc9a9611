package safetext

import "strings"

// CSVRunes is the most runes that CSV keeps of a cell.
const CSVRunes = 2048

// formulaStart holds the characters with which a spreadsheet begins a formula,
// with the full-width, small, superscript and typographic forms that some
// programs fold into them.
const formulaStart = "=+-@" + "＝＋－＠" + "﹢﹣﹦﹫" + "⁺⁻⁼" + "−"

// formulaLead holds what spreadsheets skip in front of a formula.
const formulaLead = " \"'`“”‘’«»"

// CSV returns s as a clean cell that no spreadsheet takes for a formula: one
// that would be is led by an apostrophe (OWASP ASVS 1.2.10). The same holds
// behind a semicolon, where programs of some countries part cells. It is to be
// applied once, and the caller still quotes.
func CSV(s string) string {
	s = breakCommands(Limit(s, CSVRunes))
	if startsFormula(s) {
		s = "'" + s
	}
	if !strings.Contains(s, ";") {
		return s
	}
	parts := strings.Split(s, ";")
	for i, part := range parts[1:] {
		if startsFormula(part) {
			parts[i+1] = "'" + part
		}
	}
	return strings.Join(parts, ";")
}

func startsFormula(s string) bool {
	s = strings.TrimLeft(s, formulaLead)
	return s != "" && strings.IndexAny(s, formulaStart) == 0
}
