package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"camorigin/fingerprints"
	"camorigin/internal/origin"
	"camorigin/internal/origin/oui"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its data",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kb, err := origin.Load(fingerprints.FS)
			if err != nil {
				return fmt.Errorf("embedded data: %w", err)
			}
			table, err := oui.Load()
			if err != nil {
				return fmt.Errorf("embedded MAC prefixes: %w", err)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "camorigin %s (%s, %s/%s)\ndata of %s: %d companies, %d brands, %d lists\nMAC prefixes of %s, camera makers' blocks to %s: %d\n",
				a.sys.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH,
				kb.Newest(), len(kb.Companies()), len(kb.Brands()), len(kb.Lists()), table.Date(), table.Newest(), table.Len())
			return err
		},
	}
}
