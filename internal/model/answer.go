package model

// Fact is one field of the vocabulary with one value.
type Fact struct {
	Field string
	Value string
}

// Answer is what one piece of evidence says, as facts. Facts of different
// answers are never joined by a rule.
type Answer struct {
	Index    int // of the evidence among the evidence of its device
	Family   Family
	Protocol string
	Port     int
	TLS      bool // the exchange ran inside TLS
	Facts    []Fact
}

// Values returns the values of a field, in the order in which the answer has
// them.
func (a Answer) Values(field string) []string {
	var values []string
	for _, f := range a.Facts {
		if f.Field == field {
			values = append(values, f.Value)
		}
	}
	return values
}

// Says is what a rule states about a device. Empty means that it says nothing.
// Maker, Brand and Platform are identifiers, not names.
type Says struct {
	Maker    string `yaml:"maker,omitempty" json:"maker,omitempty"`
	Brand    string `yaml:"brand,omitempty" json:"brand,omitempty"`
	Platform string `yaml:"platform,omitempty" json:"platform,omitempty"`
	Kind     string `yaml:"kind,omitempty" json:"kind,omitempty"`
	Model    string `yaml:"model,omitempty" json:"model,omitempty"`
	Firmware string `yaml:"firmware,omitempty" json:"firmware,omitempty"`
	Serial   string `yaml:"serial,omitempty" json:"serial,omitempty"`
	MAC      string `yaml:"mac,omitempty" json:"mac,omitempty"`
}

// Match is a rule that held for one answer of a device.
type Match struct {
	Rule      string
	Answer    int // Answer.Index
	Family    Family
	Field     string
	Value     string // the value that matched
	Says      Says
	Certainty float64
}
