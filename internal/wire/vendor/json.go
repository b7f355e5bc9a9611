package vendor

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"camorigin/internal/wire/charset"
)

// maxJSONDepth bounds nested objects and lists.
const maxJSONDepth = 32

// jsonFields reads the first JSON object in an answer and returns its scalar
// members, named by their path with dots between. A cut document gives what
// came before the cut. Secrets are left out.
func jsonFields(raw []byte) fields {
	start := bytes.IndexByte(raw, '{')
	if start < 0 {
		return nil
	}
	text := charset.Decode(raw[start:], "")
	w := jsonWalker{decoder: json.NewDecoder(strings.NewReader(text))}
	w.decoder.UseNumber()
	// The end of the document, of the depth or of its sense: what was read counts.
	_ = w.value("", 0)
	return w.fields
}

type jsonWalker struct {
	decoder *json.Decoder
	fields  fields
}

func (w *jsonWalker) value(path string, depth int) error {
	token, err := w.decoder.Token()
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Delim:
		if depth >= maxJSONDepth {
			return strconv.ErrRange
		}
		return w.members(path, depth+1, token == '{')
	case string:
		w.add(path, token)
	case json.Number:
		w.add(path, token.String())
	case bool:
		w.add(path, strconv.FormatBool(token))
	}
	return nil
}

func (w *jsonWalker) members(path string, depth int, object bool) error {
	for w.decoder.More() {
		member := path
		if object {
			key, err := w.decoder.Token()
			if err != nil {
				return err
			}
			name, _ := key.(string)
			member = strings.TrimPrefix(path+"."+name, ".")
		}
		if err := w.value(member, depth); err != nil {
			return err
		}
	}
	_, err := w.decoder.Token() // the closing sign
	return err
}

func (w *jsonWalker) add(path, value string) {
	if !secret(path) && len(path) <= 200 {
		w.fields.add(path, value)
	}
}

// within keeps the fields below a path and takes the path off their names;
// those elsewhere are kept only with one of the given names.
func (f fields) within(path string, others ...string) fields {
	var kept fields
	for _, field := range f {
		if name, ok := strings.CutPrefix(field.Name, path+"."); ok {
			kept.add(name, field.Value)
			continue
		}
		for _, other := range others {
			if field.Name == other {
				kept.add(field.Name, field.Value)
			}
		}
	}
	return kept
}
