package evidence

import (
	"camorigin/internal/model"
	"camorigin/internal/wire/vendor"
)

// The protocols that this package treats alike: whichever was asked, the answer
// may be in any of them.
const (
	protocolHTTP  = "http"
	protocolRTSP  = "rtsp"
	protocolONVIF = "onvif"
	protocolTCP   = "tcp"
)

// families has the family of every protocol but the vendors' own. It is never
// written to.
var families = map[string]model.Family{
	protocolHTTP:  model.FamilyHTTP,
	protocolRTSP:  model.FamilyRTSP,
	protocolONVIF: model.FamilyONVIF,
	"tls":         model.FamilyTLS,
	"wsdiscovery": model.FamilyDiscovery,
	"ssdp":        model.FamilyDiscovery,
	"mdns":        model.FamilyDiscovery,
	"snmp":        model.FamilySNMP,
	"mac":         model.FamilyMAC,
	"list":        model.FamilyList,
}

// FamilyOf returns the family of a protocol of the evidence vocabulary. The
// vendors' protocols are discovery; greetings, and names that the vocabulary
// does not have, are banners.
func FamilyOf(protocol string) model.Family {
	if family, ok := families[protocol]; ok {
		return family
	}
	if vendor.Known(protocol) {
		return model.FamilyDiscovery
	}
	return model.FamilyBanner
}
