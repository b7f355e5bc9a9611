package strictyaml

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGeneric(t *testing.T) {
	const input = "- {id: one, certainty: 0.8, quoted: '0.8', yes: true, list: [1, a], '': x}\n- text\n"
	got, err := Generic("a.yaml", []byte(input))
	if err != nil {
		t.Fatal(err)
	}
	want := []any{
		map[string]any{"id": "one", "certainty": json.Number("0.8"), "quoted": "0.8", "yes": true, "list": []any{json.Number("1"), "a"}, "": "x"},
		"text",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got, err := Generic("a.yaml", nil); got != nil || err != nil {
		t.Errorf("of nothing got %v, %v, want nothing", got, err)
	}
}

func TestGenericRefuses(t *testing.T) {
	for _, c := range []struct{ name, input, want string }{
		{"anchor", "a: &x 1", "a.yaml:1: anchor"},
		{"twice", "a: 1\na: 2", "a.yaml:2: key"},
		{"octal", "a: 0554", "octal"},
		{"no_value", "a:", "no value"},
		{"in_a_list", "- [0x10]", "another base"},
		{"no_yaml", "a: [", "no valid YAML"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Generic("a.yaml", []byte(c.input)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}
