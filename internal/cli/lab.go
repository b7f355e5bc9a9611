package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"camorigin/internal/lab"
)

// labFlags say which simulated devices are served.
type labFlags struct {
	only    []string
	dirs    []string
	base    string
	hostile bool
	list    bool
}

func (a *app) labCommand() *cobra.Command {
	var flags labFlags
	cmd := &cobra.Command{
		Use:   "lab",
		Short: "Serve simulated cameras on loopback, for training and tests",
		Long: `lab serves simulated cameras, recorders and other devices on loopback addresses and
high ports, prints the command that scans them, and ends with Ctrl-C. It then says
what each device had to bear.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.lab(cmd, flags) },
	}
	cmd.Flags().StringSliceVar(&flags.only, "only", nil, "serve only the personalities with these `ID`s")
	cmd.Flags().StringArrayVar(&flags.dirs, "personalities", nil, "also serve the personalities in `DIR`; may be repeated")
	cmd.Flags().StringVar(&flags.base, "base", "", "loopback `ADDRESS` of the first device (default: 127.77.0.1)")
	cmd.Flags().BoolVar(&flags.hostile, "hostile", false, "also serve devices that misbehave on purpose")
	cmd.Flags().BoolVar(&flags.list, "list", false, "list the personalities and end")
	return cmd
}

// personalities picks what the flags ask for.
func (f labFlags) personalities() ([]lab.Personality, error) {
	all, err := lab.Builtin()
	if err != nil {
		return nil, err
	}
	for _, dir := range f.dirs {
		more, err := lab.LoadAll(os.DirFS(dir))
		if err != nil {
			return nil, fmt.Errorf("--personalities %s: %w", dir, err)
		}
		all = append(all, more...)
	}
	if len(f.only) > 0 {
		return lab.Select(all, f.only...)
	}
	if !f.hostile {
		all = lab.Benign(all)
	}
	return all, nil
}

func (a *app) lab(cmd *cobra.Command, flags labFlags) error {
	personalities, err := flags.personalities()
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	if flags.list {
		return listPersonalities(out, personalities)
	}
	served, err := flags.start(cmd.Context(), personalities)
	if err != nil {
		return err
	}
	defer served.Close()
	a.endless = true
	if err := announce(out, served); err != nil {
		return err
	}
	<-cmd.Context().Done()
	return account(out, served)
}

// start serves the personalities; where there is only one loopback address, the
// message says how to go on.
func (f labFlags) start(ctx context.Context, personalities []lab.Personality) (*lab.Lab, error) {
	options := lab.Options{Personalities: personalities}
	if f.base != "" {
		base, err := netip.ParseAddr(f.base)
		if err != nil || !base.IsLoopback() {
			return nil, fmt.Errorf("--base %q is no loopback address; write it as 127.77.0.1", f.base)
		}
		options.Base = base
	}
	served, err := lab.Start(ctx, options)
	if errors.Is(err, lab.ErrOneAddress) {
		return nil, fmt.Errorf("%w; serve one personality at a time with --only ID (lab --list names them)", err)
	}
	return served, err
}

func announce(w io.Writer, served *lab.Lab) error {
	t := plainTable("address", "simulates")
	for _, d := range served.Devices() {
		t.AppendRow(table.Row{d.Addr(), d.Personality().Name})
	}
	_, err := fmt.Fprintf(w, "%s\n\nscan them with:\n  %s\n\nCtrl-C ends the lab.\n", t.Render(), served.ScanCommand())
	return err
}

// account prints what each device had to bear.
func account(w io.Writer, served *lab.Lab) error {
	t := plainTable("address", "simulates", "connections", "at once", "requests", "TLS", "bytes out")
	for _, d := range served.Devices() {
		c := d.Counters()
		t.AppendRow(table.Row{d.Addr(), d.Personality().Name, c.Connections, c.MaxAtOnce, c.Requests, c.TLSHandshakes, c.BytesOut})
	}
	text := t.Render()
	if excess := served.Violations(); len(excess) > 0 {
		text += "\nover the budget of a device:\n  " + strings.Join(excess, "\n  ")
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

func listPersonalities(w io.Writer, personalities []lab.Personality) error {
	t := plainTable("id", "simulates", "hostile")
	for _, p := range personalities {
		hostile := ""
		if p.Hostile {
			hostile = "yes"
		}
		t.AppendRow(table.Row{p.ID, p.Name, hostile})
	}
	_, err := fmt.Fprintln(w, t.Render())
	return err
}

// plainTable is a table without borders.
func plainTable(header ...any) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.AppendHeader(table.Row(header))
	return t
}
