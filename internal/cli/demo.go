package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"camorigin/internal/target"
)

func (a *app) demoCommand() *cobra.Command {
	var out outputFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Scan simulated cameras on loopback and leave the report",
		Long: `demo starts the lab's simulated devices on loopback, scans them as scan would, prints
the table, writes report.html (or what -o says) and stops. Nothing leaves this machine.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd, out) },
	}
	out.register(cmd.Flags())
	return cmd
}

func (a *app) demo(cmd *cobra.Command, out outputFlags) error {
	if len(out.outputs) == 0 {
		out.outputs = []string{"report.html"}
	}
	simulated := labFlags{}
	personalities, err := simulated.personalities()
	if err != nil {
		return err
	}
	served, err := simulated.start(cmd.Context(), personalities)
	if err != nil {
		return fmt.Errorf("start the lab: %w", err)
	}
	defer served.Close()
	how := scanFlags{
		profile: "fast", deviceTimeout: defaultDeviceTimeout, maxHosts: target.DefaultMaxHosts,
		ports: portsText(served.Ports()), authorizedBy: "demo on this machine's loopback",
	}
	return a.scan(cmd, out, how, []string{served.Targets()})
}
