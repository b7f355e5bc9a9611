package rules

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Fields lists the field names of the evidence vocabulary, sorted. The vendor
// protocols' fields (sadp.*, dhip.* ...) come in addition; see KnownField.
func Fields() []string {
	fields := strings.Fields(`
		http.status http.path http.header http.server http.www_authenticate http.realm http.title http.body
		http.cookie http.location http.etag http.favicon.mmh3 http.favicon.md5 http.generator http.refresh
		tls.subject tls.issuer tls.san tls.version tls.sha256 tls.not_before tls.not_after tls.key_bits
		rtsp.status rtsp.server rtsp.www_authenticate rtsp.realm rtsp.public rtsp.sdp rtsp.sdp_name rtsp.sdp_tool rtsp.header
		onvif.scopes onvif.types onvif.xaddrs onvif.endpoint onvif.manufacturer onvif.model onvif.firmware
		onvif.serial onvif.hardware onvif.hostname onvif.namespaces onvif.datetime onvif.timezone onvif.mac onvif.fault onvif.body
		ssdp.header ssdp.server ssdp.usn ssdp.st ssdp.location
		upnp.manufacturer upnp.model_name upnp.model_number upnp.friendly_name upnp.serial
		upnp.model_description upnp.device_type upnp.udn
		mdns.service mdns.name mdns.txt
		snmp.sysdescr snmp.sysobjectid
		ftp.banner telnet.banner ssh.banner sip.user_agent dhcp.vendor_class tcp.banner
		mac.address mac.inside mac.company mac.switch mac.port mac.vlan
		list.brand list.model list.bought
		port.open`)
	slices.Sort(fields)
	return fields
}

// VendorProtocols lists the vendor protocols whose answers have fields named
// after the protocol and the protocol's own keys: sadp.DeviceDescription.
func VendorProtocols() []string {
	return strings.Fields(`360vision baichuan bosch dahua dhip dvrip foscam hanwha hds panasonic sadp sony tplink
		tvt ubnt vivotek vstarcam`)
}

var vendorKey = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.:-]*$`)

// vocabularyOfFields answers whether a field name is known.
type vocabularyOfFields struct {
	fields    map[string]bool
	protocols map[string]bool
}

func newFieldVocabulary() vocabularyOfFields {
	return vocabularyOfFields{fields: setOf(Fields()), protocols: setOf(VendorProtocols())}
}

func (v vocabularyOfFields) known(field string) bool {
	if v.fields[field] {
		return true
	}
	protocol, key, ok := strings.Cut(field, ".")
	return ok && v.protocols[protocol] && vendorKey.MatchString(key)
}

// KnownField reports whether the vocabulary has the field.
func KnownField(field string) bool { return newFieldVocabulary().known(field) }

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
