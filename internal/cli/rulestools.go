package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"camorigin/fingerprints"
	"camorigin/internal/author"
	"camorigin/internal/calibrate"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/report"
	"camorigin/internal/rules"
	"camorigin/internal/safetext"
)

func (a *app) rulesNewCommand() *cobra.Command {
	var (
		flags              outputFlags
		maker, brand, kind string
		max                int
	)
	cmd := &cobra.Command{
		Use:   "new EVIDENCE...",
		Short: "Draft rules from recorded evidence of one device",
		Long: `new looks for the texts in which a device differs from others, and writes rules for
them on standard output. They are drafts: "fingerprints lint" refuses them until their
author has said where the text was observed. Record the evidence of a device with
"scan ADDRESS --evidence FILE".`,
		Example: "  camorigin fingerprints new hall.jsonl --maker axis --kind camera > mine/hall.yaml",
		Args:    needs("fingerprints new", "an evidence file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			j, err := flags.knowledge(a.sys.Now())
			if err != nil {
				return err
			}
			says, err := saysOf(j.Knowledge, maker, brand, kind)
			if err != nil {
				return err
			}
			list, err := a.readEvidence(args)
			if err != nil {
				return err
			}
			answers := make([]model.Answer, len(list))
			for i, e := range list {
				answers[i] = j.Extractor.Answer(i, e)
			}
			drafts, read := author.Drafts(answers, author.Options{Says: says, Set: j.Rules, Max: max})
			if len(drafts) == 0 {
				return nothingTelling(read)
			}
			return author.WriteDrafts(cmd.OutOrStdout(), drafts, func(i int) string { return asked(list[i]) })
		},
	}
	cmd.Flags().StringVar(&maker, "maker", "", "who made the device: `NAME` or identifier")
	cmd.Flags().StringVar(&brand, "brand", "", "the name on the box: `NAME` or identifier")
	cmd.Flags().StringVar(&kind, "kind", "", "what it is: camera, recorder, encoder, doorbell, vms")
	cmd.Flags().IntVar(&max, "max", 3, "write at most `N` drafts")
	flags.policy, flags.wholeRules = "default", true
	flags.registerRules(cmd.Flags())
	return cmd
}

// saysOf checks the names that the drafts are to say.
func saysOf(kb *origin.KB, maker, brand, kind string) (model.Says, error) {
	says := model.Says{Kind: kind}
	var errs []error
	known := func(flag, name string, resolve func(string) (string, bool), id *string) {
		var ok bool
		if *id, ok = resolve(name); name != "" && !ok {
			errs = append(errs, fmt.Errorf("--%s %q: not in the data; add a file for it under fingerprints/makers", flag, name))
		}
	}
	known("maker", maker, kb.MakerID, &says.Maker)
	known("brand", brand, kb.BrandID, &says.Brand)
	if kind != "" && !model.Kind(kind).Surveillance() {
		errs = append(errs, fmt.Errorf("--kind %q: write one of camera, recorder, encoder, doorbell, vms", kind))
	}
	return says, errors.Join(errs...)
}

// nothingTelling says why there are no drafts.
func nothingTelling(read []string) error {
	if len(read) > 0 {
		return fmt.Errorf("nothing to draft: what tells something is read already, by %s", strings.Join(read, ", "))
	}
	return errors.New("nothing to draft: every text is one that others' devices say as well; " +
		"record more of the device (scan ADDRESS --evidence FILE)")
}

// asked names a question on one line, without the device's address.
func asked(e model.Evidence) string {
	return safetext.Line(strings.TrimSpace(fmt.Sprintf("%s %d %s", e.Protocol, e.Port, e.Request)))
}

func (a *app) rulesCoverageCommand() *cobra.Command {
	var (
		flags outputFlags
		file  string
	)
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "Say which makers the rules cover, and by which answers (Markdown)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			j, err := flags.knowledge(a.sys.Now())
			if err != nil {
				return err
			}
			return writePage(cmd, file, func(w io.Writer) error { return author.Coverage(w, j.Rules, j.Knowledge) })
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", report.Stdout, "write to `FILE`")
	flags.policy, flags.wholeRules = "default", true
	flags.registerRules(cmd.Flags())
	return cmd
}

func (a *app) rulesCalibrateCommand() *cobra.Command {
	var (
		flags               outputFlags
		file, format, about string
	)
	cmd := &cobra.Command{
		Use:   "calibrate LABELLED...",
		Short: "Measure on labelled evidence how often what is said is right",
		Long: `calibrate judges devices that are known and counts, for each family of answers and
each confidence, how many were named rightly. A line of LABELLED is
{"case": "...", "evidence": [...], "expect": {"vendor": "...", "brand": "..."}}.`,
		Args: needs("fingerprints calibrate", "a file of labelled evidence"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "markdown" && format != "json" {
				return fmt.Errorf("--format %q: write markdown or json", format)
			}
			day, err := flags.day(a.sys.Now())
			if err != nil {
				return err
			}
			j, err := flags.knowledge(day)
			if err != nil {
				return err
			}
			table, err := calibrate.Measure(j, labelledCases(args))
			if err != nil {
				return err
			}
			page := calibrate.Page{About: about, Command: "camorigin fingerprints calibrate LABELLED...", Rules: j.Rules.Len(), Data: string(j.Knowledge.Newest())}
			return writePage(cmd, file, func(w io.Writer) error {
				if format == "json" {
					lines := json.NewEncoder(w)
					lines.SetIndent("", "  ")
					return lines.Encode(table)
				}
				return table.Markdown(w, page)
			})
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", report.Stdout, "write to `FILE`")
	cmd.Flags().StringVar(&format, "format", "markdown", "markdown or json")
	cmd.Flags().StringVar(&about, "about", "", "what the evidence is, as a sentence for the page")
	cmd.Flags().StringVar(&flags.asOf, "as-of", "", "judge as of this day (`YYYY-MM-DD`; default: today)")
	flags.policy, flags.wholeRules = "default", true
	flags.registerRules(cmd.Flags())
	return cmd
}

// labelledCases reads the files one after the other.
func labelledCases(names []string) iter.Seq2[calibrate.Case, error] {
	return func(yield func(calibrate.Case, error) bool) {
		for _, name := range names {
			file, err := os.Open(name)
			if err != nil {
				yield(calibrate.Case{}, fmt.Errorf("labelled evidence: %w", err))
				return
			}
			more := true
			for c, err := range calibrate.Read(file, name) {
				if more = yield(c, err); !more {
					break
				}
			}
			_ = file.Close() // only read from
			if !more {
				return
			}
		}
	}
}

// writePage writes to standard output, or to a file, whole or not at all.
func writePage(cmd *cobra.Command, file string, render func(io.Writer) error) error {
	if file == report.Stdout {
		return render(cmd.OutOrStdout())
	}
	return report.Save(file, render)
}

// rulesDigestCommand makes the file that spares a start the reading of the rules.
func (a *app) rulesDigestCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:    "digest",
		Short:  "Make the digest of the built-in rules (for make generate)",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			data, err := rules.Digest(rules.Embedded(fingerprints.FS))
			if err != nil {
				return err
			}
			return writePage(cmd, file, func(w io.Writer) error {
				_, err := w.Write(data)
				return err
			})
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", report.Stdout, "write to `FILE`")
	return cmd
}
