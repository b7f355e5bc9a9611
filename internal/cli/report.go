package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	"camorigin/internal/i18n"
	"camorigin/internal/inventory"
	"camorigin/internal/model"
	"camorigin/internal/origin"
)

func (a *app) reportCommand() *cobra.Command {
	var out outputFlags
	cmd := &cobra.Command{
		Use:   "report RESULT.json",
		Short: "Render a saved result again, in any format",
		Long: `report renders a saved result again. Findings stay in the language in which they were
judged, except that with --lang what a check or a policy always says is put into that
language; to have all of it in another language, judge the evidence again with match.`,
		Example: "  camorigin report result.json -o report.html --format csv",
		Args:    needs("report", "a result that was saved with -o result.json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("report renders one result; got %d", len(args))
			}
			dest, err := out.destination()
			if err != nil {
				return err
			}
			result, err := a.readResult(args[0])
			if err != nil {
				return err
			}
			if err := out.retell(&result); err != nil {
				return err
			}
			return a.deliver(cmd, dest, out.lang, result)
		},
	}
	out.registerRender(cmd.Flags())
	return cmd
}

// retell puts the findings of a result into the language of results, as far as
// that can be done without judging again.
func (f *outputFlags) retell(result *model.Result) error {
	words, err := f.words()
	if err != nil || words.Language() == i18n.English {
		return err
	}
	kb, err := origin.Load(fingerprints.FS)
	if err != nil {
		return fmt.Errorf("embedded data: %w", err)
	}
	policies, err := embeddedPolicies(fingerprints.FS, kb)
	if err != nil {
		return err
	}
	assess.Retell(result, policies, words)
	return nil
}

// readResult reads a result of this program, from a file or standard input.
func (a *app) readResult(name string) (model.Result, error) {
	if name == "-" {
		return inventory.ReadResult(a.sys.Stdin, "standard input")
	}
	return openResult(name)
}

// openResult reads a result from a file.
func openResult(name string) (model.Result, error) {
	file, err := os.Open(name)
	if err != nil {
		return model.Result{}, fmt.Errorf("result: %w", err)
	}
	defer func() { _ = file.Close() }()
	return inventory.ReadResult(file, name)
}
