package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"camorigin/internal/inventory"
	"camorigin/internal/inventory/show"
	"camorigin/internal/report"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	out     outputFlags
	against string
}

func (a *app) diffCommand() *cobra.Command {
	var flags diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD.json NEW.json | diff NEW.json --against LIST.csv",
		Short: "Say what changed from one result to the next, or against a list",
		Long: `diff compares two results that were saved with -o result.json: which devices are new,
gone, moved to another address, or changed. A device is known again by its MAC
address, serial number, certificate or ONVIF endpoint, and else by its address.
A device at an address that was silent or was not tried is "not seen", never "gone".

--against compares the newer result with a list of devices: a CSV file whose header
row names columns such as address (or ip), mac, serial, brand, model and site.`,
		Example: `  camorigin diff monday.json tuesday.json
  camorigin diff monday.json tuesday.json --fail-on new:high -o diff.md
  camorigin diff result.json --against inventory.csv`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.diff(cmd, flags, args) },
	}
	set := cmd.Flags()
	set.StringArrayVarP(&flags.out.outputs, "output", "o", nil, "write the comparison to `FILE`, FORMAT=FILE or - (standard output); may be repeated")
	set.StringVar(&flags.out.format, "format", "", "format on standard output: "+strings.Join(show.Formats(), ", ")+" (default: table)")
	set.StringVar(&flags.against, "against", "", "compare with the list of devices in `LIST.csv`")
	set.StringVar(&flags.out.failOn, "fail-on", "", "exit with 3 when a finding has this `SEVERITY` or a higher one: info, low, medium, high, critical; of two results, only new findings count")
	return cmd
}

func (a *app) diff(cmd *cobra.Command, flags diffFlags, args []string) error {
	if err := flags.check(args); err != nil {
		return err
	}
	dest, err := flags.destination()
	if err != nil {
		return err
	}
	document, failed, err := a.compare(flags, args, dest.failOn)
	if err != nil {
		return err
	}
	var errs []error
	for _, out := range dest.outputs {
		errs = append(errs, writeDocument(cmd.OutOrStdout(), out, document))
	}
	return errors.Join(append(errs, failed)...)
}

// check refuses command lines that do not say what to compare.
func (f diffFlags) check(args []string) error {
	switch {
	case len(args) == 2:
	case len(args) == 1 && f.against != "":
		if strings.HasPrefix(f.out.failOn, newPrefix) {
			return errors.New("--fail-on new: looks at what is new in a second result; give an older and a newer one")
		}
	case len(args) < 2:
		return errors.New("diff needs an older and a newer result, or one result and --against LIST.csv; camorigin diff --help shows how")
	default:
		return fmt.Errorf("diff compares two results; got %d (merge joins the results of several places)", len(args))
	}
	if len(args) == 2 && args[0] == "-" && args[1] == "-" {
		return errors.New("only one of the results can come from standard input")
	}
	return nil
}

// destination says where the comparison goes, checked before any work is done.
func (f diffFlags) destination() (destination, error) {
	out := f.out
	if severity, ok := strings.CutPrefix(out.failOn, newPrefix); ok {
		out.failOn = severity // what a comparison looks at is new anyway
	}
	dest, err := out.destination()
	errs := []error{err}
	for _, o := range dest.outputs {
		if !slices.Contains(show.Formats(), o.Format) {
			errs = append(errs, fmt.Errorf("a comparison has no format %q; known are %s", o.Format, strings.Join(show.Formats(), ", ")))
		}
	}
	return dest, errors.Join(errs...)
}

// compare reads and compares; failed says that new findings reach the threshold.
func (a *app) compare(flags diffFlags, args []string, limit threshold) (document show.Document, failed, err error) {
	after, err := a.readResult(args[len(args)-1])
	if err != nil {
		return document, nil, err
	}
	if len(args) == 2 {
		before, err := a.readResult(args[0])
		if err != nil {
			return document, nil, err
		}
		diff := inventory.Compare(before, after)
		diff.Old.Name, diff.New.Name = args[0], args[1]
		document.Diff = &diff
		limit.baseline = &before
	}
	failed = limit.check(after)
	if flags.against != "" {
		items, err := readList(flags.against)
		if err != nil {
			return document, nil, err
		}
		list := inventory.Reconcile(items, after)
		list.Name, list.Result.Name = flags.against, args[len(args)-1]
		document.List = &list
	}
	return document, failed, nil
}

func readList(name string) ([]inventory.Item, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--against: %w", err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, inventory.MaxList+1))
	if err != nil {
		return nil, fmt.Errorf("--against: %w", err)
	}
	return inventory.ReadList(name, data)
}

func writeDocument(stdout io.Writer, out report.Output, document show.Document) error {
	write := func(w io.Writer) error { return show.Write(w, out.Format, document) }
	if out.Path != report.Stdout {
		return report.Save(out.Path, write)
	}
	if err := write(stdout); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}
