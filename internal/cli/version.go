package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"camorigin/internal/origin"
)

func (a *app) versionCommand() *cobra.Command {
	var data dataFlag
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its data",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kb, err := origin.Load(data.FS())
			if err != nil {
				return fmt.Errorf("data: %w", err)
			}
			table, err := data.prefixes()
			if err != nil {
				return fmt.Errorf("MAC prefixes: %w", err)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "camorigin %s (%s, %s/%s)\ndata of %s: %d companies, %d brands, %d lists\nMAC prefixes of %s, camera makers' blocks to %s: %d\n",
				a.sys.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH,
				kb.Newest(), len(kb.Companies()), len(kb.Brands()), len(kb.Lists()), table.Date(), table.Newest(), table.Len())
			return err
		},
	}
	cmd.Flags().Var(&data, "data", "speak of the data in `DIR|ZIP` instead of the program's own")
	return cmd
}
