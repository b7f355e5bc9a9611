package ui

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Widths of the bar itself, without its brackets.
const (
	leastBar = 10
	mostBar  = 30
)

// barLine is a state on one line of at most width columns. Where they are few,
// what matters least is left out: first the bar, then the rate, the count of
// addresses, the time that is left.
func barLine(s State, width int) string {
	head := fmt.Sprintf("%3d%%", s.percent())
	if s.Pass > 1 {
		head = fmt.Sprintf("pass %d %s", s.Pass, head)
	}
	parts := []string{head, found(s)}
	if s.Left >= time.Second {
		parts = append(parts, short(s.Left)+" left")
	}
	if s.Total > 0 {
		parts = append(parts, fmt.Sprintf("%d/%d", s.Done, s.Total))
	}
	if s.Rate > 0 {
		parts = append(parts, rate(s))
	}
	for len(parts) > 1 && columns(parts) > width {
		parts = parts[:len(parts)-1]
	}
	if room := width - columns(parts) - len(" []"); room >= leastBar {
		parts[0] += " [" + drawing(s.share(), min(room, mostBar)) + "]"
	}
	return strings.Join(parts, separator)
}

const separator = "  "

func columns(parts []string) int {
	n := len(separator) * (len(parts) - 1)
	for _, part := range parts {
		n += len(part)
	}
	return n
}

func drawing(share float64, width int) string {
	full := int(share * float64(width))
	return strings.Repeat("#", full) + strings.Repeat("-", width-full)
}

// jsonState is a state as other programs read it. Times are in seconds.
type jsonState struct {
	Event   string  `json:"event"`
	Pass    int     `json:"pass,omitempty"`
	Done    uint64  `json:"done"`
	Total   uint64  `json:"total"`
	Percent int     `json:"percent"`
	Alive   int     `json:"alive"`
	Cameras int     `json:"cameras"`
	Rate    float64 `json:"rate"`
	Left    float64 `json:"left,omitempty"`
	Elapsed float64 `json:"elapsed"`
	Last    bool    `json:"last,omitempty"`
}

func (p *Progress) json(s State) {
	line, err := json.Marshal(jsonState{
		Event: "progress", Pass: s.Pass, Done: s.Done, Total: s.Total, Percent: s.percent(), Alive: s.Alive, Cameras: s.Cameras,
		Rate: tenths(s.Rate), Left: tenths(s.Left.Seconds()), Elapsed: tenths(s.Elapsed.Round(100 * time.Millisecond).Seconds()), Last: s.Last,
	})
	if err != nil {
		return // a rate that is no number: there is nothing to show
	}
	p.line(string(line))
}

func tenths(n float64) float64 { return float64(int64(n*10)) / 10 }
