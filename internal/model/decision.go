package model

// Choice is what was decided about a device or a finding.
type Choice string

// The choices. Each holds until the day of its review.
const (
	ChoiceAccept        Choice = "accept"         // it stays as it is
	ChoiceIsolate       Choice = "isolate"        // it stays, cut off from other networks
	ChoiceReplaceBy     Choice = "replace-by"     // it is gone by the day of the review
	ChoiceFalsePositive Choice = "false-positive" // somebody looked, and it is not what it seems
)

// Choices lists every choice.
func Choices() []Choice {
	return []Choice{ChoiceAccept, ChoiceIsolate, ChoiceReplaceBy, ChoiceFalsePositive}
}

// Decision is what somebody decided, why and until when.
type Decision struct {
	Choice   Choice `json:"decision"`
	Owner    string `json:"owner,omitempty"` // who answers for it
	Reason   string `json:"reason"`
	Review   string `json:"review"`             // YYYY-MM-DD: the last day on which it holds
	Analysis string `json:"analysis,omitempty"` // where the analysis behind it is to be found
	Source   string `json:"source"`             // file and line
	Expired  bool   `json:"expired,omitempty"`  // the day of the review has passed
}

// Decisions is the record of what was decided about the equipment that a run
// found, and of what was not.
type Decisions struct {
	Made    []DecisionRecord `json:"made"`    // in the order of the file
	Missing []Undecided      `json:"missing"` // flagged devices without a decision that is in force
}

// DecisionRecord is one decision and what it concerns in this run.
type DecisionRecord struct {
	Decision
	About    string   `json:"about"`           // the devices and checks that it is about, in words
	Hosts    []string `json:"hosts,omitempty"` // that it concerns, with their sites in brackets
	Findings int      `json:"findings"`        // that it concerns
}

// Undecided is a flagged device whose analysis is missing.
type Undecided struct {
	Host   string `json:"host"`
	Site   string `json:"site,omitempty"`
	Kind   Kind   `json:"kind"`
	Maker  string `json:"maker,omitempty"`  // name of the company or brand that it is flagged for
	Lapsed string `json:"lapsed,omitempty"` // YYYY-MM-DD: until when a decision held that has expired
}

// Kin counts hosts that are no surveillance equipment and belong to a company
// that the policy touches.
type Kin struct {
	Company string   `json:"company"` // identifier
	Name    string   `json:"name"`
	Country string   `json:"country,omitempty"` // ISO 3166-1 alpha-2 of the headquarters
	Basis   string   `json:"basis"`             // maker: its answers show the company; mac: only the prefix of its MAC address
	Devices int      `json:"devices"`
	Claims  []string `json:"claims,omitempty"`
}
