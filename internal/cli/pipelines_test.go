package cli

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"camorigin/internal/config"
	"camorigin/internal/strictyaml"
)

// moduleRoot is the folder of go.mod.
const moduleRoot = "../.."

func source(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(moduleRoot, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// action is action.yml, as far as GitHub knows it and we use it.
type action struct {
	Name        string            `yaml:"name"`
	Description string            `yaml:"description"`
	Author      string            `yaml:"author"`
	Branding    map[string]string `yaml:"branding"`
	Inputs      map[string]struct {
		Description string `yaml:"description"`
		Required    bool   `yaml:"required"`
		Default     string `yaml:"default"`
	} `yaml:"inputs"`
	Runs struct {
		Using string       `yaml:"using"`
		Steps []actionStep `yaml:"steps"`
	} `yaml:"runs"`
}

type actionStep struct {
	Name  string            `yaml:"name"`
	Uses  string            `yaml:"uses"`
	With  map[string]string `yaml:"with"`
	Shell string            `yaml:"shell"`
	Env   map[string]string `yaml:"env"`
	Run   string            `yaml:"run"`
}

func TestAction(t *testing.T) {
	var a action
	if err := strictyaml.Decode("action.yml", []byte(source(t, "action.yml")), &a); err != nil {
		t.Fatal(err)
	}
	script := source(t, ".ci/action")
	given := map[string]bool{}
	for _, step := range a.Runs.Steps {
		if step.Uses != "" && !strings.HasPrefix(step.Uses, "actions/") {
			t.Errorf("got a step from %s, want those of GitHub alone", step.Uses)
		}
		if step.Run != "" && step.Shell != "bash" {
			t.Errorf("%s: got shell %q, want bash, which a composite action has to name", step.Name, step.Shell)
		}
		if strings.Contains(step.Run, "${{") {
			t.Errorf("%s: got an expression in a script, where it is evaluated: %s", step.Name, step.Run)
		}
		for name, value := range step.Env {
			if !strings.Contains(script, "${"+name+":-") {
				t.Errorf("got the variable %s, which .ci/action does not read", name)
			}
			if input, ok := strings.CutPrefix(strings.Trim(value, "${} "), "inputs."); ok {
				given[input] = true
			}
		}
	}
	if got, want := slices.Sorted(maps.Keys(given)), slices.Sorted(maps.Keys(a.Inputs)); !slices.Equal(got, want) {
		t.Errorf("got inputs %v in the environment, want %v", got, want)
	}
}

// pipelineFiles are those that users copy into their pipelines.
func pipelineFiles() []string {
	return []string{"action.yml", ".ci/action", "docs/ci/gitlab.yml", "docs/CI.md", "Dockerfile"}
}

// TestVariablesOfPipelines holds that no file names a variable that the program
// would take for a setting which it does not have.
func TestVariablesOfPipelines(t *testing.T) {
	settings := map[string]bool{"CAMORIGIN_CONFIG": true}
	for _, key := range config.Keys() {
		settings["CAMORIGIN_"+strings.ToUpper(key)] = true
	}
	for _, path := range pipelineFiles() {
		for _, name := range regexp.MustCompile(`CAMORIGIN_[A-Z_]+`).FindAllString(source(t, path), -1) {
			if !settings[name] {
				t.Errorf("%s: got %s, which is no setting", path, name)
			}
		}
	}
}

// TestCommandsOfPipelines holds that the commands in the files have flags that
// exist.
func TestCommandsOfPipelines(t *testing.T) {
	a := &app{sys: System{Stdout: io.Discard, Stderr: io.Discard}}
	command := regexp.MustCompile(`camorigin"? (scan|match|report)\b([^\n]*)`)
	flag := regexp.MustCompile(` --([a-z-]+)`)
	commands := 0
	for _, path := range pipelineFiles() {
		for _, found := range command.FindAllStringSubmatch(source(t, path), -1) {
			commands++
			cmd, _, err := a.root().Find([]string{found[1]})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range flag.FindAllStringSubmatch(found[2], -1) {
				if cmd.Flags().Lookup(name[1]) == nil && cmd.InheritedFlags().Lookup(name[1]) == nil {
					t.Errorf("%s: got --%s, which %s does not have", path, name[1], found[1])
				}
			}
		}
	}
	if commands < 5 {
		t.Errorf("got %d commands, want those of %v", commands, pipelineFiles())
	}
}

func TestGoVersionsOfPipelines(t *testing.T) {
	version := regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(source(t, "go.mod"))
	if version == nil {
		t.Fatal("got no version in go.mod")
	}
	for _, path := range []string{"Dockerfile", "docs/ci/gitlab.yml"} {
		if !strings.Contains(source(t, path), "golang:"+version[1]) {
			t.Errorf("%s: got no image golang:%s, the version of go.mod", path, version[1])
		}
	}
}

func TestImageHasNoRoot(t *testing.T) {
	_, final, found := strings.Cut(source(t, "Dockerfile"), "\nFROM scratch\n")
	if !found || !strings.Contains(final, "\nUSER 65532:65532\n") || strings.Contains(final, "\nRUN ") {
		t.Errorf("got the last stage %q, want one from scratch with a user that is not root", final)
	}
}
