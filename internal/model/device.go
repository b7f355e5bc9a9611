package model

// Device is what is known about one host; its JSON form is a device line.
// Keys without knowledge are left out.
type Device struct {
	Host         string       `json:"host"`
	Site         string       `json:"site,omitempty"`
	Hostname     string       `json:"hostname,omitempty"`
	Surveillance bool         `json:"surveillance"`
	Kind         Kind         `json:"kind"`
	Brand        *Statement   `json:"brand,omitempty"`
	Maker        *Maker       `json:"maker,omitempty"`
	Platform     *Statement   `json:"platform,omitempty"`
	Model        string       `json:"model,omitempty"`
	Firmware     string       `json:"firmware,omitempty"`
	Serial       string       `json:"serial,omitempty"`
	MAC          string       `json:"mac,omitempty"`
	MACCompany   string       `json:"mac_company,omitempty"` // registrant of the prefix of MAC
	Channels     int          `json:"channels,omitempty"`    // of a recorder, where it says so
	Ports        []OpenPort   `json:"ports,omitempty"`
	Certificate  *Certificate `json:"certificate,omitempty"`
	Endpoint     string       `json:"endpoint,omitempty"` // ONVIF endpoint reference
	Location     *Location    `json:"location,omitempty"`
	Listed       *Listed      `json:"listed,omitempty"`
	Conflicts    []Conflict   `json:"conflicts,omitempty"`
	Notes        []string     `json:"notes,omitempty"`    // what the reader must know about how it was judged
	Distress     string       `json:"distress,omitempty"` // why the device was left alone, when it was
	Flagged      []Flag       `json:"flagged,omitempty"`
	CheckByHand  []Flag       `json:"check_by_hand,omitempty"`
	Because      []Because    `json:"because,omitempty"`
	Findings     []Finding    `json:"findings,omitempty"`
	Decision     *Decision    `json:"decision,omitempty"` // about its origin, where one was taken
}

// Statement is one thing said about a device, and how sure it is. ID and Name
// are empty when Verdict is VerdictConflict.
type Statement struct {
	ID         string  `json:"id,omitempty"`
	Name       string  `json:"name,omitempty"`
	Confidence float64 `json:"confidence"`
	Verdict    Verdict `json:"verdict"`
}

// Maker is the statement about who made the device, with what is known about
// that company. Country and control belong to the company, never to the
// device's text.
type Maker struct {
	Statement
	Country       string   `json:"country,omitempty"`        // ISO 3166-1 alpha-2 of the headquarters
	Control       []string `json:"control,omitempty"`        // countries of those who control the company
	ControlStatus string   `json:"control_status,omitempty"` // sourced, disputed, unconfirmed
}

// OpenPort is a port of the device that accepted a connection.
type OpenPort struct {
	Port     int    `json:"port"`
	Protocol string `json:"protocol,omitempty"` // what it spoke; empty when it said nothing
	TLS      bool   `json:"tls,omitempty"`
}

// Certificate is the part of a leaf certificate that reports use. Times are
// RFC 3339.
type Certificate struct {
	Subject   string `json:"subject,omitempty"`
	Issuer    string `json:"issuer,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
	NotBefore string `json:"not_before,omitempty"`
	NotAfter  string `json:"not_after,omitempty"`
	KeyBits   int    `json:"key_bits,omitempty"`
}

// Location is where a switch sees the device.
type Location struct {
	Switch string `json:"switch,omitempty"`
	Port   string `json:"port,omitempty"`
	VLAN   int    `json:"vlan,omitempty"`
}

// Listed is what a list or another tool says of the device. It is shown in a
// column of its own and never counts as identity.
type Listed struct {
	Brand   string  `json:"brand,omitempty"`
	Model   string  `json:"model,omitempty"`
	Bought  string  `json:"bought,omitempty"`
	Verdict Verdict `json:"verdict"`
}

// Conflict is a statement on which evidence disagrees. Where strong evidence
// does, the statement itself has the verdict conflict.
type Conflict struct {
	About  string      `json:"about"` // maker, brand, platform or kind
	Claims []Statement `json:"claims"`
	Reason string      `json:"reason,omitempty"` // what to think of it, where that is known
}

// Flag says that a policy touches the device, on what basis and how sure.
type Flag struct {
	Policy   string   `json:"policy"`
	Basis    string   `json:"basis"` // maker, brand, platform, supplier, mac
	Verdict  Verdict  `json:"verdict"`
	Severity Severity `json:"severity,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Claims   []string `json:"claims,omitempty"`
}

// Because is one reason for a statement: the rule, the fact it rests on, and
// the answer that the fact came from.
type Because struct {
	Rule   string `json:"rule"`
	Field  string `json:"field"`
	Value  string `json:"value"`
	Says   string `json:"says"`   // which statements the rule makes, comma separated: "maker,model"
	Answer int    `json:"answer"` // index into Result.Evidence
}
