package strictyaml

import (
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Plain scalars that some YAML readers take for something else than text.
var (
	plainInteger = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	plainFloat   = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	leadingZero  = regexp.MustCompile(`^[-+]?0[0-9_]+$`)
	otherBase    = regexp.MustCompile(`^[-+]?0[xXoObB][0-9a-fA-F_]+$`)
	sexagesimal  = regexp.MustCompile(`^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`)
	underscored  = regexp.MustCompile(`^[-+]?[0-9][0-9_.]*_[0-9_.]*$`)
	notFinite    = regexp.MustCompile(`^[-+]?\.(?i:inf|nan)$`)
)

func isPlain(n *yaml.Node) bool {
	const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return n.Kind == yaml.ScalarNode && n.Style&quoted == 0
}

// isEmpty reports whether the node is a value that was left out.
func isEmpty(n *yaml.Node) bool { return isPlain(n) && n.Value == "" }

// surprise says what another reader would make of a plain scalar, or nothing
// when the scalar reads the same everywhere.
func surprise(text string) string {
	if strings.IndexAny(text, "0123456789.+-~yYnNoOtTfF") != 0 {
		return "" // begins like nothing below: most texts do
	}
	switch strings.ToLower(text) {
	case "yes", "no", "on", "off", "y", "n", "true", "false":
		return "read as a truth value"
	case "~", "null":
		return "read as nothing"
	}
	switch {
	case leadingZero.MatchString(text):
		return "read as an octal number"
	case otherBase.MatchString(text):
		return "read as a number of another base"
	case sexagesimal.MatchString(text):
		return "read as a sexagesimal number"
	case underscored.MatchString(text):
		return "read as a number"
	case notFinite.MatchString(text):
		return "read as no finite number"
	}
	return ""
}

// text returns the text of a scalar as it is written.
func text(n *yaml.Node) (string, error) {
	switch {
	case n.Kind != yaml.ScalarNode:
		return "", at(n, "%s where a text is meant, write one value", kindName(n))
	case isEmpty(n):
		return "", at(n, "no value, write one ('' for an empty text) or remove the key")
	case isPlain(n) && surprise(n.Value) != "":
		return "", at(n, "%s may be %s, put it in quotes", quote(n.Value), surprise(n.Value))
	}
	return n.Value, nil
}

func boolean(n *yaml.Node) (bool, error) {
	if isPlain(n) && (n.Value == "true" || n.Value == "false") {
		return n.Value == "true", nil
	}
	return false, at(n, "%s where true or false is meant, write true or false", described(n))
}

func integer(n *yaml.Node, bits int) (int64, error) {
	if !isPlain(n) || !plainInteger.MatchString(n.Value) {
		return 0, at(n, "%s where a whole number is meant, write digits without leading zeros or quotes", described(n))
	}
	value, err := strconv.ParseInt(n.Value, 10, bits)
	if err != nil {
		return 0, at(n, "%s is out of range, write a smaller number", described(n))
	}
	return value, nil
}

func unsigned(n *yaml.Node, bits int) (uint64, error) {
	if !isPlain(n) || !plainInteger.MatchString(n.Value) {
		return 0, at(n, "%s where a whole number is meant, write digits without leading zeros or quotes", described(n))
	}
	value, err := strconv.ParseUint(n.Value, 10, bits)
	if err != nil {
		return 0, at(n, "%s is out of range, write a number from 0 to %d", described(n), ^uint64(0)>>(64-uint(bits)))
	}
	return value, nil
}

func float(n *yaml.Node) (float64, error) {
	if !isPlain(n) || !plainFloat.MatchString(n.Value) {
		return 0, at(n, "%s where a number is meant, write it like 0.8", described(n))
	}
	value, err := strconv.ParseFloat(n.Value, 64)
	if err != nil {
		return 0, at(n, "%s is out of range, write a smaller number", described(n))
	}
	return value, nil
}

// described names a value in an error.
func described(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode && !isEmpty(n) {
		return quote(n.Value)
	}
	return kindName(n)
}

func kindName(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isEmpty(n):
		return "nothing"
	}
	return "a text"
}

// quote shows text of the file on one line, shortened and without control
// characters.
func quote(text string) string {
	const longest = 60
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "..."
	}
	return strconv.QuoteToASCII(text)
}
