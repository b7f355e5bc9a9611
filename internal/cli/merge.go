package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"camorigin/internal/assess"
	"camorigin/internal/cost"
	"camorigin/internal/inventory"
	"camorigin/internal/model"
)

func (a *app) mergeCommand() *cobra.Command {
	var (
		out   outputFlags
		sites []string
	)
	cmd := &cobra.Command{
		Use:   "merge RESULT.json RESULT.json...",
		Short: "Join results of several places into one",
		Long: `merge joins results that were saved with -o result.json. Sites are those of the
results; --site NAME=FILE names the site of a result that has none, because two
places may use the same addresses (--site NAME: of every result that has none). A
host that several results have at the same site is taken from the one that saw it
last.`,
		Example: `  camorigin merge north.json south.json --site North=north.json --site South=south.json -o all.json -o report.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.merge(cmd, out, args, sites)
		},
	}
	out.registerRender(cmd.Flags())
	cmd.Flags().StringVar(&out.prices, "prices", "", "estimate with the prices in this YAML `FILE`")
	cmd.Flags().StringVar(&out.currency, "currency", "", "estimate in this currency (`CODE` such as EUR)")
	cmd.Flags().StringArrayVar(&sites, "site", nil, "`NAME=FILE`: the site of what names none in that result; may be repeated")
	return cmd
}

func (a *app) merge(cmd *cobra.Command, out outputFlags, names, sites []string) error {
	if len(names) < 2 {
		return fmt.Errorf("merge needs two results or more; got %d", len(names))
	}
	dest, err := out.destination()
	if err != nil {
		return err
	}
	siteOf, err := siteFlags(sites, names)
	if err != nil {
		return err
	}
	sources := make([]inventory.Source, len(names))
	for i, name := range names {
		result, err := a.readResult(name)
		if err != nil {
			return err
		}
		sources[i] = inventory.Source{Name: name, Site: siteOf[name], Result: result}
	}
	result, err := inventory.Merge(sources)
	if err != nil {
		return err
	}
	result.Summary = assess.Summarise(result.Devices, result.Others, result.Findings, result.Coverage)
	if err := out.estimate(&result, a); err != nil {
		return err
	}
	return a.deliver(cmd, dest, out.lang, result)
}

// estimate says what replacing costs, for the day that the result is judged for.
func (f *outputFlags) estimate(result *model.Result, a *app) error {
	prices, err := f.priceList()
	if err != nil {
		return err
	}
	words, err := f.words()
	if err != nil {
		return err
	}
	f.asOf = result.Run.AsOf
	day, err := f.day(a.sys.Now())
	if err != nil {
		return fmt.Errorf("result: %w", err)
	}
	result.Costs = cost.Estimate(result.Devices, prices, day, words)
	return nil
}

// siteFlags maps files to sites: NAME=FILE names that of a file, which must be one
// of those to be joined, and NAME alone that of the others.
func siteFlags(flags, names []string) (map[string]string, error) {
	sites := make(map[string]string)
	everywhere := ""
	for _, text := range flags {
		name, file, ofFile := strings.Cut(text, "=")
		name = strings.TrimSpace(name)
		switch {
		case name == "":
			return nil, fmt.Errorf("--site %q names no site; write NAME=FILE, as in North=north.json", text)
		case !ofFile:
			everywhere = name
		case !slices.Contains(names, file):
			return nil, fmt.Errorf("--site %q: %q is not among the results to be joined", text, file)
		case sites[file] != "":
			return nil, fmt.Errorf("--site: %s is at %q and at %q; give one", file, sites[file], name)
		default:
			sites[file] = name
		}
	}
	for _, file := range names {
		sites[file] = cmp.Or(sites[file], everywhere)
	}
	return sites, nil
}
