package model

import "time"

// SchemaResult names the version of the result format.
const SchemaResult = "camorigin.result/v1"

// Result is everything that a run found out. The same evidence, data and
// as-of date give the same bytes, apart from Run.
type Result struct {
	Schema   string     `json:"schema"`
	Run      Run        `json:"run"`
	Coverage Coverage   `json:"coverage"`
	Devices  []Device   `json:"devices"`  // surveillance equipment
	Others   []Device   `json:"others"`   // everything else that answered
	Findings []Finding  `json:"findings"` // those that belong to no single device
	Evidence []Evidence `json:"evidence"`
	Asked    []Asked    `json:"asked"`
	Summary  Summary    `json:"summary"`
	Costs    *Costs     `json:"costs,omitempty"`
	Claims   []Claim    `json:"claims,omitempty"` // those that the findings and flags cite

	Decisions *Decisions `json:"decisions,omitempty"` // nil where no file of decisions was given
	Appendix  []Kin      `json:"appendix,omitempty"`  // other equipment of companies that the policy touches
}

// Run says what was run, when and with what; the only part of a result that
// depends on the clock.
type Run struct {
	Tool         string     `json:"tool"`
	Version      string     `json:"version"`
	Command      string     `json:"command"` // scan, match ...
	Started      time.Time  `json:"started"`
	Ended        time.Time  `json:"ended"`
	AsOf         string     `json:"as_of"` // YYYY-MM-DD: the day that everything is judged for
	Targets      []string   `json:"targets,omitempty"`
	Excluded     []string   `json:"excluded,omitempty"`
	Ports        []PortRole `json:"ports,omitempty"`
	Profile      string     `json:"profile,omitempty"`
	Gate         bool       `json:"gate"`
	Policy       string     `json:"policy"`
	AuthorizedBy string     `json:"authorized_by,omitempty"`
	DataVersion  string     `json:"data_version"` // date of the newest fact of the embedded data
	DataAgeDays  int        `json:"data_age_days"`
	Rules        int        `json:"rules"`
	Incomplete   bool       `json:"incomplete"`
	Reasons      []string   `json:"reasons,omitempty"` // why the run is incomplete
	Notes        []string   `json:"notes,omitempty"`   // what the reader must know: loss, slow-downs
}

// Coverage says which addresses could be judged. Silent is not empty.
type Coverage struct {
	Addresses uint64           `json:"addresses"` // in scope, after excludes
	Answered  uint64           `json:"answered"`
	Refused   uint64           `json:"refused"` // alive, but every port tried was closed
	Silent    uint64           `json:"silent"`  // cannot tell
	NotTried  uint64           `json:"not_tried"`
	Subnets   []SubnetCoverage `json:"subnets"`
}

// SubnetCoverage is one line of coverage: a target subnet and what came of its
// addresses.
type SubnetCoverage struct {
	Subnet    string `json:"subnet"`
	Site      string `json:"site,omitempty"`
	Addresses uint64 `json:"addresses"`
	Answered  uint64 `json:"answered"`
	Refused   uint64 `json:"refused"`
	Silent    uint64 `json:"silent"`
	NotTried  uint64 `json:"not_tried"`
}

// Asked is what was sent to one device, and what it cost the device.
type Asked struct {
	Host        string   `json:"host"`
	Site        string   `json:"site,omitempty"`
	Attempts    int      `json:"attempts"`    // connection attempts
	Connections int      `json:"connections"` // completed handshakes
	Requests    int      `json:"requests"`    // application requests
	TLS         int      `json:"tls"`         // TLS handshakes
	Datagrams   int      `json:"datagrams"`
	BytesSent   int64    `json:"bytes_sent"`
	BytesRead   int64    `json:"bytes_read"`
	Protected   string   `json:"protected,omitempty"` // the protected question asked, when one was
	Distress    string   `json:"distress,omitempty"`
	Sent        []string `json:"sent,omitempty"` // "80 GET /", in order
}

// Summary is the counts that page one shows. Only confirmed and likely
// statements are counted by maker and country.
type Summary struct {
	Devices    int              `json:"devices"` // surveillance equipment
	Others     int              `json:"others"`
	ByKind     map[Kind]int     `json:"by_kind"`
	Makers     []Count          `json:"makers"`
	Brands     []Count          `json:"brands"`
	Countries  []Count          `json:"countries"` // headquarters country of the maker
	Unknown    int              `json:"unknown"`   // devices whose maker and brand are not known
	Flagged    int              `json:"flagged"`
	ByHand     int              `json:"check_by_hand"`
	BySeverity map[Severity]int `json:"by_severity"` // findings, devices' and others'; those to check by hand excluded
	NotJudged  NotJudged        `json:"not_judged"`
}

// Count is a name and how many devices bear it.
type Count struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
	Devices int    `json:"devices"`
	Flagged int    `json:"flagged,omitempty"`
}

// NotJudged is what the run cannot speak of.
type NotJudged struct {
	Subnets   int    `json:"subnets"`   // target subnets without any answer
	Addresses uint64 `json:"addresses"` // silent or not tried
}
