package model

// Costs is the estimate of what it takes to replace the flagged devices. Where
// two published prices differ, amounts are a range: Total and High.
type Costs struct {
	Currency    string      `json:"currency"` // ISO 4217
	Lines       []CostLine  `json:"lines"`
	Total       float64     `json:"total"`
	High        float64     `json:"high,omitempty"` // 0 where it does not differ from Total
	Plan        []PlanPhase `json:"plan,omitempty"` // in order of time
	Assumptions []string    `json:"assumptions"`
}

// CostLine is the estimate for devices of one site, maker and kind.
type CostLine struct {
	Maker   string  `json:"maker"`
	Kind    Kind    `json:"kind"`
	Site    string  `json:"site,omitempty"`
	Policy  string  `json:"policy,omitempty"` // that flags them
	Devices int     `json:"devices"`
	Price   float64 `json:"price"` // of one; 0 where no price is known
	Total   float64 `json:"total"`
	High    float64 `json:"high,omitempty"` // Total at the higher price, where there is one
}

// Phase is when a device is to be replaced.
type Phase string

// The phases of a plan.
const (
	PhaseFirst     Phase = "first"       // a grave finding is open, its time is up, or a decision says so
	PhaseNext      Phase = "next"        // it nears the end of its life
	PhaseEndOfLife Phase = "end-of-life" // no reason to hurry is known
)

// Phases lists the phases in order of time.
func Phases() []Phase { return []Phase{PhaseFirst, PhaseNext, PhaseEndOfLife} }

// PlanPhase is what is to be replaced in one phase.
type PlanPhase struct {
	Phase   Phase        `json:"phase"`
	Devices []PlanDevice `json:"devices"` // the most urgent first
	Total   float64      `json:"total"`
	High    float64      `json:"high,omitempty"`
}

// PlanDevice is one device of the plan.
type PlanDevice struct {
	Host  string   `json:"host"`
	Site  string   `json:"site,omitempty"`
	Kind  Kind     `json:"kind"`
	Maker string   `json:"maker,omitempty"`
	Why   []string `json:"why"`             // why it is in this phase
	Since string   `json:"since,omitempty"` // YYYY-MM-DD or shorter: how old it is; absent where nothing tells
	Hint  string   `json:"hint,omitempty"`  // what Since is: bought, firmware or certificate
	Due   string   `json:"due,omitempty"`   // YYYY or YYYY-MM-DD, where a date is known
}
