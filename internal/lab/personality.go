package lab

import (
	"time"

	"camorigin/internal/model"
	"camorigin/internal/strictyaml"
)

// Personality is one simulated device: what it says on its ports, and what must
// be said of it. Texts may hold {{name}}: one of Values, addr, canary, or
// port:NAME for the number of a port; header lines also {{date}} and {{length}}.
type Personality struct {
	Line     strictyaml.Line
	ID       string            `yaml:"id,required"`
	Name     string            `yaml:"name,required"`
	About    string            `yaml:"about,required"` // the facts it rests on
	Hostile  bool              `yaml:"hostile"`        // misbehaves on purpose; never part of a demo
	Values   map[string]string `yaml:"values"`
	Want     Want              `yaml:"want,required"`
	Services []Service         `yaml:"services,required"`
}

// Want is the truth about a personality: what must be said of it. An empty
// field means that nothing may be said; Verdicts, by statement (maker, brand,
// platform), need not be given.
type Want struct {
	Surveillance bool                     `yaml:"surveillance,required"`
	Kind         model.Kind               `yaml:"kind,required"`
	Maker        string                   `yaml:"maker"`
	Brand        string                   `yaml:"brand"`
	Platform     string                   `yaml:"platform"`
	Model        string                   `yaml:"model"`
	Firmware     string                   `yaml:"firmware"`
	Serial       string                   `yaml:"serial"`
	MAC          string                   `yaml:"mac"`
	Verdicts     map[string]model.Verdict `yaml:"verdicts"`
}

// Service is what one port of a device speaks. Exactly one of Like, HTTP, RTSP,
// Banner, Silent and Hostile is given; with TLS it speaks inside TLS.
type Service struct {
	Line    strictyaml.Line
	Port    string   `yaml:"port,required"` // a name of Plan
	Like    string   `yaml:"like"`          // speaks what the service on that port speaks
	TLS     *TLS     `yaml:"tls"`
	HTTP    *HTTP    `yaml:"http"`
	RTSP    *RTSP    `yaml:"rtsp"`
	Banner  *Banner  `yaml:"banner"`
	Silent  bool     `yaml:"silent"` // accepts and says nothing
	Hostile *Hostile `yaml:"hostile"`
}

// HTTP is a web server.
type HTTP struct {
	Version string   `yaml:"version"` // HTTP/1.1 when empty
	EOL     string   `yaml:"eol"`     // crlf when empty, or lf
	Close   bool     `yaml:"close"`   // ends the connection after each answer
	Charset string   `yaml:"charset"` // of bodies, which the file has in UTF-8
	Headers []string `yaml:"headers"` // raw header lines of every answer
	Routes  []Route  `yaml:"routes"`
	Missing *Answer  `yaml:"missing"` // to every other path; a short 404 when absent
	ONVIF   *ONVIF   `yaml:"onvif"`
}

// Route is the answer to one path.
type Route struct {
	Line   strictyaml.Line
	Path   string `yaml:"path,required"` // with a query, only that very query
	Method string `yaml:"method"`        // GET (and HEAD) when empty
	Answer `yaml:",inline"`
}

// Answer is one HTTP answer. Header lines replace those of the service that
// bear the same name.
type Answer struct {
	Status     string   `yaml:"status"`      // 200 OK when empty, 401 Unauthorized with a challenge
	Headers    []string `yaml:"headers"`     // raw lines
	Challenge  []string `yaml:"challenge"`   // values of WWW-Authenticate
	Body       string   `yaml:"body"`        //
	BodyBase64 string   `yaml:"body_base64"` // instead of Body
	Charset    string   `yaml:"charset"`     // that of the service when empty
	Length     string   `yaml:"length"`      // exact when empty, none (the end of the connection ends the body), or chunked
	Gzip       bool     `yaml:"gzip"`
	Raw        string   `yaml:"raw"` // the whole answer as it goes out, instead of all else
}

// ONVIF is the device service of a web server. An operation that needs
// credentials is refused unless it is given here.
type ONVIF struct {
	Line        strictyaml.Line
	Path        string            `yaml:"path"`       // /onvif/device_service when empty
	Prefix      string            `yaml:"prefix"`     // of the SOAP envelope; SOAP-ENV when empty
	Namespaces  []string          `yaml:"namespaces"` // further xmlns attributes of the envelope
	Headers     []string          `yaml:"headers"`
	Clock       *Clock            `yaml:"clock"`    // GetSystemDateAndTime
	Services    []string          `yaml:"services"` // GetServices, GetCapabilities
	XAddr       string            `yaml:"xaddr"`    // base of the addresses given out; the asked port when empty
	Hostname    string            `yaml:"hostname"` // GetHostname
	Information *Information      `yaml:"information"`
	Scopes      []string          `yaml:"scopes"` // GetScopes
	Refuse      *Answer           `yaml:"refuse"` // 400 with a NotAuthorized fault when absent
	Answers     map[string]string `yaml:"answers"`
}

// Clock is the time of day as a device has it.
type Clock struct {
	Offset   time.Duration `yaml:"offset"` // from the right time
	Zone     string        `yaml:"zone"`   // a POSIX time zone
	NTP      bool          `yaml:"ntp"`
	Daylight bool          `yaml:"daylight"`
}

// Information is the answer to GetDeviceInformation.
type Information struct {
	Manufacturer string `yaml:"manufacturer"`
	Model        string `yaml:"model"`
	Firmware     string `yaml:"firmware"`
	Serial       string `yaml:"serial"`
	Hardware     string `yaml:"hardware"`
}

// RTSP is a streaming server.
type RTSP struct {
	EOL      string      `yaml:"eol"`     // crlf when empty, or lf
	CSeq     string      `yaml:"cseq"`    // name of the header; CSeq when empty, none without it
	Headers  []string    `yaml:"headers"` // raw lines of every answer
	Options  *RTSPAnswer `yaml:"options"`
	Describe *RTSPAnswer `yaml:"describe"`
	Paths    []string    `yaml:"paths"`   // for which Describe holds; all when empty
	Missing  *RTSPAnswer `yaml:"missing"` // DESCRIBE of another path; 404 when absent
}

// RTSPAnswer is one RTSP answer.
type RTSPAnswer struct {
	Status    string   `yaml:"status"` // 200 OK when empty, 401 Unauthorized with a challenge
	Headers   []string `yaml:"headers"`
	Challenge []string `yaml:"challenge"`
	SDP       string   `yaml:"sdp"`
	Raw       string   `yaml:"raw"`
}

// Banner is text that a port sends unasked.
type Banner struct {
	Text string `yaml:"text"`
	Hex  string `yaml:"hex"` // instead of Text
}

// TLS is the certificate of a port and what it negotiates.
type TLS struct {
	Subject Name     `yaml:"subject"`
	Issuer  *Name    `yaml:"issuer"` // the subject itself when absent
	SAN     []string `yaml:"san"`
	Key     string   `yaml:"key"`    // rsa2048 when empty, rsa1024, or ecdsa
	Min     string   `yaml:"min"`    // 1.0 to 1.3; 1.0 when empty
	Max     string   `yaml:"max"`    // 1.3 when empty
	Legacy  bool     `yaml:"legacy"` // RSA key exchange with CBC only, as old devices have it
	From    string   `yaml:"from"`   // YYYY-MM-DD; a year ago when empty
	To      string   `yaml:"to"`     // in ten years when empty
}

// Name is a distinguished name.
type Name struct {
	CN           string `yaml:"cn"`
	Organization string `yaml:"organization"`
	Unit         string `yaml:"unit"`
	Locality     string `yaml:"locality"`
	Country      string `yaml:"country"`
	Serial       string `yaml:"serial"`
}

// Hostile is a misbehaviour that no answer in a file can express.
type Hostile struct {
	Kind string `yaml:"kind,required"` // a name of HostileKinds
}
