package strictyaml

import (
	"encoding/json"

	"gopkg.in/yaml.v3"
)

// Generic reads the one YAML document of data into maps, lists, texts,
// json.Number and bool: what a tool that knows no types sees, such as the
// checker of a schema. It refuses what Decode refuses apart from unknown keys;
// plain numbers and truth values are no texts here. An empty document is nil.
func Generic(name string, data []byte) (any, error) {
	root, err := parse(data, Limits{}.orDefault())
	if err != nil || root == nil {
		return nil, located(name, err)
	}
	value, err := generic(root)
	return value, located(name, err)
}

func generic(n *yaml.Node) (any, error) {
	switch {
	case n.Kind == yaml.MappingNode:
		mapping := make(map[string]any, len(n.Content)/2)
		for key, value := range keys(n) {
			v, err := generic(value)
			if err != nil {
				return nil, err
			}
			mapping[key.Value] = v
		}
		return mapping, nil
	case n.Kind == yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			v, err := generic(item)
			if err != nil {
				return nil, err
			}
			list[i] = v
		}
		return list, nil
	case isPlain(n) && plainFloat.MatchString(n.Value):
		return json.Number(n.Value), nil
	case isPlain(n) && (n.Value == "true" || n.Value == "false"):
		return n.Value == "true", nil
	}
	return text(n)
}
