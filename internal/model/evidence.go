package model

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"time"
	"unicode/utf8"
)

// Evidence is one question and its answer. Its JSON form is one line of an
// evidence file.
type Evidence struct {
	Host      string        // the address that answered; any non-empty text when replaying
	Site      string        // the place, part of the key
	Port      int           // 0 when the protocol has none
	Transport string        // "tcp" when empty, or "udp"
	TLS       bool          // the exchange ran inside TLS
	Protocol  string        // a name of the evidence vocabulary: http, rtsp, onvif ...
	Request   string        // short: method and path, or the kind of probe
	Response  []byte        // the answer as it came, possibly cut; nil when there was none
	Fields    Fields        // facts already extracted, where the raw answer is not at hand
	Outcome   Outcome       // why there is no (whole) answer; empty when there is
	At        time.Time     // zero when unknown
	Took      time.Duration // zero when unknown
}

// Fields maps a field name of the vocabulary to its values.
type Fields map[string][]string

// evidenceLine is the JSON form of Evidence.
type evidenceLine struct {
	Host      string     `json:"host"`
	Site      string     `json:"site,omitempty"`
	Port      int        `json:"port,omitempty"`
	Transport string     `json:"transport,omitempty"`
	TLS       bool       `json:"tls,omitempty"`
	Protocol  string     `json:"protocol"`
	Request   string     `json:"request,omitempty"`
	Response  *string    `json:"response,omitempty"`
	Encoding  string     `json:"encoding,omitempty"`
	Fields    Fields     `json:"fields,omitempty"`
	Error     Outcome    `json:"error,omitempty"`
	At        *time.Time `json:"at,omitempty"`
	TookMS    float64    `json:"took_ms,omitempty"`
}

// MarshalJSON writes the line; a response that is no valid UTF-8 is written in
// base64.
func (e Evidence) MarshalJSON() ([]byte, error) {
	line := evidenceLine{
		Host: e.Host, Site: e.Site, Port: e.Port, Transport: e.Transport, TLS: e.TLS,
		Protocol: e.Protocol, Request: e.Request, Fields: e.Fields, Error: e.Outcome,
		TookMS: float64(e.Took.Microseconds()) / 1000,
	}
	if e.Response != nil {
		text := string(e.Response)
		if !utf8.Valid(e.Response) {
			text, line.Encoding = base64.StdEncoding.EncodeToString(e.Response), "base64"
		}
		line.Response = &text
	}
	if !e.At.IsZero() {
		at := e.At.UTC()
		line.At = &at
	}
	return json.Marshal(line)
}

// UnmarshalJSON reads a line. Unknown keys are ignored; an unknown encoding or
// text that does not fit its encoding is an error.
func (e *Evidence) UnmarshalJSON(data []byte) error {
	var line evidenceLine
	if err := json.Unmarshal(data, &line); err != nil {
		return err
	}
	*e = Evidence{
		Host: line.Host, Site: line.Site, Port: line.Port, Transport: line.Transport, TLS: line.TLS,
		Protocol: line.Protocol, Request: line.Request, Fields: line.Fields, Outcome: line.Error,
		Took: time.Duration(math.Round(line.TookMS*1000)) * time.Microsecond,
	}
	if line.At != nil {
		e.At = *line.At
	}
	if line.Response == nil {
		return nil
	}
	raw, err := decodeResponse(*line.Response, line.Encoding)
	if err != nil {
		return err
	}
	e.Response = raw
	return nil
}

func decodeResponse(text, encoding string) ([]byte, error) {
	switch encoding {
	case "", "text":
		return []byte(text), nil
	case "hex":
		raw, err := hex.DecodeString(text)
		if err != nil {
			return nil, fmt.Errorf("response is not hexadecimal: %w", err)
		}
		return raw, nil
	case "base64":
		raw, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, fmt.Errorf("response is not base64: %w", err)
		}
		return raw, nil
	}
	return nil, fmt.Errorf("unknown encoding %q of response (text, hex and base64 are known)", encoding)
}

// MarshalJSON writes a single value as text and several as a list.
func (f Fields) MarshalJSON() ([]byte, error) {
	out := make(map[string]any, len(f))
	for name, values := range f {
		if len(values) == 1 {
			out[name] = values[0]
			continue
		}
		out[name] = values
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads a text, number or truth value, or a list of them, for
// each field.
func (f *Fields) UnmarshalJSON(data []byte) error {
	var in map[string]json.RawMessage
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*f = make(Fields, len(in))
	for name, raw := range in {
		values, err := fieldValues(raw)
		if err != nil {
			return fmt.Errorf("field %q: %w", name, err)
		}
		(*f)[name] = values
	}
	return nil
}

func fieldValues(raw json.RawMessage) ([]string, error) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	values := make([]string, 0, len(list))
	for _, item := range list {
		var text string
		if json.Unmarshal(item, &text) == nil {
			if string(item) != "null" {
				values = append(values, text)
			}
			continue
		}
		var scalar any
		if err := json.Unmarshal(item, &scalar); err != nil {
			return nil, err
		}
		switch scalar.(type) {
		case float64, bool:
			values = append(values, string(item))
		default:
			return nil, fmt.Errorf("want text, a number, or a list of them, got %.40s", item)
		}
	}
	return values, nil
}
