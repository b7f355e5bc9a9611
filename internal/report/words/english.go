package words

import "maps"

// english holds the English texts. Arguments are filled in as fmt does; a key
// that Count is used with has the forms .one and .other.
func english() map[string]string {
	all := map[string]string{}
	for _, part := range []map[string]string{englishTerms(), englishColumns(), englishSummary(), englishSections(), englishMethod(), englishDecisions()} {
		maps.Copy(all, part)
	}
	return all
}

// englishTerms are the words for the vocabularies of the model.
func englishTerms() map[string]string {
	return map[string]string{
		"verdict.confirmed": "confirmed",
		"verdict.likely":    "likely",
		"verdict.possible":  "possible",
		"verdict.conflict":  "conflict",
		"verdict.unknown":   "unknown",
		"verdict.listed":    "listed",

		"severity.info":     "info",
		"severity.low":      "low",
		"severity.medium":   "medium",
		"severity.high":     "high",
		"severity.critical": "critical",

		"kind.camera":   "camera",
		"kind.recorder": "recorder",
		"kind.encoder":  "encoder",
		"kind.doorbell": "doorbell",
		"kind.vms":      "VMS",
		"kind.other":    "other",
		"kind.unknown":  "unknown",

		"kinds.camera.one":     "%s camera",
		"kinds.camera.other":   "%s cameras",
		"kinds.recorder.one":   "%s recorder",
		"kinds.recorder.other": "%s recorders",
		"kinds.encoder.one":    "%s encoder",
		"kinds.encoder.other":  "%s encoders",
		"kinds.doorbell.one":   "%s doorbell",
		"kinds.doorbell.other": "%s doorbells",
		"kinds.vms.one":        "%s video management system",
		"kinds.vms.other":      "%s video management systems",
		"kinds.other.one":      "%s other",
		"kinds.other.other":    "%s others",
		"kinds.unknown.one":    "%s of unknown kind",
		"kinds.unknown.other":  "%s of unknown kind",

		"basis.maker":    "its maker",
		"basis.brand":    "its brand",
		"basis.platform": "its platform",
		"basis.supplier": "a known supplier of the brand",
		"basis.mac":      "its MAC address",

		"says.maker":    "maker",
		"says.brand":    "brand",
		"says.platform": "platform",
		"says.kind":     "kind",
		"says.model":    "model",
		"says.firmware": "firmware",
		"says.serial":   "serial number",
		"says.mac":      "MAC address",

		"control.by":          "control: %s",
		"control.sourced":     "sourced",
		"control.disputed":    "disputed",
		"control.unconfirmed": "unconfirmed",

		"flag.by_hand":  "by hand",
		"listed.bought": "bought %s",

		"addresses.one":   "%s address",
		"addresses.other": "%s addresses",
		"devices.one":     "%s device",
		"devices.other":   "%s devices",
		"days.one":        "%s day",
		"days.other":      "%s days",
		"time.unknown":    "not recorded",
	}
}

func englishColumns() map[string]string {
	return map[string]string{
		"column.host":      "Host",
		"column.site":      "Site",
		"column.kind":      "Kind",
		"column.brand":     "Brand",
		"column.maker":     "Maker",
		"column.model":     "Model",
		"column.firmware":  "Firmware",
		"column.verdict":   "Verdict",
		"column.sure":      "How sure",
		"column.flag":      "Flag",
		"column.company":   "MAC prefix of",
		"column.ports":     "Open ports",
		"column.severity":  "Severity",
		"column.finding":   "Finding",
		"column.where":     "Where",
		"column.next":      "What to do",
		"column.subnet":    "Subnet",
		"column.addresses": "Addresses",
		"column.answered":  "Answered",
		"column.refused":   "Refused",
		"column.silent":    "Silent: cannot tell",
		"column.not_tried": "Not tried",
		"column.devices":   "Devices",
		"column.price":     "Price",
		"column.total":     "Total",
		"column.says":      "Says",
		"column.field":     "Seen in",
		"column.value":     "What was seen",
		"column.answer":    "In the answer to",
		"column.rule":      "Rule",
	}
}
