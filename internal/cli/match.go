package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"camorigin/internal/evidence"
	"camorigin/internal/judge"
	"camorigin/internal/model"
)

func (a *app) matchCommand() *cobra.Command {
	var out outputFlags
	cmd := &cobra.Command{
		Use:   "match EVIDENCE...",
		Short: "Identify and assess from recorded evidence, without a network",
		Long: `match reads evidence files (JSON Lines, as "scan --evidence FILE" writes them; - is
standard input) and says of every host in them what scan would have said.`,
		Example: "  camorigin match evidence.jsonl -o report.html",
		Args:    needs("match", "an evidence file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.match(cmd, out, args)
		},
	}
	out.register(cmd.Flags())
	return cmd
}

func (a *app) match(cmd *cobra.Command, out outputFlags, names []string) error {
	started := a.sys.Now()
	dest, err := out.destination()
	if err != nil {
		return err
	}
	asOf, err := out.day(started)
	if err != nil {
		return err
	}
	j, err := out.knowledge(asOf)
	if err != nil {
		return err
	}
	recorded, bad := a.readEvidence(names)
	if len(recorded) == 0 && bad != nil {
		return bad
	}
	run := model.Run{Tool: "camorigin", Version: a.sys.Version, Command: "match", Started: started.UTC(), Targets: names, Gate: true}
	describe(&run, j)
	run.Ended = a.sys.Now().UTC()
	if bad != nil {
		run.Incomplete = true
		run.Reasons = append(run.Reasons, "some lines of evidence could not be read")
	}
	made, err := out.judgeAll(j, run, judge.Capture{Evidence: recorded})
	if err != nil {
		return err
	}
	return errors.Join(a.deliver(cmd, dest, out.lang, made.result), bad)
}

// readEvidence reads what can be read of the files, and joins what could not.
func (a *app) readEvidence(names []string) ([]model.Evidence, error) {
	var (
		all  []model.Evidence
		errs []error
	)
	for _, name := range names {
		list, err := a.readEvidenceFile(name)
		all = append(all, list...)
		errs = append(errs, err)
	}
	return all, errors.Join(errs...)
}

func (a *app) readEvidenceFile(name string) ([]model.Evidence, error) {
	var r io.Reader = a.sys.Stdin
	if name == "-" {
		name = "standard input"
	} else {
		file, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("evidence: %w", err)
		}
		defer func() { _ = file.Close() }()
		r = file
	}
	var (
		list []model.Evidence
		errs []error
	)
	for e, err := range evidence.Read(r, name) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		list = append(list, e)
	}
	if len(list) == 0 && len(errs) == 0 {
		return nil, fmt.Errorf("%s: no evidence in it; it should hold one JSON object a line", name)
	}
	return list, errors.Join(errs...)
}

// needs refuses a command line without arguments and says what is missing.
func needs(command, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%s needs %s; camorigin %s --help shows how", command, what, command)
		}
		return nil
	}
}
