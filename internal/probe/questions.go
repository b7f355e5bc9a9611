package probe

import "camorigin/internal/wire/soap"

// The names of the questions that the course of an interview refers to.
const (
	askPage         = "page"
	askIcon         = "icon"
	askCertificate  = "certificate"
	askOptions      = "rtsp-options"
	askDescribe     = "rtsp-describe"
	askTime         = "onvif-time"
	askServices     = "onvif-services"
	askCapabilities = "onvif-capabilities"
	askHostname     = "onvif-hostname"
	askGreeting     = "greeting"
)

// Questions lists everything that is ever sent to a device. What is not in this
// list cannot be asked; redirections within the same address are the only paths
// that a device can choose, and plainTarget limits them.
//
// Every question reads. None carries credentials, opens a session or begins a
// login. Paths are from vendor documents, published detection work and firmware
// web roots; "anonymous" means that the maker serves the path to anybody.
func Questions() []Question {
	return append(append(openingQuestions(), followUpQuestions()...), protectedQuestions()...)
}

// openingQuestions are asked of every device that speaks the protocol.
func openingQuestions() []Question {
	return []Question{
		{Name: askPage, Protocol: HTTP, Method: "GET", Path: "/",
			Purpose: "page, title, Server header and challenge"},
		{Name: askIcon, Protocol: HTTP, Method: "GET", Path: "/favicon.ico",
			Purpose: "hash of the icon"},
		{Name: askCertificate, Protocol: TLS, Method: "handshake",
			Purpose: "leaf certificate and TLS version"},

		// RTSP 1.0 (RFC 2326): OPTIONS names the methods; DESCRIBE without
		// credentials gives the realm, or shows that the stream is open.
		{Name: askOptions, Protocol: RTSP, Method: "OPTIONS", Path: "/",
			Purpose: "Server header and methods"},
		{Name: askDescribe, Protocol: RTSP, Method: "DESCRIBE", Path: "/",
			Purpose: "realm of the challenge, or the description of an open stream"},

		// ONVIF Core specification, access class PRE_AUTH: answered to anybody.
		{Name: askTime, Protocol: ONVIF, Method: "POST", Path: soap.DevicePath, Operation: soap.GetSystemDateAndTime,
			Purpose: "whether ONVIF is spoken; clock of the device"},
		{Name: askServices, Protocol: ONVIF, Method: "POST", Path: soap.DevicePath, Operation: soap.GetServices,
			Purpose: "services and vendor namespaces"},
		{Name: askCapabilities, Protocol: ONVIF, Method: "POST", Path: soap.DevicePath, Operation: soap.GetCapabilities,
			After: askServices, Purpose: "the same of devices that do not know GetServices"},
		{Name: askHostname, Protocol: ONVIF, Method: "POST", Path: soap.DevicePath, Operation: soap.GetHostname,
			Purpose: "host name, which often holds model or serial number"},

		{Name: askGreeting, Protocol: Silent, Method: "connect",
			Purpose: "whether the port is open, and what the device says by itself"},
	}
}

// followUpQuestions are asked when an earlier answer makes them sensible.
func followUpQuestions() []Question {
	return []Question{
		// Hikvision: static files of the web client (read in firmware web
		// roots), and the activation state, documented as anonymous.
		{Name: "hikvision-project", Protocol: HTTP, Method: "GET", Path: "/doc/project_config.json",
			When:    []Clue{{Body, "/doc/index.html"}, {Body, "#/portal/login"}},
			Purpose: "firmware build and copyright of the newer web client"},
		{Name: "hikvision-login-page", Protocol: HTTP, Method: "GET", Path: "/doc/page/login.asp",
			When: []Clue{{Body, "/doc/page/login"}, {Head, "app-webs/"}, {Head, "dnvrs-webs"}, {Head, "dvrdvs-webs"},
				{Head, "hikvision-webs"}},
			Purpose: "login page of the older web client"},
		{Name: "hikvision-web-version", Protocol: HTTP, Method: "GET", Path: "/doc/script/lib/seajs/config/sea-config.js",
			When:    []Clue{{Body, "script/lib/seajs"}},
			Purpose: "build of the older web client"},
		{Name: "hikvision-activation", Protocol: HTTP, Method: "GET", Path: "/SDK/activateStatus",
			When: []Clue{{Body, "/doc/page/login"}, {Body, "/doc/index.html"}, {Head, "app-webs/"}, {Head, "dnvrs-webs"},
				{Head, "dvrdvs-webs"}, {Head, "hikvision-webs"}, {Service, "hikvision"}, {Service, "onvifext.com"}},
			Purpose: "whether the device was ever given a password"},

		// Dahua and its brands: a static file, anonymous.
		{Name: "dahua-web-capabilities", Protocol: HTTP, Method: "GET", Path: "/web_caps/webCapsConfig",
			When: []Clue{{Body, "web_caps"}, {Body, "webcapsconfig"}, {Body, "/rpc2"}, {Body, "jsbase/"}, {Body, "baseproj/"},
				{Body, "<title>web service</title>"}, {Body, "custom_lang"}, {Head, `realm="login to `},
				{Stream, `realm="login to `}, {Stream, "dahua"}, {Stream, "a=packetization-supported:dh"}},
			Purpose: "device type and vendor"},
		{Name: "dahua-language", Protocol: HTTP, Method: "GET", Path: "/custom_lang/English.txt",
			When:    []Clue{{Body, "custom_lang"}, {Body, "amcrest"}},
			After:   "dahua-web-capabilities",
			Purpose: "copyright of the brand"},

		// Axis, VAPIX: getAllUnrestrictedProperties is documented as
		// anonymous; getbrand.cgi is what older firmware has.
		{Name: "axis-device", Protocol: HTTP, Method: "POST", Path: "/axis-cgi/basicdeviceinfo.cgi",
			JSON:    `{"apiVersion":"1.0","method":"getAllUnrestrictedProperties"}`,
			When:    axisClues(),
			Purpose: "brand, model, firmware and serial number"},
		{Name: "axis-brand", Protocol: HTTP, Method: "GET", Path: "/axis-cgi/prod_brand_info/getbrand.cgi",
			When: axisClues(), After: "axis-device",
			Purpose: "brand and model"},

		// AVTECH: anonymous by design; nothing else below this path is asked.
		{Name: "avtech-capability", Protocol: HTTP, Method: "GET", Path: "/cgi-bin/nobody/Machine.cgi?action=get_capability",
			When:    []Clue{{Head, "avtech"}, {Body, "/nobody/"}, {Body, "::: login :::"}},
			Purpose: "product and firmware"},

		// Canon, WebView protocol: anonymous.
		{Name: "canon-info", Protocol: HTTP, Method: "GET", Path: "/-wvhttp-01-/info.cgi",
			When:    []Clue{{Head, "server: vb"}, {Body, "-wvhttp-01-"}, {Body, "network camera vb-"}},
			Purpose: "model and firmware"},

		// D-Link and the makers on its base: one of the few entries with access
		// level 0 in the table of the firmware. That it is served below
		// /common/ is general knowledge.
		{Name: "dlink-info", Protocol: HTTP, Method: "GET", Path: "/common/info.cgi",
			When: []Clue{{Head, `realm="dcs-`}, {Head, "dcs-lig-httpd"}, {Head, "alphapd"}, {Head, "d-link internet camera"},
				{Body, "wireless internet camera"}},
			Purpose: "model, brand and firmware"},

		// Static files that keep the maker's name below another brand's skin.
		{Name: "foscam-language", Protocol: HTTP, Method: "GET", Path: "/lg/ENU.xml",
			When:    []Clue{{Body, "ipcam-plugin"}, {Body, "ipcam-regplugin"}, {Body, "ipcwebcomponents"}, {Body, "<title>ipcam client"}},
			Purpose: "words peculiar to the web client"},
		{Name: "juan-oem", Protocol: HTTP, Method: "GET", Path: "/oem.xml",
			When:    []Clue{{Head, "jaws/"}, {Body, "e-seenet"}, {Body, "dvr_camcnt"}, {Body, "dvr_usr"}, {Body, "netsdk/"}},
			Purpose: "vendor of the software"},
		{Name: "xiongmai-page", Protocol: HTTP, Method: "GET", Path: "/DVR.htm",
			When:    []Clue{{Head, "uc-httpd"}, {Body, "netsurveillance"}, {Body, "netsuveillancewebcookie"}},
			Purpose: "software version"},
		{Name: "oem-profile", Protocol: HTTP, Method: "GET", Path: "/profile",
			When:    []Clue{{Body, `src="/profile"`}, {Body, `src="profile"`}, {Body, "initprodnbr"}, {Body, "beward"}, {Body, "zavio"}},
			Purpose: "brand and model of one platform with several brands"},
		{Name: "reolink-config", Protocol: HTTP, Method: "GET", Path: "/js/client.config.js",
			When:    []Clue{{Body, "<title>reolink"}, {Body, "client.config.js"}},
			Purpose: "version of the web client"},

		// RTSP: one further path, where the server does not know "/".
		{Name: "rtsp-hikvision", Protocol: RTSP, Method: "DESCRIBE", Path: "/Streaming/Channels/101", After: askDescribe,
			When:    []Clue{{Body, "/doc/page/login"}, {Body, "/doc/index.html"}, {Head, "-webs"}, {Service, "onvifext.com"}},
			Purpose: "realm, or the description of an open stream"},
		{Name: "rtsp-dahua", Protocol: RTSP, Method: "DESCRIBE", Path: "/cam/realmonitor?channel=1&subtype=0", After: askDescribe,
			When:    []Clue{{Stream, "rtsp server/3.0"}, {Stream, "dahua"}, {Body, "/rpc2"}, {Body, "<title>web service</title>"}},
			Purpose: "realm, or the description of an open stream"},
		{Name: "rtsp-axis", Protocol: RTSP, Method: "DESCRIBE", Path: "/axis-media/media.amp", After: askDescribe,
			When:    axisClues(),
			Purpose: "realm, or the description of an open stream"},
		{Name: "rtsp-reolink", Protocol: RTSP, Method: "DESCRIBE", Path: "/h264Preview_01_main", After: askDescribe,
			When:    []Clue{{Body, "<title>reolink"}, {Stream, "bc streaming media"}},
			Purpose: "realm, or the description of an open stream"},
		{Name: "rtsp-uniview", Protocol: RTSP, Method: "DESCRIBE", Path: "/media/video1", After: askDescribe,
			When:    []Clue{{Body, "gjs_"}, {Body, "uniview"}, {Body, "cgi-bin/main.cgi"}},
			Purpose: "realm, or the description of an open stream"},
		{Name: "rtsp-tplink", Protocol: RTSP, Method: "DESCRIBE", Path: "/stream1", After: askDescribe,
			When:    []Clue{{Stream, "multitrans"}, {Stream, "tp-link"}},
			Purpose: "realm, or the description of an open stream"},
	}
}

func axisClues() []Clue {
	return []Clue{{Head, `realm="axis_`}, {Body, "/axis-cgi/"}, {Body, "axis communications"}, {Body, "/view/viewer_index.shtml"},
		{Body, "url=/camera/index.html"}, {Body, "url=/aca/index.html"}, {Body, "/view/view.shtml"}, {Body, "<title>axis"},
		{Certificate, "axis-"}, {Certificate, "axis communications"}, {Stream, `realm="axis_`}, {Stream, "axis-media"},
		{Service, "www.axis.com/vapix"}, {Service, "tnsaxis"}}
}

// protectedQuestions need credentials by their documentation, and are asked
// without: many devices answer all the same. At most one is put to a device, as
// the last question of all. The first that fits is taken: ONVIF's, which most often
// gets an answer and tells most, where the device speaks it.
//
// Whether some firmware counts such a question as a failed login is not known.
func protectedQuestions() []Question {
	return []Question{
		// ONVIF Core specification, access class READ_SYSTEM.
		{Name: "onvif-device", Protocol: ONVIF, Method: "POST", Path: soap.DevicePath, Operation: soap.GetDeviceInformation, Protected: true,
			Purpose: "manufacturer, model, firmware and serial number"},

		{Name: "hikvision-device", Protocol: HTTP, Method: "GET", Path: "/ISAPI/System/deviceInfo", Protected: true,
			When: []Clue{{Body, "/doc/page/login"}, {Body, "/doc/index.html"}, {Head, "app-webs/"}, {Head, "dnvrs-webs"},
				{Head, "dvrdvs-webs"}, {Head, "hikvision-webs"}},
			Purpose: "model, firmware and serial number"},
		{Name: "dahua-device", Protocol: HTTP, Method: "GET", Path: "/cgi-bin/magicBox.cgi?action=getDeviceType", Protected: true,
			When:    []Clue{{Body, "/rpc2"}, {Body, "jsbase/"}, {Body, "baseproj/"}, {Body, "<title>web service</title>"}, {Stream, "dahua"}},
			Purpose: "model, or the realm with the serial number"},
		{Name: "uniview-device", Protocol: HTTP, Method: "GET", Path: "/LAPI/V1.0/System/DeviceInfo", Protected: true,
			When:    []Clue{{Body, "gjs_"}, {Body, "uniview"}, {Body, "cgi-bin/main.cgi"}, {Stream, "clientunauthorized"}, {Stream, "vcp ipc realtime"}},
			Purpose: "model, firmware and serial number"},
		{Name: "hanwha-device", Protocol: HTTP, Method: "GET", Path: "/stw-cgi/system.cgi?msubmenu=deviceinfo&action=view", Protected: true,
			When:    []Clue{{Body, "techwin"}, {Body, "wisenet"}, {Body, "hanwha"}, {Body, "stw-cgi"}, {Head, "ipolis"}, {Stream, "ipolis"}},
			Purpose: "model, or the realm with the MAC address"},
		{Name: "sony-device", Protocol: HTTP, Method: "GET", Path: "/command/inquiry.cgi?inqjs=sysinfo", Protected: true,
			When:    []Clue{{Head, "netevi/"}, {Head, "gen5th/"}, {Body, "sony network camera"}, {Body, "inquiry.cgi"}},
			Purpose: "model and firmware"},
		{Name: "vivotek-device", Protocol: HTTP, Method: "GET", Path: "/cgi-bin/viewer/getparam.cgi?system", Protected: true,
			When:    []Clue{{Head, "vivotek"}, {Head, "vvtk"}, {Body, "vivotek"}, {Certificate, "vivotek"}},
			Purpose: "model and firmware"},
	}
}
