package cli

import (
	"io"
	"testing"

	"camorigin/internal/config"
)

// later lists the keys whose flags belong to commands that are still to come.
var later = map[string]bool{
	"verify_alive": true, "interface": true,
}

func TestEverySettingIsAFlag(t *testing.T) {
	a := &app{sys: System{Stdout: io.Discard, Stderr: io.Discard}}
	cmd, _, err := a.root().Find([]string{"scan"})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range config.Keys() {
		name := config.FlagName(key)
		has := cmd.Flags().Lookup(name) != nil || cmd.InheritedFlags().Lookup(name) != nil
		if has == later[key] {
			t.Errorf("setting %s: scan has a flag --%s: got %v, want %v", key, name, has, !later[key])
		}
	}
}
