package redact

import (
	"slices"
	"strings"

	"camorigin/internal/model"
)

// part is the last part of the name of a field, in lower case: sadp.DeviceSN has
// devicesn.
func part(field string) string {
	if at := strings.LastIndexByte(field, '.'); at >= 0 {
		field = field[at+1:]
	}
	return strings.ToLower(field)
}

// namesIn lists what a fact says about what somebody called a device, a place or
// a network.
func namesIn(fact model.Fact) []string {
	switch fact.Field {
	case "onvif.scopes":
		return scopeNames(fact.Value)
	case "tls.san":
		return []string{fact.Value}
	case "mdns.name":
		name, _, _ := strings.Cut(fact.Value, "._")
		return []string{strings.TrimSuffix(strings.TrimSuffix(name, "."), ".local")}
	case "mac.port", "ssdp.location":
		return nil
	}
	switch part(fact.Field) {
	case "name", "hostname", "host_name", "machinename", "devicename", "device_name", "friendly_name", "alias",
		"switch", "ssid", "essid", "username", "user_name", "sysname", "domain", "domainname":
		return []string{fact.Value}
	}
	return nil
}

// scopeNames takes the name and the places out of a scope.
func scopeNames(scope string) []string {
	_, rest, found := strings.Cut(scope, "onvif.org/")
	if !found {
		rest = scope
	}
	key, value, _ := strings.Cut(rest, "/")
	switch strings.ToLower(key) {
	case "name":
		return []string{value}
	case "location":
		return strings.Split(value, "/")
	}
	return nil
}

// subjectNames takes the names out of the subject of a certificate.
func subjectNames(subject string) []string {
	var names []string
	for attribute := range strings.SplitSeq(strings.ReplaceAll(subject, `\,`, "\x00"), ",") {
		key, value, _ := strings.Cut(attribute, "=")
		if slices.Contains([]string{"CN", "O", "OU", "L", "STREET"}, strings.TrimSpace(key)) {
			names = append(names, strings.ReplaceAll(value, "\x00", ","))
		}
	}
	return names
}

// isSerial reports whether a field holds what tells a unit from all others.
func isSerial(field string) bool {
	switch p := part(field); p {
	case "sn", "devicesn", "uid", "device-id", "deviceid", "did", "p2pid":
		return true
	default:
		return strings.HasPrefix(p, "serial")
	}
}

// general reports whether a word is one of those that names of products, of
// protocols and of places of manufacture consist of.
func general(word string) bool {
	return slices.Contains([]string{
		"access", "admin", "analog", "app", "apps", "body", "bullet", "cam", "camera", "cameras", "cctv", "certificate", "channel", "china", "city", "client",
		"cloud", "co", "com", "content", "control", "corp", "corporation", "country", "date", "default", "device", "digital", "dome", "door", "doorbell",
		"dvr", "dvs", "electronics", "embedded", "encoder", "false", "fisheye", "gateway", "general", "global", "gmbh", "guangdong", "hangzhou", "hardware",
		"head", "hd", "home", "host", "html", "http", "https", "hvr", "inc", "index", "intercom", "internet", "ip", "ipc", "ipcam", "ipcamera", "ipdome",
		"limited", "live", "local", "localhost", "location", "login", "ltd", "main", "media", "mini", "model", "name", "net", "network", "none", "null",
		"number", "nvr", "nvs", "onvif", "org", "page", "profile", "ptz", "realm", "recorder", "rtsp", "security", "self", "serial", "server", "service",
		"services", "shenzhen", "signed", "smart", "speed", "station", "stream", "streaming", "surveillance", "system", "systems", "taiwan", "tcp",
		"technology", "technologies", "test", "title", "transmitter", "true", "type", "udp", "unknown", "user", "version", "video", "web", "webs",
		"wireless", "wifi", "www", "xml", "xvr", "zhejiang",
	}, word)
}
