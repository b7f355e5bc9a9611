package lab

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// onvifServer is a compiled ONVIF device service. Its operations are functions
// of the moment and of the address at which it was asked.
type onvifServer struct {
	web        *webServer
	addr       string
	path       string
	open, end  string // of the envelope
	shape      webAnswer
	refusal    webAnswer
	now        func() time.Time
	operations map[string]func(base string) string
}

func compileONVIF(web *webServer, h *HTTP, v variables, now func() time.Time) (*onvifServer, error) {
	o := h.ONVIF
	s := &onvifServer{web: web, addr: v["addr"], path: o.Path, now: now}
	if s.path == "" {
		s.path = "/onvif/device_service"
	}
	prefix := o.Prefix
	if prefix == "" {
		prefix = "SOAP-ENV"
	}
	namespaces := append([]string{
		`xmlns:` + prefix + `="http://www.w3.org/2003/05/soap-envelope"`,
		`xmlns:tt="http://www.onvif.org/ver10/schema"`,
		`xmlns:tds="http://www.onvif.org/ver10/device/wsdl"`,
	}, o.Namespaces...)
	s.open = fmt.Sprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s:Envelope %s><%s:Body>", prefix, strings.Join(namespaces, " "), prefix)
	s.end = fmt.Sprintf("</%s:Body></%s:Envelope>", prefix, prefix)
	headers := mergeHeaders([]string{"Content-Type: application/soap+xml; charset=utf-8"}, o.Headers)
	var err error
	if s.shape, err = web.compile(h, Answer{Headers: headers}, v); err != nil {
		return nil, err
	}
	if err := s.compileRefusal(h, prefix, headers, v); err != nil {
		return nil, err
	}
	return s, s.compileOperations(o, v)
}

// compileRefusal prepares the answer to what needs credentials.
func (s *onvifServer) compileRefusal(h *HTTP, prefix string, headers []string, v variables) error {
	refuse := h.ONVIF.Refuse
	if refuse == nil {
		refuse = &Answer{Status: "400 Bad Request", Headers: headers, Body: s.open + fmt.Sprintf(
			`<%[1]s:Fault><%[1]s:Code><%[1]s:Value>%[1]s:Sender</%[1]s:Value><%[1]s:Subcode>`+
				`<%[1]s:Value xmlns:ter="http://www.onvif.org/ver10/error">ter:NotAuthorized</%[1]s:Value></%[1]s:Subcode></%[1]s:Code>`+
				`<%[1]s:Reason><%[1]s:Text xml:lang="en">Sender not Authorized</%[1]s:Text></%[1]s:Reason></%[1]s:Fault>`, prefix) + s.end}
	}
	var err error
	s.refusal, err = s.web.compile(h, *refuse, v)
	return err
}

// compileOperations prepares the operations that are answered.
func (s *onvifServer) compileOperations(o *ONVIF, v variables) error {
	s.operations = map[string]func(string) string{}
	if o.Clock != nil {
		s.operations["GetSystemDateAndTime"] = func(string) string { return o.Clock.answer(s.now()) }
	}
	if err := s.compileServices(o, v); err != nil {
		return err
	}
	fixed, err := o.fixed(v)
	if err != nil {
		return err
	}
	for name, text := range fixed {
		s.operations[name] = func(string) string { return text }
	}
	return nil
}

func (s *onvifServer) compileServices(o *ONVIF, v variables) error {
	if len(o.Services) == 0 {
		return nil
	}
	known := onvifServices()
	for _, name := range o.Services {
		if _, ok := known[name]; !ok {
			return fmt.Errorf("unknown service %.40q, known are %s", name, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
	fixedBase, err := v.text(o.XAddr)
	if err != nil {
		return err
	}
	base := func(asked string) string {
		if fixedBase != "" {
			return fixedBase
		}
		return asked
	}
	s.operations["GetServices"] = func(asked string) string { return o.services(base(asked), s.path) }
	s.operations["GetCapabilities"] = func(asked string) string { return o.capabilities(base(asked), s.path) }
	return nil
}

// answer gives the answer to a POST to the device service.
func (s *onvifServer) answer(r request, port Port, inTLS bool) webAnswer {
	operation, found := s.operations[r.operation()]
	if !found {
		return s.refusal
	}
	scheme := "http"
	if inTLS {
		scheme = "https"
	}
	out := s.shape
	out.body = []byte(s.open + operation(fmt.Sprintf("%s://%s:%d", scheme, s.addr, port.Number)) + s.end)
	return out
}

// fixed gives the operations whose answers never change.
func (o *ONVIF) fixed(v variables) (map[string]string, error) {
	out := map[string]string{}
	if o.Hostname != "" {
		out["GetHostname"] = "<tds:GetHostnameResponse><tds:HostnameInformation>" +
			element("tt:FromDHCP", "false") + element("tt:Name", o.Hostname) + "</tds:HostnameInformation></tds:GetHostnameResponse>"
	}
	if i := o.Information; i != nil {
		out["GetDeviceInformation"] = "<tds:GetDeviceInformationResponse>" + element("tds:Manufacturer", i.Manufacturer) +
			element("tds:Model", i.Model) + element("tds:FirmwareVersion", i.Firmware) + element("tds:SerialNumber", i.Serial) +
			element("tds:HardwareId", i.Hardware) + "</tds:GetDeviceInformationResponse>"
	}
	if len(o.Scopes) > 0 {
		var scopes strings.Builder
		for _, scope := range o.Scopes {
			scopes.WriteString("<tds:Scopes>" + element("tt:ScopeDef", "Fixed") + element("tt:ScopeItem", scope) + "</tds:Scopes>")
		}
		out["GetScopes"] = "<tds:GetScopesResponse>" + scopes.String() + "</tds:GetScopesResponse>"
	}
	maps.Copy(out, o.Answers)
	for name, text := range out {
		expanded, err := v.text(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = expanded
	}
	return out, nil
}

func (o *ONVIF) services(base, path string) string {
	var out strings.Builder
	for _, name := range o.Services {
		s := onvifServices()[name]
		out.WriteString("<tds:Service>" + element("tds:Namespace", s.namespace) + element("tds:XAddr", base+s.at(path)) +
			"<tds:Version>" + element("tt:Major", "2") + element("tt:Minor", "60") + "</tds:Version></tds:Service>")
	}
	return "<tds:GetServicesResponse>" + out.String() + "</tds:GetServicesResponse>"
}

func (o *ONVIF) capabilities(base, path string) string {
	var out strings.Builder
	for _, name := range o.Services {
		s := onvifServices()[name]
		if s.capability == "" {
			continue
		}
		fmt.Fprintf(&out, "<tt:%[1]s>%[2]s</tt:%[1]s>", s.capability, element("tt:XAddr", base+s.at(path)))
	}
	return "<tds:GetCapabilitiesResponse><tds:Capabilities>" + out.String() + "</tds:Capabilities></tds:GetCapabilitiesResponse>"
}

// answer is the clock of the device at the given right time.
func (c *Clock) answer(now time.Time) string {
	t := now.UTC().Add(c.Offset)
	source := "Manual"
	if c.NTP {
		source = "NTP"
	}
	return "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>" + element("tt:DateTimeType", source) +
		element("tt:DaylightSavings", fmt.Sprint(c.Daylight)) + "<tt:TimeZone>" + element("tt:TZ", c.Zone) + "</tt:TimeZone><tt:UTCDateTime>" +
		fmt.Sprintf("<tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>", t.Hour(), t.Minute(), t.Second()) +
		fmt.Sprintf("<tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date>", t.Year(), t.Month(), t.Day()) +
		"</tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
}

// onvifService is one service that a device can offer.
type onvifService struct {
	namespace  string
	capability string // its element in GetCapabilities; empty when it has none there
	suffix     string // of its path: /onvif/<suffix>; empty for the device service
}

func (s onvifService) at(devicePath string) string {
	if s.suffix == "" {
		return devicePath
	}
	return "/onvif/" + s.suffix
}

// onvifServices are the services by their short names (ONVIF Core, namespaces
// of the service specifications).
func onvifServices() map[string]onvifService {
	return map[string]onvifService{
		"device":    {"http://www.onvif.org/ver10/device/wsdl", "Device", ""},
		"media":     {"http://www.onvif.org/ver10/media/wsdl", "Media", "media_service"},
		"media2":    {"http://www.onvif.org/ver20/media/wsdl", "", "media2_service"},
		"events":    {"http://www.onvif.org/ver10/events/wsdl", "Events", "event_service"},
		"imaging":   {"http://www.onvif.org/ver20/imaging/wsdl", "Imaging", "imaging_service"},
		"ptz":       {"http://www.onvif.org/ver20/ptz/wsdl", "PTZ", "ptz_service"},
		"analytics": {"http://www.onvif.org/ver20/analytics/wsdl", "Analytics", "analytics_service"},
		"deviceio":  {"http://www.onvif.org/ver10/deviceIO/wsdl", "", "deviceio_service"},
		"recording": {"http://www.onvif.org/ver10/recording/wsdl", "", "recording_service"},
		"replay":    {"http://www.onvif.org/ver10/replay/wsdl", "", "replay_service"},
		"search":    {"http://www.onvif.org/ver10/search/wsdl", "", "search_service"},
	}
}

// element is an XML element with text.
func element(name, text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder takes everything
	return "<" + name + ">" + out.String() + "</" + name + ">"
}
