package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// Decode reads the one YAML document of data into out, a pointer. Struct fields
// are named as with yaml.v3 (`yaml:"name"`); the options `required` (the key
// must be there) and `inline` (a struct whose keys belong to this mapping, or a
// map that takes the keys no other field has) are known, others are ignored.
// An empty document leaves out as it is. Every error is an *Error that reads
// "name:line: what, what to do".
func Decode(name string, data []byte, out any) error {
	return DecodeLimited(name, data, out, Limits{})
}

// DecodeLimited is Decode with limits other than the default ones.
func DecodeLimited(name string, data []byte, out any, limits Limits) error {
	return newDecoder().decode(name, data, out, limits)
}

func (d decoder) decode(name string, data []byte, out any, limits Limits) error {
	target := reflect.ValueOf(out)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return &Error{Name: name, Line: 1, Text: fmt.Sprintf("cannot be read into %T, give a pointer", out)}
	}
	root, err := parse(data, limits.orDefault())
	if err == nil && root != nil {
		err = d.decodeValue(root, target.Elem())
	}
	return located(name, err)
}

// located gives an error the name of the file, and a line where it has none.
func located(name string, err error) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		known.Name = name
		return known
	default:
		return &Error{Name: name, Line: 1, Text: err.Error()}
	}
}

// at is the error of a node; Decode adds the name.
func at(n *yaml.Node, format string, args ...any) error {
	return &Error{Line: max(n.Line, 1), Text: fmt.Sprintf(format, args...)}
}

// parse returns the root value of the document, or nil when it has none.
func parse(data []byte, limits Limits) (root *yaml.Node, err error) {
	if err := precheck(data, limits); err != nil {
		return nil, err
	}
	defer func() { // the library signals some faults of its own by panicking
		if fault := recover(); fault != nil {
			root, err = nil, fmt.Errorf("no YAML that can be read (%v), simplify the file", fault)
		}
	}()
	documents := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	if err := documents.Decode(&document); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, syntaxError(err)
	}
	if err := documents.Decode(&second); err == nil {
		return nil, at(&second, "a second document begins, keep one document in a file")
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxError(err)
	}
	left := limits.Nodes
	if err := checkNode(&document, limits.Depth, &left); err != nil {
		return nil, err
	}
	if len(document.Content) != 1 || isEmpty(document.Content[0]) {
		return nil, nil
	}
	return document.Content[0], nil
}

// precheck refuses what would be costly to parse before it is parsed.
func precheck(data []byte, limits Limits) error {
	if len(data) > limits.Bytes {
		return fmt.Errorf("longer than %d bytes, split the file", limits.Bytes)
	}
	if !utf8.Valid(data) {
		return &Error{Line: 1 + bytes.Count(data[:firstInvalid(data)], []byte("\n")), Text: "not UTF-8, save the file as UTF-8"}
	}
	// A value stands after one of these marks, in a flow mapping with its key;
	// prose has far fewer of them.
	values := 0
	for _, b := range data {
		switch b {
		case '\n', '?', ':', '-':
			values++
		case ',', '[', '{':
			values += 2
		}
	}
	if values > limits.Nodes {
		return fmt.Errorf("too many values in one file (limit %d), split the file", limits.Nodes)
	}
	return nil
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// checkNode refuses the parts of YAML that are not read, and what exceeds the
// limits, anywhere in the tree.
func checkNode(n *yaml.Node, depth int, left *int) error {
	*left--
	switch {
	case *left < 0:
		return at(n, "too many values in one file, split the file")
	case depth < 0:
		return at(n, "nested too deeply, flatten the file")
	case n.Kind == yaml.AliasNode:
		return at(n, "alias *%.40s, write the value out", n.Value)
	case n.Anchor != "":
		return at(n, "anchor &%.40s, write the value out where it is needed", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		return at(n, "tag %.40s, remove it", n.Tag)
	}
	for _, child := range n.Content {
		if err := checkNode(child, depth-1, left); err != nil {
			return err
		}
	}
	if n.Kind == yaml.MappingNode {
		return checkKeys(n)
	}
	return nil
}

func checkKeys(n *yaml.Node) error {
	seen := make(map[string]int, len(n.Content)/2)
	for key := range keys(n) {
		if key.Kind != yaml.ScalarNode {
			return at(key, "a key that is no text, write a plain word")
		}
		if key.Value == "<<" && isPlain(key) {
			return at(key, "merge key <<, write the keys out")
		}
		if line, twice := seen[key.Value]; twice {
			return at(key, "key %s stands twice, first on line %d, remove one", quote(key.Value), line)
		}
		seen[key.Value] = key.Line
	}
	return nil
}

// keys yields the keys of a mapping with their values.
func keys(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for content := n.Content; len(content) >= 2; content = content[2:] {
			if !yield(content[0], content[1]) {
				return
			}
		}
	}
}

var syntaxLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)`)

// syntaxError gives an error of the library the form of ours.
func syntaxError(err error) error {
	parts := syntaxLine.FindStringSubmatch(err.Error())
	if len(parts) != 3 {
		return err
	}
	line, _ := strconv.Atoi(parts[1]) // absent: the first line
	return &Error{Line: max(line, 1), Text: fmt.Sprintf("no valid YAML (%.200s), correct it", parts[2])}
}
