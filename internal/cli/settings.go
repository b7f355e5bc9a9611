package cli

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"camorigin/internal/config"
)

// applySettings gives the flags that were not given on the command line what
// the environment and the file of settings say.
func (a *app) applySettings(cmd *cobra.Command) error {
	userDir, err := os.UserConfigDir()
	if err != nil {
		userDir = "" // there is none to look in
	}
	settings, err := config.Load(config.Sources{
		Path:     a.globals.config,
		Search:   config.SearchPaths(userDir),
		Environ:  a.sys.Environ,
		ReadFile: os.ReadFile,
	})
	if err != nil {
		return err
	}
	return settings.Apply(commandFlags{cmd.Flags()})
}

// commandFlags are the flags of a command as package config wants them.
type commandFlags struct{ set *pflag.FlagSet }

func (f commandFlags) Has(name string) bool     { return f.set.Lookup(name) != nil }
func (f commandFlags) Changed(name string) bool { return f.set.Changed(name) }

func (f commandFlags) Set(name, value string) error { return f.set.Set(name, value) }
