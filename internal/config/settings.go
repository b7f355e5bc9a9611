package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"camorigin/internal/strictyaml"
)

const (
	// FileName is the name of a file of settings.
	FileName = "camorigin.yaml"
	// prefix is what every variable of the environment begins with.
	prefix = "CAMORIGIN_"
	// pathVariable names the file of settings, as --config does.
	pathVariable = prefix + "CONFIG"
)

// Sources is where settings come from.
type Sources struct {
	Path     string   // what --config says; a file that must be there
	Search   []string // tried in turn without a Path; the first that is there is read
	Environ  []string // as os.Environ gives it
	ReadFile func(string) ([]byte, error)
}

// SearchPaths is where a file of settings is looked for: in the working
// directory, and in the user's configuration folder unless that is empty.
func SearchPaths(userConfigDir string) []string {
	paths := []string{FileName}
	if userConfigDir != "" {
		paths = append(paths, filepath.Join(userConfigDir, "camorigin", FileName))
	}
	return paths
}

// Setting is the values of one key, and where they stand.
type Setting struct {
	Values []string
	From   string // "camorigin.yaml:3" or the name of a variable
}

// Settings is what the environment and the file say.
type Settings struct {
	File string // the file that was read, or empty
	keys map[string]Setting
}

// Load reads the file and the environment. Each mistake is one line of the
// error.
func Load(s Sources) (Settings, error) {
	settings := Settings{keys: map[string]Setting{}}
	return settings, errors.Join(settings.readFile(s), settings.readEnviron(s.Environ))
}

// Of is the setting of a key that the environment or the file sets.
func (s Settings) Of(key string) (Setting, bool) {
	setting, ok := s.keys[key]
	return setting, ok
}

func (s *Settings) readFile(sources Sources) error {
	path, data, err := find(sources)
	if err != nil || path == "" {
		return err
	}
	var f file
	if err := strictyaml.Decode(path, data, &f); err != nil {
		return err
	}
	s.File = path
	f.texts(func(key string, values []string) {
		s.keys[key] = Setting{values, fmt.Sprintf("%s:%d", path, lineOf(string(data), key))}
	})
	return nil
}

// find reads the file that is named, else the first that is there.
func find(s Sources) (string, []byte, error) {
	named, by := s.Path, "--config"
	if named == "" {
		named, by = variable(s.Environ, pathVariable), pathVariable
	}
	if named != "" {
		data, err := s.ReadFile(named)
		if err != nil {
			return "", nil, fmt.Errorf("%s: %w; check the name of the file", by, err)
		}
		return named, data, nil
	}
	for _, path := range s.Search {
		data, err := s.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", nil, fmt.Errorf("settings: %w; name another file with --config", err)
		}
		return path, data, nil
	}
	return "", nil, nil
}

func variable(environ []string, name string) string {
	for _, entry := range environ {
		if n, value, _ := strings.Cut(entry, "="); n == name {
			return value
		}
	}
	return ""
}

// lineOf is the line of a key of a mapping that strictyaml has read. In a
// mapping that is written on one line it is the line of that.
func lineOf(text, key string) int {
	number := 0
	for line := range strings.Lines(text) {
		number++
		name, _, found := strings.Cut(line, ":")
		if found && strings.Trim(name, " '\"\ufeff") == key {
			return number
		}
	}
	return 1
}

// readEnviron takes over the variables; an empty one says nothing.
func (s *Settings) readEnviron(environ []string) error {
	known := make(map[string]string, len(Keys()))
	for _, key := range Keys() {
		known[prefix+strings.ToUpper(key)] = key
	}
	var errs []error
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, prefix) || name == pathVariable || value == "" {
			continue
		}
		key, ok := known[name]
		if !ok {
			errs = append(errs, unknownVariable(name, slices.Sorted(maps.Keys(known))))
			continue
		}
		s.keys[key] = Setting{[]string{value}, name}
	}
	return errors.Join(errs...)
}

func unknownVariable(name string, known []string) error {
	if near, ok := strictyaml.Nearest(name, known); ok {
		return fmt.Errorf("environment: unknown variable %s, did you mean %s?", strconv.QuoteToASCII(name), near)
	}
	return fmt.Errorf("environment: unknown variable %s, remove it; the names are those of the long flags, as in %s", strconv.QuoteToASCII(name), known[0])
}

// Flags is the flags of a command.
type Flags interface {
	Has(name string) bool         // the command has the flag
	Changed(name string) bool     // it was given on the command line
	Set(name, value string) error // called once for each value of a list
}

// Apply gives the flags of a command what the settings say, except those that
// were given on the command line. Settings of other commands are passed over.
// Each mistake is one line of the error and says where it stands.
func (s Settings) Apply(flags Flags) error {
	var errs []error
	for _, key := range Keys() {
		setting, ok := s.keys[key]
		name := FlagName(key)
		if !ok || !flags.Has(name) || flags.Changed(name) {
			continue
		}
		for _, value := range setting.Values {
			if err := flags.Set(name, value); err != nil {
				errs = append(errs, fmt.Errorf("%s: %s: %w", setting.From, key, err))
			}
		}
	}
	return errors.Join(errs...)
}
