package probe

import (
	"strings"

	"camorigin/internal/wire/message"
)

// Where is a part of the earlier answers of a device.
type Where string

// The parts that a clue can look at.
const (
	Head        Where = "head"        // status and header lines of HTTP answers
	Body        Where = "body"        // bodies of HTTP answers
	Stream      Where = "stream"      // RTSP answers, session descriptions included
	Certificate Where = "certificate" // the leaf certificate
	Service     Where = "service"     // answers of the ONVIF device service
)

// Clue is a text in an earlier answer that makes a question sensible. It only
// chooses questions: what a device is, rules say.
type Clue struct {
	Where Where
	Text  string // in lower case; holds when the part contains it, in any case
}

// maxClueText bounds the text kept of one part of one answer, in bytes.
const maxClueText = 64 << 10

// heard is the text of the answers so far, in lower case.
type heard map[Where][]string

func (h heard) add(where Where, text string) {
	if text != "" {
		h[where] = append(h[where], strings.ToLower(text[:min(len(text), maxClueText)]))
	}
}

// answer files an HTTP, RTSP or ONVIF answer.
func (h heard) answer(protocol Protocol, m message.Message) {
	var head strings.Builder
	head.WriteString(m.Proto + " " + m.Reason + "\n")
	for _, header := range m.Headers {
		head.WriteString(header.Raw + "\n")
	}
	switch protocol {
	case HTTP:
		h.add(Head, head.String())
		h.add(Body, string(m.Body))
	case RTSP:
		h.add(Stream, head.String()+string(m.Body[:min(len(m.Body), maxClueText)]))
	case ONVIF:
		h.add(Service, string(m.Body))
	}
}

// holds reports whether one of the clues is in the answers; no clue at all
// always holds.
func (h heard) holds(clues []Clue) bool {
	for _, clue := range clues {
		for _, text := range h[clue.Where] {
			if strings.Contains(text, clue.Text) {
				return true
			}
		}
	}
	return len(clues) == 0
}
