package cli

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"camorigin/internal/ui"
)

// globals are the flags that every command has.
type globals struct {
	verbose  bool
	quiet    bool
	color    string
	config   string
	progress string
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "camorigin",
		Short: "Find the surveillance cameras on a network and say whose they are",
		Long: `camorigin finds surveillance cameras and recorders on a network and says, for
each: which brand is on the box, who really made it, who controls that maker,
and what follows from that. It never logs in and never changes a device.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	flags := root.PersistentFlags()
	flags.BoolVarP(&a.globals.verbose, "verbose", "v", false, "say more about what is done")
	flags.BoolVarP(&a.globals.quiet, "quiet", "q", false, "say only errors")
	flags.StringVar(&a.globals.color, "color", "auto", "colour: auto, always or never")
	flags.StringVar(&a.globals.config, "config", "", "file of settings (default: camorigin.yaml here or in the user's configuration folder)")
	flags.StringVar(&a.globals.progress, "progress", "auto", "progress: auto, plain, json or none")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	})
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) }
	root.AddCommand(
		a.scanCommand(), a.matchCommand(), a.reportCommand(), a.diffCommand(), a.mergeCommand(), a.labCommand(), a.demoCommand(),
		a.bundleCommand(), a.verifyCommand(), a.explainCommand(), a.fingerprintsCommand(), a.policyCommand(), a.versionCommand(),
	)
	return root
}

// settle applies the settings from the environment and the file to the flags
// that were not given, and checks the global ones.
func (a *app) settle(cmd *cobra.Command) error {
	if err := a.applySettings(cmd); err != nil {
		return err
	}
	if a.globals.verbose && a.globals.quiet {
		return errors.New("--verbose and --quiet contradict each other; give one of them")
	}
	pipeline, err := pipelineOf(cmd, a.sys.Getenv)
	a.pipeline = pipeline
	_, progressErr := ui.ParseProgress(a.globals.progress)
	return errors.Join(err, progressErr, ui.CheckColor(a.globals.color))
}

// progressMode is how progress is shown; settle has checked it.
func (a *app) progressMode() ui.ProgressMode {
	mode, err := ui.ParseProgress(a.globals.progress)
	if err != nil || a.globals.quiet {
		return ui.ProgressNone
	}
	return a.pipeline.progressIn(mode)
}

// log is the logger of this run; it writes to Stderr only.
func (a *app) log(screen *ui.Screen) *slog.Logger {
	level := slog.LevelInfo
	switch {
	case a.globals.verbose:
		level = slog.LevelDebug
	case a.globals.quiet:
		level = slog.LevelError
	}
	return ui.NewLogger(screen, level)
}
