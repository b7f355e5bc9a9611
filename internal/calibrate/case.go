package calibrate

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"camorigin/internal/evidence"
	"camorigin/internal/model"
)

// Case is one device: what it said, and what it is known to be. Unknown keys of
// its JSON form are ignored.
type Case struct {
	Name      string           `json:"case"`
	Evidence  []model.Evidence `json:"evidence"`
	Expect    Expect           `json:"expect"`
	Ambiguous bool             `json:"ambiguous"` // a shared stack: naming anybody is a mistake
	Auth      string           `json:"auth"`      // "none" or empty; otherwise the answer was given only to credentials
}

// Expect is the label of a case; what is empty is not known.
type Expect struct {
	Surveillance bool   `json:"surveillance"`
	Vendor       string `json:"vendor"`
	Brand        string `json:"brand"`
}

// anonymous reports whether the answers were given without credentials: the
// program never gives any, so others say nothing about it.
func (c Case) anonymous() bool { return c.Auth == "" || c.Auth == "none" }

// labelled reports whether it is known what the device should be called.
func (c Case) labelled() bool { return c.Ambiguous || c.Expect.Vendor != "" || c.Expect.Brand != "" }

// Read reads cases, one JSON object a line. A line that is no case gives an
// error that names the input and the line, and reading goes on; an error of the
// reader itself, or a line of more than evidence.MaxLine, ends it.
func Read(r io.Reader, name string) iter.Seq2[Case, error] {
	return func(yield func(Case, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, evidence.MaxLine)
		number := 0
		for lines.Scan() {
			number++
			if len(lines.Bytes()) == 0 {
				continue
			}
			c, err := parse(lines.Bytes())
			if err != nil {
				err = fmt.Errorf("%s:%d: %w", name, number, err)
			}
			if !yield(c, err) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(Case{}, fmt.Errorf("%s:%d: %w", name, number+1, err))
		}
	}
}

func parse(line []byte) (Case, error) {
	var c Case
	if err := json.Unmarshal(line, &c); err != nil {
		return Case{}, fmt.Errorf("not a labelled case: %w", err)
	}
	if len(c.Evidence) == 0 {
		return Case{}, errors.New(`no "evidence": a case is {"case", "evidence": [...], "expect": {...}}`)
	}
	for i := range c.Evidence {
		if c.Evidence[i].Protocol == "" {
			return Case{}, errors.New(`evidence without "protocol": say what was asked, such as "http"`)
		}
		c.Evidence[i].Host = c.Name
	}
	return c, nil
}
