package identify

import (
	"cmp"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/model"
)

// sharedEndpoint is the ONVIF endpoint that all units of TP-Link's cameras have,
// as seen in discovery answers.
const sharedEndpoint = "3fa1fe68-b915-4053-a3e1-c006c3afec0e"

// addFacts fills in what needs no rule.
func addFacts(d *model.Device, answers []model.Answer) {
	d.Channels = channels(d.Kind, answers)
	d.Ports = ports(answers)
	d.Hostname = hostname(answers)
	d.Endpoint = endpoint(answers)
	d.Certificate = certificate(answers)
	d.Location = location(answers)
	d.Listed = listed(answers)
}

// ports lists the TCP ports that accepted a connection.
func ports(answers []model.Answer) []model.OpenPort {
	byNumber := map[int]model.OpenPort{}
	for _, a := range answers {
		switch a.Family {
		case model.FamilyDiscovery, model.FamilySNMP, model.FamilyMAC, model.FamilyList:
			continue
		}
		for _, number := range portsOf(a) {
			port := byNumber[number]
			port.Port = number
			port.TLS = port.TLS || a.TLS || a.Protocol == "tls"
			if number == a.Port && spoke(a) {
				port.Protocol = tellingProtocol(port.Protocol, a.Protocol)
			}
			byNumber[number] = port
		}
	}
	var list []model.OpenPort
	for _, port := range byNumber {
		list = append(list, port)
	}
	slices.SortFunc(list, func(a, b model.OpenPort) int { return a.Port - b.Port })
	return list
}

// portsOf lists the ports that an answer shows to be open: its own, and those
// that port.open names.
func portsOf(a model.Answer) []int {
	var list []int
	if len(a.Facts) > 0 && !slices.Contains([]string{"dhcp", "sip"}, a.Protocol) {
		list = append(list, a.Port)
	}
	for _, value := range a.Values("port.open") {
		number, err := strconv.Atoi(value)
		if err == nil {
			list = append(list, number)
		}
	}
	return slices.DeleteFunc(list, func(number int) bool { return number < 1 || number > 65535 })
}

// spoke reports whether the answer has more than an open port.
func spoke(a model.Answer) bool {
	return a.Protocol != "tcp" && slices.ContainsFunc(a.Facts, func(f model.Fact) bool { return f.Field != "port.open" })
}

// tellingProtocol prefers what runs on a port over what it runs in: rtsp and
// http over tls, onvif over http.
func tellingProtocol(a, b string) string {
	order := []string{"", "tls", "http", "onvif"}
	rank := func(protocol string) int {
		if i := slices.Index(order, protocol); i >= 0 {
			return i
		}
		return len(order)
	}
	if rank(b) > rank(a) {
		return b
	}
	return a
}

var hostnameShape = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?){0,8}$`)

// hostname is the name that the device gives itself.
func hostname(answers []model.Answer) string {
	for _, field := range []string{"onvif.hostname", "mdns.name"} {
		for _, name := range values(answers, field) {
			name = strings.TrimSuffix(strings.TrimSpace(name), ".")
			if field == "mdns.name" && !strings.HasSuffix(strings.ToLower(name), ".local") {
				continue // an instance of a service, not a host
			}
			if _, err := netip.ParseAddr(name); err != nil && hostnameShape.MatchString(name) && !strings.EqualFold(name, "localhost") {
				return name
			}
		}
	}
	return ""
}

// endpoint is the ONVIF endpoint reference, which stays when the address
// changes.
func endpoint(answers []model.Answer) string {
	for _, value := range values(answers, "onvif.endpoint") {
		value = printable(value)
		if value != "" && len(value) <= 128 && !strings.HasSuffix(strings.ToLower(value), sharedEndpoint) {
			return value
		}
	}
	return ""
}

// certificate is the leaf certificate of the lowest port that has one.
func certificate(answers []model.Answer) *model.Certificate {
	byPort := slices.Clone(answers)
	slices.SortStableFunc(byPort, func(a, b model.Answer) int { return a.Port - b.Port })
	for _, a := range byPort {
		if a.Family != model.FamilyTLS {
			continue
		}
		c := model.Certificate{
			Subject: first(a, "tls.subject"), Issuer: first(a, "tls.issuer"), SHA256: first(a, "tls.sha256"),
			NotBefore: first(a, "tls.not_before"), NotAfter: first(a, "tls.not_after"),
		}
		c.KeyBits, _ = strconv.Atoi(first(a, "tls.key_bits")) // absent or odd: not said
		if c != (model.Certificate{}) {
			return &c
		}
	}
	return nil
}

// location is where a switch sees the device.
func location(answers []model.Answer) *model.Location {
	for _, a := range answers {
		if a.Family != model.FamilyMAC {
			continue
		}
		l := model.Location{Switch: first(a, "mac.switch"), Port: first(a, "mac.port")}
		l.VLAN, _ = strconv.Atoi(first(a, "mac.vlan")) // absent or odd: not said
		if l.VLAN < 0 || l.VLAN > 4095 {
			l.VLAN = 0
		}
		if l != (model.Location{}) {
			return &l
		}
	}
	return nil
}

// listed is what a list or another tool says.
func listed(answers []model.Answer) *model.Listed {
	l := model.Listed{}
	for _, a := range answers {
		if a.Family == model.FamilyList {
			l.Brand = cmp.Or(l.Brand, first(a, "list.brand"))
			l.Model = cmp.Or(l.Model, first(a, "list.model"))
			l.Bought = cmp.Or(l.Bought, first(a, "list.bought"))
		}
	}
	if l == (model.Listed{}) {
		return nil
	}
	l.Verdict = model.VerdictListed
	return &l
}

// values gives the values of a field in all answers but those of lists.
func values(answers []model.Answer, field string) []string {
	var all []string
	for _, a := range answers {
		if a.Family != model.FamilyList {
			all = append(all, a.Values(field)...)
		}
	}
	return all
}

// first is the first value of a field that says something, on one line.
func first(a model.Answer, field string) string {
	for _, value := range a.Values(field) {
		if value = printable(value); value != "" {
			return value
		}
	}
	return ""
}
