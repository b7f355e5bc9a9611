package model

// Finding is one thing that a person should know or act on. ByHand findings
// rest on evidence too weak for a flag: they are shown apart and never counted.
type Finding struct {
	ID          string   `json:"id"`    // unique in the result
	Check       string   `json:"check"` // permanent name of the check
	Severity    Severity `json:"severity"`
	ByHand      bool     `json:"by_hand,omitempty"`
	Title       string   `json:"title"`
	Text        string   `json:"text"`
	Next        string   `json:"next,omitempty"` // what to do
	Host        string   `json:"host,omitempty"`
	Site        string   `json:"site,omitempty"`
	Claims      []string `json:"claims,omitempty"`   // identifiers of the claims that the text rests on
	Evidence    []int    `json:"evidence,omitempty"` // indexes into Result.Evidence
	Fingerprint string   `json:"fingerprint"`        // stable from run to run

	Decision *Decision `json:"decision,omitempty"` // what was decided about it
}

// Open reports whether the finding counts: it is not to be checked by hand, and
// no decision that is in force has been taken about it.
func (f Finding) Open() bool { return !f.ByHand && (f.Decision == nil || f.Decision.Expired) }

// Claim is a sourced statement about a company, a list or a vulnerability.
// An unconfirmed one has no effect on any finding.
type Claim struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Date      string `json:"date,omitempty"`    // of the source, YYYY-MM-DD or shorter
	Checked   string `json:"checked,omitempty"` // when it was read
	Confirmed bool   `json:"confirmed"`
}
