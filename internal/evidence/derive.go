package evidence

import (
	"strings"

	"camorigin/internal/wire/html"
	"camorigin/internal/wire/message"
	"camorigin/internal/wire/sdp"
	"camorigin/internal/wire/soap"
	"camorigin/internal/wire/ssdp"
)

// headerFields says which headers have a field of their own, by name in lower
// case. It is never written to.
var headerFields = map[string]map[string]string{
	fieldHTTPHeader: {
		"server": "http.server", "www-authenticate": fieldHTTPWWWAuth, "set-cookie": "http.cookie",
		"location": "http.location", "etag": "http.etag",
	},
	fieldRTSPHeader: {
		"server": "rtsp.server", "www-authenticate": fieldRTSPWWWAuth, "public": "rtsp.public",
	},
	fieldSSDPHeader: {
		"server": "ssdp.server", "usn": "ssdp.usn", "st": "ssdp.st", "nt": "ssdp.st", "location": "ssdp.location",
	},
}

// derive adds what follows from the facts so far, whether they were given or
// taken from the raw answer.
func (f *facts) derive() {
	for _, field := range []string{fieldHTTPHeader, fieldRTSPHeader, fieldSSDPHeader} {
		for _, line := range f.values(field) {
			f.header(field, line)
		}
	}
	f.realms(fieldHTTPWWWAuth, "http.realm")
	f.realms(fieldRTSPWWWAuth, "rtsp.realm")
	for _, body := range f.values(fieldHTTPBody) {
		f.page(body)
	}
	for _, body := range f.values(fieldONVIFBody) {
		f.soap(body)
	}
	for _, text := range f.values(fieldRTSPSDP) {
		session := sdp.Parse(text)
		f.add("rtsp.sdp_name", session.Name)
		f.add("rtsp.sdp_tool", session.Tool)
	}
}

// header adds the field of a header line that has one.
func (f *facts) header(field, line string) {
	name, value, _ := strings.Cut(line, ":")
	if own := headerFields[field][strings.ToLower(strings.TrimSpace(name))]; own != "" {
		f.add(own, strings.TrimSpace(value))
	}
}

func (f *facts) realms(from, to string) {
	for _, value := range f.values(from) {
		for _, challenge := range message.Challenges(value) {
			f.add(to, challenge.Realm)
		}
	}
}

// page adds what a web page says of itself, and what a device description does.
func (f *facts) page(body string) {
	if strings.Contains(body, "<device>") {
		f.description(body)
	}
	if !strings.Contains(body, "<") {
		return
	}
	page := html.Scan(body)
	if !f.has("http.title") {
		f.add("http.title", page.Title)
	}
	f.add("http.generator", page.Generator)
	f.add("http.refresh", page.Refresh)
}

// description adds the facts of a UPnP device description.
func (f *facts) description(doc string) {
	d, ok := ssdp.Describe(doc)
	if !ok {
		return
	}
	f.add("upnp.manufacturer", d.Manufacturer)
	f.add("upnp.model_name", d.ModelName)
	f.add("upnp.model_number", d.ModelNumber)
	f.add("upnp.model_description", d.ModelText)
	f.add("upnp.friendly_name", d.FriendlyName)
	f.add("upnp.serial", d.Serial)
	f.add("upnp.device_type", d.DeviceType)
	f.add("upnp.udn", d.UDN)
}

// soap adds the facts of an ONVIF message.
func (f *facts) soap(doc string) {
	a := soap.Read(doc)
	f.add("onvif.manufacturer", a.Manufacturer)
	f.add("onvif.model", a.Model)
	f.add("onvif.firmware", a.Firmware)
	f.add("onvif.serial", a.Serial)
	f.add("onvif.hardware", a.Hardware)
	f.add("onvif.hostname", a.Hostname)
	f.add("onvif.datetime", a.DateTime)
	f.add("onvif.timezone", a.TimeZone)
	f.scopes(a.Scopes)
	f.addAll("onvif.xaddrs", a.XAddrs)
	f.addAll("onvif.namespaces", a.Namespaces)
	f.addAll("onvif.mac", a.HardwareAddresses)
	if a.Fault != nil {
		f.add("onvif.fault", strings.TrimSpace(strings.Join(append(a.Fault.Codes, a.Fault.Reason), " ")))
	}
}
