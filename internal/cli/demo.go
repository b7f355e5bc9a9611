package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"camorigin/internal/calibrate"
	"camorigin/internal/lab"
	"camorigin/internal/model"
	"camorigin/internal/report"
	"camorigin/internal/target"
)

func (a *app) demoCommand() *cobra.Command {
	var (
		out      outputFlags
		labelled string
	)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Scan simulated cameras on loopback and leave the report",
		Long: `demo starts the lab's simulated devices on loopback, scans them as scan would, prints
the table, writes report.html (or what -o says) and stops. Nothing leaves this machine.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd, out, labelled) },
	}
	out.register(cmd.Flags())
	cmd.Flags().StringVar(&labelled, "labelled", "", "also save what the devices said, with the truth about them, to `FILE` (for fingerprints calibrate)")
	return cmd
}

func (a *app) demo(cmd *cobra.Command, out outputFlags, labelled string) error {
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
	result, err := a.scan(cmd, out, how, []string{served.Targets()})
	if labelled == "" || result.Schema == "" {
		return err
	}
	return errors.Join(err, report.Save(labelled, func(w io.Writer) error { return writeLabelled(w, served, result) }))
}

// writeLabelled writes a line for each device of the lab: what it said, and what
// is true of it. A device of no maker is one on which a name would be a mistake.
func writeLabelled(w io.Writer, served *lab.Lab, result model.Result) error {
	said := make(map[string][]model.Evidence)
	for _, e := range result.Evidence {
		said[e.Host] = append(said[e.Host], e)
	}
	lines := json.NewEncoder(w)
	for _, d := range served.Devices() {
		want := d.Personality().Want
		err := lines.Encode(calibrate.Case{
			Name: d.Personality().ID, Evidence: said[d.Addr().String()],
			Expect:    calibrate.Expect{Surveillance: want.Surveillance, Vendor: want.Maker, Brand: want.Brand},
			Ambiguous: want.Surveillance && want.Maker == "",
		})
		if err != nil {
			return err
		}
	}
	return nil
}
