package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type files map[string]string

func (f files) read(name string) ([]byte, error) {
	text, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}

// flags is a command of a test: name to values; a nil list is a flag that was
// not set.
type flags struct {
	values map[string][]string
	given  []string
	refuse string
}

func (f flags) Has(name string) bool     { _, ok := f.values[name]; return ok }
func (f flags) Changed(name string) bool { return slices.Contains(f.given, name) }
func (f flags) Set(name, value string) error {
	if name == f.refuse {
		return fmt.Errorf("%q is not understood", value)
	}
	f.values[name] = append(f.values[name], value)
	return nil
}

const everything = `# settings of a town
profile: gentle
rate: 12.5
in_flight: 4
timeout: 500ms
ports: [80, "443:tls", 554]
exclude:
  - 10.0.0.0/30
  - 10.0.9.9
own_networks: 100.64.0.0/10
allow_public: true
max_hosts: 20000000
`

func TestApply(t *testing.T) {
	tests := []struct {
		name    string
		sources Sources
		given   []string
		want    string
	}{
		{"file", Sources{Search: []string{"camorigin.yaml"}}, nil,
			"allow-public=[true] exclude=[10.0.0.0/30 10.0.9.9] in-flight=[4] max-hosts=[20000000] own-networks=[100.64.0.0/10] ports=[80,443:tls,554] profile=[gentle] rate=[12.5] timeout=[500ms]"},
		{"flag_wins", Sources{Path: "small.yaml", Environ: []string{"CAMORIGIN_RATE=3"}}, []string{"rate"}, "in-flight=[9]"},
		{"environment_before_file", Sources{Path: "small.yaml", Environ: []string{"PATH=/bin", "CAMORIGIN_RATE=3"}}, nil, "in-flight=[9] rate=[3]"},
		{"empty_variable_says_nothing", Sources{Path: "small.yaml", Environ: []string{"CAMORIGIN_RATE="}}, nil, "in-flight=[9] rate=[7]"},
		{"environment_replaces_a_list", Sources{Search: []string{"list.yaml"}, Environ: []string{"CAMORIGIN_EXCLUDE=10.1.1.1"}}, nil, "exclude=[10.1.1.1]"},
		{"path_before_search", Sources{Path: "small.yaml", Search: []string{"camorigin.yaml"}}, nil, "in-flight=[9] rate=[7]"},
		{"path_from_environment", Sources{Search: []string{"camorigin.yaml"}, Environ: []string{"CAMORIGIN_CONFIG=small.yaml"}}, nil, "in-flight=[9] rate=[7]"},
		{"second_place", Sources{Search: []string{"none.yaml", "small.yaml", "camorigin.yaml"}}, nil, "in-flight=[9] rate=[7]"},
		{"no_file", Sources{Search: []string{"none.yaml"}}, nil, ""},
		{"empty_file", Sources{Path: "empty.yaml"}, nil, ""},
		{"other_command", Sources{Path: "other.yaml"}, nil, ""},
	}
	list := files{
		"camorigin.yaml": everything, "small.yaml": "rate: 7\nin_flight: 9\n", "empty.yaml": "# nothing yet\n",
		"list.yaml": "exclude: [10.0.0.1, 10.0.0.2]\n", "other.yaml": "decisions: decided.yaml\n",
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.sources.ReadFile = list.read
			settings, err := Load(test.sources)
			if err != nil {
				t.Fatal(err)
			}
			f := flags{values: map[string][]string{}, given: test.given}
			for _, name := range []string{"profile", "rate", "in-flight", "timeout", "ports", "exclude", "own-networks", "allow-public", "max-hosts"} {
				f.values[name] = nil
			}
			if err := settings.Apply(f); err != nil {
				t.Fatal(err)
			}
			if got := f.String(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func (f flags) String() string {
	var set []string
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		if f.values[name] != nil {
			set = append(set, fmt.Sprintf("%s=%v", name, f.values[name]))
		}
	}
	return strings.Join(set, " ")
}

func TestLoadMistakes(t *testing.T) {
	list := files{
		"typo.yaml":  "profile: gentle\nin_fligth: 3\n",
		"type.yaml":  "\nrate: fast\n",
		"twice.yaml": "rate: 1\nrate: 2\n",
		"octal.yaml": "ports: [0554]\n",
	}
	tests := []struct {
		name    string
		sources Sources
		want    string
	}{
		{"unknown_key", Sources{Path: "typo.yaml"}, `typo.yaml:2: unknown key "in_fligth", did you mean "in_flight"?`},
		{"wrong_type", Sources{Path: "type.yaml"}, "type.yaml:2:"},
		{"key_twice", Sources{Path: "twice.yaml"}, "twice.yaml:2:"},
		{"leading_zero", Sources{Path: "octal.yaml"}, "octal.yaml:1:"},
		{"named_file_missing", Sources{Path: "none.yaml"}, "--config: open none.yaml"},
		{"file_of_variable_missing", Sources{Environ: []string{"CAMORIGIN_CONFIG=none.yaml"}}, "CAMORIGIN_CONFIG: open none.yaml"},
		{"unknown_variable", Sources{Environ: []string{"CAMORIGIN_RAET=3"}}, `unknown variable "CAMORIGIN_RAET", did you mean CAMORIGIN_RATE?`},
		{"far_variable", Sources{Environ: []string{"CAMORIGIN_SOMETHING_ELSE=3"}}, `unknown variable "CAMORIGIN_SOMETHING_ELSE", remove it`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.sources.ReadFile = list.read
			_, err := Load(test.sources)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want one line with %q", err, test.want)
			}
		})
	}
}

func TestUnreadableFileIsNotPassedOver(t *testing.T) {
	refused := errors.New("permission denied")
	_, err := Load(Sources{Search: []string{"camorigin.yaml"}, ReadFile: func(string) ([]byte, error) { return nil, refused }})
	if !errors.Is(err, refused) {
		t.Errorf("got %v, want %v", err, refused)
	}
}

func TestApplySaysWhere(t *testing.T) {
	list := files{"camorigin.yaml": "# mine\nprofile: gentle\nports: 80\n"}
	tests := []struct {
		name, want string
		environ    []string
	}{
		{"file", `camorigin.yaml:3: ports: "80" is not understood`, nil},
		{"environment", `CAMORIGIN_PORTS: ports: "8O" is not understood`, []string{"CAMORIGIN_PORTS=8O"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			settings, err := Load(Sources{Path: "camorigin.yaml", Environ: test.environ, ReadFile: list.read})
			if err != nil {
				t.Fatal(err)
			}
			err = settings.Apply(flags{values: map[string][]string{"ports": nil, "profile": nil}, refuse: "ports"})
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestEveryKeyReachesItsFlag keeps the list of keys and the forms of their
// values together.
func TestEveryKeyReachesItsFlag(t *testing.T) {
	for _, key := range Keys() {
		var errs []error
		for _, value := range []string{"1", "1s", "true", "text"} {
			settings, err := Load(Sources{Path: "x", ReadFile: files{"x": key + ": " + value + "\n"}.read})
			if err != nil {
				errs = append(errs, err)
				continue
			}
			if got, ok := settings.Of(key); !ok || !slices.Equal(got.Values, []string{value}) || got.From != "x:1" {
				t.Errorf("%s: %s: got %+v", key, value, got)
			}
		}
		if len(errs) == 4 {
			t.Errorf("%s takes no value: %v", key, errs)
		}
	}
}

func TestKeysAreFlagNames(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range Keys() {
		if key == "" || seen[key] || strings.ContainsAny(key, "- ") || key != strings.ToLower(key) {
			t.Errorf("key %q is empty, double or not in lower case with underscores", key)
		}
		seen[key] = true
	}
	if got := FlagName("in_flight"); got != "in-flight" {
		t.Errorf("got %s, want in-flight", got)
	}
}

func TestSearchPaths(t *testing.T) {
	if got, want := SearchPaths(""), []string{"camorigin.yaml"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	want := []string{"camorigin.yaml", filepath.Join("home", "camorigin", "camorigin.yaml")}
	if got := SearchPaths("home"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzLoad(f *testing.F) {
	for _, text := range []string{everything, "rate: 0554", "{rate: 3, ports: 80}", "'rate': 1", "exclude: [a, [b]]"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		settings, err := Load(Sources{Path: "s.yaml", ReadFile: func(string) ([]byte, error) { return data, nil }})
		if err != nil {
			return
		}
		f := flags{values: map[string][]string{}}
		for _, key := range Keys() {
			f.values[FlagName(key)] = nil
		}
		if err := settings.Apply(f); err != nil {
			t.Errorf("settings that were read are not applied: %v", err)
		}
	})
}
