package evidence

import (
	"encoding/json"
	"fmt"
	"io"

	"camorigin/internal/model"
	"camorigin/internal/wire/vendor"
)

// Write writes evidence, one line each, without the secrets that devices
// disclose.
func Write(w io.Writer, list ...model.Evidence) error {
	for _, e := range list {
		line, err := json.Marshal(Scrub(e))
		if err != nil {
			return fmt.Errorf("write evidence of %s: %w", e.Host, err)
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("write evidence of %s: %w", e.Host, err)
		}
	}
	return nil
}

// Scrub returns evidence without the secrets that some discovery protocols
// disclose, such as the key of a wireless network. Whatever keeps evidence
// keeps it scrubbed; scrubbing twice changes nothing more.
func Scrub(e model.Evidence) model.Evidence {
	e.Response = vendor.Scrub(e.Protocol, e.Response)
	if len(e.Fields) == 0 {
		return e
	}
	fields := make(model.Fields, len(e.Fields))
	for name, values := range e.Fields {
		for _, value := range values {
			fields[name] = append(fields[name], vendor.Withhold(name, value))
		}
	}
	e.Fields = fields
	return e
}
