package evidence

import (
	"camorigin/internal/wire/banner"
	"camorigin/internal/wire/certificate"
	"camorigin/internal/wire/charset"
	"camorigin/internal/wire/mdns"
	"camorigin/internal/wire/snmp"
	"camorigin/internal/wire/ssdp"
	"camorigin/internal/wire/vendor"
	"camorigin/internal/wire/wsd"
	"strconv"
	"strings"
	"time"
)

const fieldSSDPHeader = "ssdp.header"

// extractors has one line a protocol whose answers can be in no other. It is
// never written to.
var extractors = map[string]func(*facts, []byte){
	"wsdiscovery": (*facts).wsDiscovery,
	"ssdp":        (*facts).ssdp,
	"mdns":        (*facts).mdns,
	"tls":         (*facts).certificate,
	"snmp":        (*facts).snmp,
	"ftp":         func(f *facts, raw []byte) { f.add("ftp.banner", banner.FTP(raw)) },
	"telnet":      func(f *facts, raw []byte) { f.add("telnet.banner", banner.Telnet(raw)) },
	"ssh":         func(f *facts, raw []byte) { f.add("ssh.banner", banner.SSH(raw)) },
	"sip":         func(f *facts, raw []byte) { f.add("sip.user_agent", banner.SIP(raw)) },
	"dhcp":        func(f *facts, raw []byte) { f.addText("dhcp.vendor_class", raw) },
	"mac":         func(f *facts, raw []byte) { f.linkAddress(raw) },
	"list":        func(*facts, []byte) {}, // nothing but its fields
}

// wsDiscovery reads a probe match; its namespaces follow from the body.
func (f *facts) wsDiscovery(raw []byte) {
	text := charset.Decode(raw, "")
	f.add(fieldONVIFBody, text)
	for _, match := range wsd.Parse(text) {
		f.add("onvif.endpoint", match.Endpoint)
		f.addAll("onvif.types", match.Types)
		f.scopes(match.Scopes)
		f.addAll("onvif.xaddrs", match.XAddrs)
	}
}

// scopes adds scopes with their percent-encoding undone.
func (f *facts) scopes(scopes []string) {
	for _, scope := range scopes {
		f.add("onvif.scopes", charset.Decode(unescape(scope), ""))
	}
}

func (f *facts) ssdp(raw []byte) {
	m := ssdp.Parse(raw)
	f.headers(fieldSSDPHeader, m)
	f.description(charset.Decode(m.Body, ""))
}

// mdns reads a DNS message; of text, each line counts for a TXT string.
func (f *facts) mdns(raw []byte) {
	answer, ok := mdns.Parse(raw)
	if !ok {
		for line := range strings.Lines(charset.Decode(raw, "")) {
			f.add("mdns.txt", strings.TrimSpace(line))
		}
		return
	}
	f.addAll("mdns.service", answer.Services)
	f.addAll("mdns.name", answer.Names)
	f.addAll("mdns.txt", answer.Texts)
}

func (f *facts) certificate(raw []byte) {
	facts, err := certificate.Parse(raw)
	if err != nil && facts.SHA256 == "" {
		return
	}
	f.add("tls.subject", facts.Subject)
	f.add("tls.issuer", facts.Issuer)
	f.addAll("tls.san", facts.SAN)
	f.add("tls.sha256", facts.SHA256)
	if !facts.NotBefore.IsZero() {
		f.add("tls.not_before", facts.NotBefore.Format(time.RFC3339))
	}
	if !facts.NotAfter.IsZero() {
		f.add("tls.not_after", facts.NotAfter.Format(time.RFC3339))
	}
	if facts.KeyBits > 0 {
		f.add("tls.key_bits", strconv.Itoa(facts.KeyBits))
	}
}

// snmp reads a message; text counts for the description of the system.
func (f *facts) snmp(raw []byte) {
	system, ok := snmp.Parse(raw)
	if !ok {
		f.addText("snmp.sysdescr", raw)
		return
	}
	f.add("snmp.sysdescr", system.Descr)
	f.add("snmp.sysobjectid", system.ObjectID)
}

// vendor adds the fields of a vendor protocol: its name without the port, and
// the protocol's own keys.
func (f *facts) vendor(protocol string, raw []byte) {
	name := vendor.Name(protocol)
	for _, field := range vendor.Parse(protocol, raw) {
		f.add(name+"."+field.Name, field.Value)
	}
}
