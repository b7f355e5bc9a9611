package ui

import (
	"bytes"
	"os"
	"testing"
)

func environment(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

func TestColor(t *testing.T) {
	tests := []struct {
		name string
		mode string
		env  map[string]string
		want bool
	}{
		{"pipe", ColorAuto, nil, false},
		{"always", ColorAlways, map[string]string{"NO_COLOR": "1", "TERM": "dumb"}, true},
		{"never", ColorNever, map[string]string{"CLICOLOR_FORCE": "1"}, false},
		{"forced", ColorAuto, map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{"forced_off", ColorAuto, map[string]string{"CLICOLOR_FORCE": "0"}, false},
		{"no_color_before_force", ColorAuto, map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, false},
		{"empty_no_color_says_nothing", ColorAuto, map[string]string{"NO_COLOR": "", "CLICOLOR_FORCE": "1"}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Color(&bytes.Buffer{}, test.mode, environment(test.env)); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestCheckColor(t *testing.T) {
	for _, mode := range []string{"auto", "always", "never"} {
		if err := CheckColor(mode); err != nil {
			t.Errorf("%s: got %v, want nil", mode, err)
		}
	}
	if err := CheckColor("yes"); err == nil || err.Error() != `--color "yes": write auto, always or never` {
		t.Errorf("got %v, want the choices", err)
	}
}

func TestWidth(t *testing.T) {
	for columns, want := range map[string]int{"": 80, "132": 132, "0": 80, "-5": 80, "wide": 80, "999999999": maxWidth} {
		if got := Width(&bytes.Buffer{}, environment(map[string]string{"COLUMNS": columns})); got != want {
			t.Errorf("COLUMNS=%q: got %d, want %d", columns, got, want)
		}
	}
}

func TestFileIsNoTerminal(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // a file of the test
	if Terminal(f) {
		t.Error("a file is taken for a terminal")
	}
	if s := OpenScreen(f, ColorAuto, environment(nil)); s.Live() || s.color {
		t.Error("a file gets a bar or colours")
	}
}
