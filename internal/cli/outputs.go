package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"camorigin/internal/bundle"
	"camorigin/internal/i18n"
	"camorigin/internal/model"
	"camorigin/internal/report"
	"camorigin/internal/report/template"
	"camorigin/internal/report/words"
	"camorigin/internal/ui"
)

// outputFlags are the flags of every command that writes a result.
type outputFlags struct {
	outputs  []string
	format   string
	template string
	lang     string
	policy   string
	failOn   string
	asOf     string
	rulesDir []string

	data       dataFlag
	wholeRules bool // the command looks at the examples of rules

	decisions string
	prices    string
	currency  string
	baseline  string

	redact  redactFlags
	dossier *bundle.Bundle // that takes the place of the user's files, in verify
}

// register adds the flags of a command that judges evidence.
func (f *outputFlags) register(flags *pflag.FlagSet) {
	f.registerRender(flags)
	f.registerJudging(flags)
}

// registerJudging adds the flags that say how evidence is judged.
func (f *outputFlags) registerJudging(flags *pflag.FlagSet) {
	f.redact.register(flags)
	flags.StringVar(&f.policy, "policy", "default", "policy: a `NAME` or a file")
	flags.StringVar(&f.asOf, "as-of", "", "judge as of this day (`YYYY-MM-DD`; default: today)")
	flags.StringVar(&f.decisions, "decisions", "", "what was decided about devices and findings: a YAML `FILE`")
	flags.StringVar(&f.prices, "prices", "", "estimate with the prices in this YAML `FILE`")
	flags.StringVar(&f.currency, "currency", "", "estimate in this currency (`CODE` such as EUR)")
	f.registerRules(flags)
}

// registerRules adds the flags of a command that uses rules.
func (f *outputFlags) registerRules(flags *pflag.FlagSet) {
	flags.Var(&f.data, "data", "judge with the data in `DIR|ZIP` instead of the program's own")
	flags.StringArrayVar(&f.rulesDir, "fingerprints", nil, "add the rules in `DIR`; may be repeated")
}

// registerRender adds the flags of a command that only renders.
func (f *outputFlags) registerRender(flags *pflag.FlagSet) {
	flags.StringArrayVarP(&f.outputs, "output", "o", nil, "write a report to `FILE`, FORMAT=FILE or - (standard output); may be repeated")
	flags.StringVar(&f.format, "format", "", "format on standard output: "+strings.Join(formatNames(), ", ")+" (default: table)")
	f.registerLang(flags)
	registerCI(flags)
	flags.StringVar(&f.template, "template", "", "write standard output by the template in `FILE` (docs/TEMPLATES.md), in place of --format")
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 3 when a finding has this `SEVERITY` or a higher one: info, low, medium, high, critical; new:SEVERITY looks at those only that are not in the baseline")
	flags.StringVar(&f.baseline, "baseline", "", "what is known already, for --fail-on new:SEVERITY: an earlier `RESULT.json`")
}

// registerLang adds the flag for the language of results.
func (f *outputFlags) registerLang(flags *pflag.FlagSet) {
	flags.StringVar(&f.lang, "lang", i18n.English, "`LANGUAGE` of results: "+strings.Join(i18n.Languages(), ", "))
}

// words loads the language of results.
func (f *outputFlags) words() (*i18n.Localizer, error) {
	if f.lang != "" && !slices.Contains(i18n.Languages(), f.lang) {
		return nil, fmt.Errorf("--lang %q is no language of results; known are %s", f.lang, strings.Join(i18n.Languages(), ", "))
	}
	return i18n.Load(f.lang)
}

func formatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// destination says where results go, checked before any work is done.
type destination struct {
	outputs []report.Output
	failOn  threshold
	form    *template.Template // of standard output; nil where it has a format
	words   words.Words        // the language of results
}

// destination checks the flags and that every file can be written.
func (f *outputFlags) destination() (destination, error) {
	var (
		d    destination
		errs []error
	)
	for _, value := range f.outputs {
		out, err := report.ParseOutput(value)
		if err == nil && out.Path != report.Stdout {
			err = report.Check(out.Path)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		d.outputs = append(d.outputs, out)
	}
	if f.format != "" && !slices.Contains(formatNames(), f.format) {
		errs = append(errs, fmt.Errorf("unknown format %q; known are %s", f.format, strings.Join(formatNames(), ", ")))
	}
	failOn, err := f.threshold()
	if err != nil {
		errs = append(errs, err)
	}
	d.failOn = failOn
	form, err := f.ownForm(d.outputs)
	if err != nil {
		errs = append(errs, err)
	}
	d.form = form
	d.words.Localizer, err = f.words()
	if err != nil {
		errs = append(errs, err)
	}
	d.outputs = f.withStdout(d.outputs)
	return d, errors.Join(errs...)
}

// withStdout adds standard output where it was not named, and puts it last, so
// that a closed pipe never costs a file.
func (f *outputFlags) withStdout(outputs []report.Output) []report.Output {
	stdout := report.Output{Path: report.Stdout, Format: f.format}
	var files []report.Output
	for _, out := range outputs {
		if out.Path != report.Stdout {
			files = append(files, out)
			continue
		}
		if out.Format != "" {
			stdout.Format = out.Format
		}
	}
	if stdout.Format == "" {
		stdout.Format = "table"
	}
	return append(files, stdout)
}

// day is the day that everything is judged for.
func (f *outputFlags) day(now time.Time) (time.Time, error) {
	if f.asOf == "" {
		y, m, d := now.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC), nil
	}
	day, err := time.Parse(time.DateOnly, f.asOf)
	if err != nil {
		return time.Time{}, fmt.Errorf("--as-of %q is no day; write it as 2026-11-24", f.asOf)
	}
	return day, nil
}

// deliver writes the result everywhere and returns every failure, and the
// findings that the user wants to hear of.
func (a *app) deliver(cmd *cobra.Command, d destination, lang string, result model.Result) error {
	var errs []error
	for _, out := range d.outputs {
		if err := a.write(cmd, d, out, lang, result); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(append(errs, a.tellPipeline(cmd, lang, result), d.failOn.check(result))...)
}

func (a *app) write(cmd *cobra.Command, d destination, out report.Output, lang string, result model.Result) error {
	options := report.Options{Lang: lang, Words: d.words}
	if out.Path != report.Stdout {
		return report.Save(out.Path, func(w io.Writer) error { return report.Write(w, out.Format, result, options) })
	}
	w := cmd.OutOrStdout()
	options.Width = ui.Width(w, a.sys.Getenv)
	options.Color = ui.Color(w, a.globals.color, a.sys.Getenv)
	if err := d.print(w, out.Format, result, options); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// print writes standard output, by the template where there is one.
func (d destination) print(w io.Writer, format string, result model.Result, o report.Options) error {
	if d.form != nil {
		return d.form.Render(w, result)
	}
	return report.Write(w, format, result, o)
}
