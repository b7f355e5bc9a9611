package firmware

import (
	"regexp"
	"slices"
)

// shape is one way of writing a version. The groups of its pattern are named
// after what they are: parts and more (numbers that order it), components
// (numbers of parts that are versioned one by one), line and customer, build,
// nth and rest.
type shape struct {
	scheme  Scheme
	makers  []string // identifiers; none stands for every maker
	pattern *regexp.Regexp
}

// shapes lists the ways of writing, the most special first. It is never written
// to. The forms are those that devices of the makers report in their web pages,
// device descriptions and discovery answers.
var shapes = []shape{
	{scheme: Hikvision, makers: []string{"hikvision", "ezviz", "hikmicro", "hikauto", "pyronix"},
		pattern: regexp.MustCompile(`(?i)^V?(?P<parts>\d+\.\d+\.\d+)(?:[ _,]{0,2}(?:build)? ?(?P<build>\d{6}))?$`)},

	// The third number is a customer's code where it has letters.
	{scheme: Dahua, makers: dahuaMakers(),
		pattern: regexp.MustCompile(`(?i)^V?(?P<parts>\d+\.\d+\.\d{4,7}\.\d+)(?:\.[RST])?` + dahuaBuild)},
	{scheme: Dahua, makers: dahuaMakers(),
		pattern: regexp.MustCompile(`(?i)^V?(?P<parts>\d+\.\d+)\.(?P<customer>[0-9A-Z]{4,7})\.(?P<more>\d+)(?:\.[RST])?` + dahuaBuild)},

	// Release, product code, function code, then flags and a customer's number.
	{scheme: Xiongmai, makers: []string{"xiongmai"},
		pattern: regexp.MustCompile(`(?i)^V(?P<parts>\d+\.\d+\.R\d+)\.(?P<line>[0-9A-Z]{8}\.\d{5})\.(?P<rest>[0-9A-F]{6}(?:\.[0-9A-Z]{1,9}){0,2})$`)},

	// Four parts of the image that are versioned one by one, and a customer.
	{scheme: Avtech, makers: []string{"avtech"},
		pattern: regexp.MustCompile(`(?i)^FullImg-(?P<components>[A-Z]?\d{3,4}(?:-[A-Z]?\d{3,4}){3})(?P<line>(?:-[0-9A-Z_]{1,12})?)$`)},

	{scheme: Axis, makers: []string{"axis"},
		pattern: regexp.MustCompile(`^(?P<parts>\d{1,2}(?:\.\d{1,4}){1,4})$`)},

	{scheme: Hanwha, makers: []string{"hanwha"},
		pattern: regexp.MustCompile(`(?i)^V?(?P<parts>\d{1,2}(?:\.\d{1,3}){1,2})(?:_(?P<build>\d{8}|\d{6}))?(?:_(?P<rest>[0-9A-Z]{1,12}))?$`)},

	{scheme: Uniview, makers: []string{"uniview"},
		pattern: regexp.MustCompile(`(?i)^(?P<line>[A-Z0-9_]{3,24})-(?P<parts>B\d{2,6}(?:P\d{1,4}(?:D\d{1,6}(?:C\d{1,4})?)?)?)$`)},
	{scheme: UniviewG, makers: []string{"uniview"},
		pattern: regexp.MustCompile(`(?i)^(?P<line>[A-Z0-9]{3,12}-B\d{3,5})\.(?P<parts>\d{1,3}\.\d{1,3})\.(?P<build>\d{6})$`)},

	{scheme: Reolink, makers: []string{"reolink"},
		pattern: regexp.MustCompile(`(?i)^V?(?P<parts>\d+(?:\.\d+){2,3})(?:_(?P<build>\d{6})(?P<nth>\d{2})?)?$`)},

	{scheme: TPLink, makers: []string{"tp-link", "tp-link-technologies"},
		pattern: regexp.MustCompile(`(?i)^(?P<parts>\d+\.\d+\.\d+)(?: Build (?P<build>\d{6}))?(?: Rel\.(?P<rest>\w{1,12}(?:\(\w{1,8}\))?))?$`)},

	{scheme: Bosch, makers: []string{"bosch"},
		pattern: regexp.MustCompile(`^(?P<parts>\d{1,2}\.\d{2}\.\d{4})$`)},

	{scheme: Vivotek, makers: []string{"vivotek"},
		pattern: regexp.MustCompile(`(?i)^(?P<line>[A-Z0-9]{4,16}-[A-Z]{2,8})-(?P<parts>\d{4})(?P<rest>[a-z]?\d?)$`)},

	{scheme: TVT, makers: []string{"tvt"},
		pattern: regexp.MustCompile(`^(?P<parts>\d+(?:\.\d+){2,3}(?:\(\d{1,6}\))?)$`)},

	{scheme: Mobotix, makers: []string{"mobotix"},
		pattern: regexp.MustCompile(`(?i)^MX-V(?P<parts>\d+(?:\.\d+){2,4})$`)},

	{scheme: Dotted,
		pattern: regexp.MustCompile(`(?i)^V?(?P<parts>\d+(?:\.\d+){1,5})$`)},
}

// dahuaBuild is the day of a build as it stands behind the version.
const dahuaBuild = `(?:[,.]? ?(?:Build(?: Date)?:? ?)?(?P<build>\d{4}-\d{2}-\d{2}|\d{8}|\d{6}))?$`

// dahuaMakers are companies whose equipment states versions of this form: Dahua
// and those that sell its equipment as their own make.
func dahuaMakers() []string { return []string{"dahua", "imou", "amcrest", "lorex", "intelbras"} }

// shapesOf are the ways in which a maker writes. The dotted form of other
// makers is not tried for one that has a form of its own: its numbers might mean
// something else.
func shapesOf(maker string) []shape {
	var own, common []shape
	for _, s := range shapes {
		switch {
		case slices.Contains(s.makers, maker):
			own = append(own, s)
		case len(s.makers) == 0:
			common = append(common, s)
		}
	}
	if len(own) > 0 {
		return own
	}
	return common
}
