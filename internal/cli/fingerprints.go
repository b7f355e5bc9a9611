package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"camorigin/fingerprints"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
	"camorigin/internal/safetext"
)

func (a *app) fingerprintsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fingerprints",
		Short: "List, show, check, try, draft and measure the rules that identify devices",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		a.rulesListCommand(), a.rulesShowCommand(), a.rulesLintCommand(), a.rulesTestCommand(),
		a.rulesNewCommand(), a.rulesCoverageCommand(), a.rulesCalibrateCommand(), a.rulesDigestCommand(),
	)
	return cmd
}

func (a *app) rulesListCommand() *cobra.Command {
	var flags outputFlags
	cmd := &cobra.Command{
		Use:   "list [TEXT]",
		Short: "List the rules, or those whose line contains the text",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			set, err := flags.loadRules()
			if err != nil {
				return err
			}
			t := plainTable("rule", "field", "says", "certainty")
			for _, r := range set.Rules() {
				row := table.Row{r.ID, r.Field, fieldsOf(r.Says), r.Certainty}
				if len(args) == 0 || strings.Contains(strings.ToLower(fmt.Sprint(row...)), strings.ToLower(args[0])) {
					t.AppendRow(row)
				}
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), t.Render())
			return err
		},
	}
	flags.registerRules(cmd.Flags())
	return cmd
}

func (a *app) rulesShowCommand() *cobra.Command {
	var flags outputFlags
	cmd := &cobra.Command{
		Use:   "show RULE",
		Short: "Show one rule: what it looks for, what it says, and why",
		Args:  needs("fingerprints show", "a rule; camorigin fingerprints list names them"),
		RunE: func(cmd *cobra.Command, args []string) error {
			set, err := flags.loadRules()
			if err != nil {
				return err
			}
			rule, ok := set.Rule(args[0])
			if !ok {
				return fmt.Errorf("no rule %q; camorigin fingerprints list %s shows those with that text", args[0], args[0])
			}
			return showRule(cmd.OutOrStdout(), rule)
		},
	}
	flags.registerRules(cmd.Flags())
	return cmd
}

func (a *app) rulesLintCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lint [DIR...]",
		Short: "Check the built-in rules and those in folders",
		RunE: func(cmd *cobra.Command, args []string) error {
			kb, err := origin.Load(fingerprints.FS)
			if err != nil {
				return err
			}
			sources := []rules.Source{rules.Embedded(fingerprints.FS)}
			for _, dir := range args {
				sources = append(sources, userRules(dir))
			}
			problems := rules.Lint(kb, sources...)
			for _, p := range problems {
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), safetext.Limit(p.Error(), maxErrorLine)); err != nil {
					return err
				}
			}
			if len(problems) > 0 {
				return fmt.Errorf("%d problems in the rules", len(problems))
			}
			set, err := rules.LoadSources(kb, sources...)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d rules, no problems\n", set.Len())
			return err
		},
	}
}

func (a *app) rulesTestCommand() *cobra.Command {
	var flags outputFlags
	cmd := &cobra.Command{
		Use:   "test EVIDENCE...",
		Short: "Say which rules hold for recorded evidence, which nearly did, and why",
		Args:  needs("fingerprints test", "an evidence file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			j, err := flags.knowledge(a.sys.Now())
			if err != nil {
				return err
			}
			list, bad := a.readEvidence(args)
			w := cmd.OutOrStdout()
			for i, e := range list {
				answer := j.Extractor.Answer(i, e)
				title := strings.TrimSpace(fmt.Sprintf("%s %s %d %s", e.Host, e.Protocol, e.Port, e.Request))
				if err := explain(w, safetext.Line(title), j.Rules.Explain(answer)); err != nil {
					return err
				}
			}
			return bad
		},
	}
	flags.policy = "default"
	flags.registerRules(cmd.Flags())
	return cmd
}

// explain prints what the rules made of one answer.
func explain(w io.Writer, title string, list []rules.Explanation) error {
	if _, err := fmt.Fprintln(w, title); err != nil {
		return err
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "  no rule held or nearly held")
		return err
	}
	for _, x := range list {
		line := fmt.Sprintf("  held      %s (%s) says %s: %q", x.Rule, x.Field, fieldsOf(x.Says), safetext.Line(x.Value))
		if !x.Held {
			line = fmt.Sprintf("  not quite %s (%s): %s", x.Rule, x.Field, safetext.Line(x.Why))
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

func showRule(w io.Writer, r rules.Rule) error {
	t := plainTable()
	t.AppendRows([]table.Row{
		{"rule", r.ID}, {"file", fmt.Sprintf("%s:%d", r.File, r.Line)}, {"field", r.Field}, {"match", r.Match},
	})
	for _, c := range r.With {
		t.AppendRow(table.Row{"with", c.Field + " " + c.Match})
	}
	for _, c := range r.Unless {
		t.AppendRow(table.Row{"unless", c.Field + " " + c.Match})
	}
	t.AppendRows([]table.Row{{"says", fieldsOf(r.Says)}, {"certainty", r.Certainty}, {"source", r.Source}})
	_, err := fmt.Fprintln(w, t.Render())
	return err
}

// loadRules loads the rules without the rest of the data's judgement.
func (f *outputFlags) loadRules() (*rules.Set, error) {
	kb, err := origin.Load(f.data.FS())
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	return f.rules(kb)
}

// fieldsOf writes what a rule says, as "maker=axis, kind=camera".
func fieldsOf(s model.Says) string {
	var list []string
	for _, part := range []struct{ name, value string }{
		{"maker", s.Maker}, {"brand", s.Brand}, {"platform", s.Platform}, {"kind", s.Kind},
		{"model", s.Model}, {"firmware", s.Firmware}, {"serial", s.Serial}, {"mac", s.MAC},
	} {
		if part.value != "" {
			list = append(list, part.name+"="+safetext.Line(part.value))
		}
	}
	return strings.Join(list, ", ")
}
