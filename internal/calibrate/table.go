package calibrate

import (
	"cmp"
	"slices"

	"camorigin/internal/model"
)

// TooFew is the number of names below which a share says nothing.
const TooFew = 20

// Table is what came of a measurement.
type Table struct {
	Totals   Totals    `json:"totals"`
	Bins     []Bin     `json:"bins"`     // by family and confidence, without empty ones
	Verdicts []Bin     `json:"verdicts"` // by verdict, without empty ones
	Mistakes []Mistake `json:"mistakes"`
}

// Totals counts cases. All but the first are parts of it.
type Totals struct {
	Cases       int `json:"cases"`
	Credentials int `json:"credentials"` // answered only to credentials: left out
	Unnamed     int `json:"unnamed"`     // nobody was named
	Unlabelled  int `json:"unlabelled"`  // somebody was named, and the label does not say who it is
	Right       int `json:"right"`
	Wrong       int `json:"wrong"`
}

// Bin is the names of one family at one confidence, or of one verdict.
type Bin struct {
	Family     string  `json:"family,omitempty"`
	Confidence string  `json:"confidence,omitempty"`
	Verdict    string  `json:"verdict,omitempty"`
	Named      int     `json:"named"`
	Right      int     `json:"right"`
	Wrong      int     `json:"wrong"`
	TooFew     bool    `json:"too_few"`         // the share and its bounds are then left out
	Share      float64 `json:"share,omitempty"` // of right names
	Low        float64 `json:"low,omitempty"`   // bounds of the 95 % interval (Wilson)
	High       float64 `json:"high,omitempty"`
}

// Mistake is a case whose name was wrong.
type Mistake struct {
	Case       string        `json:"case"`
	Ambiguous  bool          `json:"ambiguous,omitempty"`
	Vendor     string        `json:"vendor,omitempty"` // of the label
	Brand      string        `json:"brand,omitempty"`
	Said       string        `json:"said"`
	Confidence float64       `json:"confidence"`
	Verdict    model.Verdict `json:"verdict"`
	Rules      []string      `json:"rules"`
}

// bounds are where the bins of confidence begin.
func bounds() []float64 { return []float64{0, 0.5, 0.8, 0.9} }

func binNames() []string {
	return []string{"below 0.5", "0.5 to 0.8", "0.8 to 0.9", "0.9 and more"}
}

// binOf is the bin of a confidence: the last one that begins at or below it.
func binOf(confidence float64) int {
	bin := 0
	for i, from := range bounds() {
		if confidence >= from {
			bin = i
		}
	}
	return bin
}

// families lists the rows in the order in which they are shown.
func families() []string {
	return []string{
		string(model.FamilyHTTP), string(model.FamilyTLS), string(model.FamilyRTSP), string(model.FamilyONVIF),
		string(model.FamilyDiscovery), string(model.FamilySNMP), string(model.FamilyBanner), string(model.FamilyMAC), Several, All,
	}
}

func (m *meter) table() Table {
	t := Table{Totals: m.totals, Bins: []Bin{}, Verdicts: []Bin{}, Mistakes: []Mistake{}}
	for _, family := range families() {
		for i, name := range binNames() {
			if bin, ok := newBin(m.bins[binKey{family, i}]); ok {
				bin.Family, bin.Confidence = family, name
				t.Bins = append(t.Bins, bin)
			}
		}
	}
	for _, verdict := range []model.Verdict{model.VerdictPossible, model.VerdictLikely, model.VerdictConfirmed} {
		if bin, ok := newBin(m.verdicts[verdict]); ok {
			bin.Verdict = string(verdict)
			t.Verdicts = append(t.Verdicts, bin)
		}
	}
	slices.SortStableFunc(m.mistakes, func(a, b Mistake) int {
		return cmp.Or(-cmp.Compare(a.Confidence, b.Confidence), cmp.Compare(a.Case, b.Case))
	})
	t.Mistakes = append(t.Mistakes, m.mistakes...)
	return t
}

// newBin makes a bin of a count; ok is false for an empty one.
func newBin(c count) (bin Bin, ok bool) {
	bin = Bin{Named: c.right + c.wrong, Right: c.right, Wrong: c.wrong}
	bin.TooFew = bin.Named < TooFew
	if !bin.TooFew {
		bin.Share = float64(bin.Right) / float64(bin.Named)
		bin.Low, bin.High = Wilson(bin.Right, bin.Named)
	}
	return bin, bin.Named > 0
}
