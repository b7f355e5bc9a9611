package model

import "slices"

// Kind says what sort of equipment a device is.
type Kind string

// The kinds. All but KindOther and KindUnknown are surveillance equipment.
const (
	KindCamera   Kind = "camera"
	KindRecorder Kind = "recorder"
	KindEncoder  Kind = "encoder"
	KindDoorbell Kind = "doorbell"
	KindVMS      Kind = "vms"
	KindOther    Kind = "other"
	KindUnknown  Kind = "unknown"
)

// Kinds lists every kind, surveillance equipment first.
func Kinds() []Kind {
	return []Kind{KindCamera, KindRecorder, KindEncoder, KindDoorbell, KindVMS, KindOther, KindUnknown}
}

// Surveillance reports whether equipment of this kind watches or records.
func (k Kind) Surveillance() bool {
	return k != KindOther && k != KindUnknown && slices.Contains(Kinds(), k)
}

// Verdict says how sure a statement about a device is.
type Verdict string

// The verdicts. Confirmed needs two independent families of evidence, Likely
// one strong one; Conflict means that strong ones disagree; Listed means that
// only a list or another tool said so, which is no evidence of identity.
const (
	VerdictConfirmed Verdict = "confirmed"
	VerdictLikely    Verdict = "likely"
	VerdictPossible  Verdict = "possible"
	VerdictConflict  Verdict = "conflict"
	VerdictUnknown   Verdict = "unknown"
	VerdictListed    Verdict = "listed"
)

// Verdicts lists every verdict, surest first.
func Verdicts() []Verdict {
	return []Verdict{VerdictConfirmed, VerdictLikely, VerdictPossible, VerdictConflict, VerdictUnknown, VerdictListed}
}

// Sure reports whether the verdict is strong enough for an origin or list
// finding to carry the severity of its policy.
func (v Verdict) Sure() bool { return v == VerdictConfirmed || v == VerdictLikely }

// Severity orders findings.
type Severity string

// The severities, from weakest to strongest.
const (
	SeverityInfo     Severity = "info"
	SeverityLow      Severity = "low"
	SeverityMedium   Severity = "medium"
	SeverityHigh     Severity = "high"
	SeverityCritical Severity = "critical"
)

// Severities lists every severity, weakest first.
func Severities() []Severity {
	return []Severity{SeverityInfo, SeverityLow, SeverityMedium, SeverityHigh, SeverityCritical}
}

// Rank is the position of the severity in Severities, or -1 for an unknown one.
func (s Severity) Rank() int { return slices.Index(Severities(), s) }

// Outcome says why a question has no answer. The empty outcome means that it
// has one.
type Outcome string

// The outcomes. Our own faults (no descriptor, no local port) are never an
// outcome of a device: they are retried.
const (
	Answered        Outcome = ""
	Open            Outcome = "open"
	Refused         Outcome = "refused"
	Timeout         Outcome = "timeout"
	Reset           Outcome = "reset"
	Unreachable     Outcome = "unreachable"
	NotThisProtocol Outcome = "not-this-protocol"
	Malformed       Outcome = "malformed"
	TooLarge        Outcome = "too-large"
	BudgetSpent     Outcome = "budget-spent"
	OutOfScope      Outcome = "out-of-scope"
	Cancelled       Outcome = "cancelled"
)

// Family groups answers that one piece of software of a device gave.
// Confidence grows with the number of families that agree, counted by answer.
type Family string

// The families of evidence.
const (
	FamilyHTTP      Family = "http"
	FamilyTLS       Family = "tls"
	FamilyRTSP      Family = "rtsp"
	FamilyONVIF     Family = "onvif"
	FamilyDiscovery Family = "discovery"
	FamilySNMP      Family = "snmp"
	FamilyMAC       Family = "mac"
	FamilyBanner    Family = "banner" // FTP, telnet, SSH, SIP, DHCP and other greetings
	FamilyList      Family = "list"   // said by a list or another tool: never evidence of identity
)

// Role says what a port is expected to speak. It sets the gate and the
// timeouts; what answers decides the parser.
type Role string

// The roles of a port. Silent ports are vendor SDK ports: they are opened and
// closed, and nothing is sent.
const (
	RoleWeb    Role = "web"
	RoleTLS    Role = "tls"
	RoleRTSP   Role = "rtsp"
	RoleONVIF  Role = "onvif"
	RoleSilent Role = "silent"
)

// Roles lists every role.
func Roles() []Role { return []Role{RoleWeb, RoleTLS, RoleRTSP, RoleONVIF, RoleSilent} }

// PortRole is one port to try, with what is expected there.
type PortRole struct {
	Port uint16 `json:"port"`
	Role Role   `json:"role"`
}
