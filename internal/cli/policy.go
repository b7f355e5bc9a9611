package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"camorigin/fingerprints"
	"camorigin/internal/assess"
	explaining "camorigin/internal/explain"
	"camorigin/internal/i18n"
	"camorigin/internal/origin"
	"camorigin/internal/safetext"
	"camorigin/internal/ui"
)

func (a *app) policyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "List, show and check policies: what is flagged, and how gravely",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.policyListCommand(), a.policyShowCommand(), a.policyCheckCommand())
	return cmd
}

func (a *app) policyListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the policies that the program brings",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kb, err := origin.Load(fingerprints.FS)
			if err != nil {
				return fmt.Errorf("embedded data: %w", err)
			}
			policies, err := embeddedPolicies(fingerprints.FS, kb)
			if err != nil {
				return err
			}
			t := plainTable("policy", "name", "rules")
			for _, p := range policies {
				t.AppendRow(table.Row{p.ID, p.Name, len(p.Rules)})
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), t.Render())
			return err
		},
	}
}

func (a *app) policyShowCommand() *cobra.Command {
	var flags outputFlags
	cmd := &cobra.Command{
		Use:     "show NAME|FILE",
		Short:   "Show what a policy flags, and how gravely",
		Example: "  camorigin policy show us-federal-889\n  camorigin policy show ./ours.yaml",
		Args:    cobra.MatchAll(needs("policy show", "a policy; camorigin policy list names them"), cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			kb, err := origin.Load(fingerprints.FS)
			if err != nil {
				return fmt.Errorf("embedded data: %w", err)
			}
			policy, err := loadPolicy(fingerprints.FS, args[0], kb)
			if err != nil {
				return err
			}
			words, err := flags.words()
			if err != nil {
				return err
			}
			book := explaining.Book{KB: kb, Policies: []assess.Policy{policy}, AsOf: a.sys.Now(), Words: words}
			return a.writeTopics(cmd.OutOrStdout(), []explaining.Topic{book.Policy(policy)}, words)
		},
	}
	flags.registerLang(cmd.Flags())
	return cmd
}

func (a *app) policyCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE...",
		Short: "Check policies of your own; every problem is named with its line",
		Args:  needs("policy check", "a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			kb, err := origin.Load(fingerprints.FS)
			if err != nil {
				return fmt.Errorf("embedded data: %w", err)
			}
			count := 0
			for _, name := range args {
				n, err := checkPolicy(cmd.OutOrStdout(), name, kb)
				if err != nil {
					return err
				}
				count += n
			}
			if count > 0 {
				return fmt.Errorf("problems in the policies: %d", count)
			}
			return nil
		},
	}
}

// checkPolicy prints the problems of a file, or that there are none, and
// returns how many there are.
func checkPolicy(w io.Writer, name string, kb *origin.KB) (int, error) {
	data, err := readPolicyFile(name)
	if err != nil {
		return 0, err
	}
	policy, problems := assess.CheckPolicy(name, data, kb)
	for _, p := range problems {
		if _, err := fmt.Fprintln(w, safetext.Limit(p.Error(), maxErrorLine)); err != nil {
			return 0, err
		}
	}
	if len(problems) == 0 {
		_, err = fmt.Fprintf(w, "%s: policy %s, rules: %d, no problems\n", safetext.Line(name), policy.ID, len(policy.Rules))
	}
	return len(problems), err
}

// loadPolicy reads a policy of the program by its name, or one of the user's by
// its file: a value with a path in it, or with the ending of a YAML file.
func loadPolicy(data fs.FS, value string, kb *origin.KB) (assess.Policy, error) {
	if !isPolicyFile(value) {
		policy, err := assess.LoadPolicy(data, value, kb)
		if err != nil {
			return policy, fmt.Errorf("--policy: %w; a file is named with its folder or its ending .yaml", err)
		}
		return policy, nil
	}
	text, err := readPolicyFile(value)
	if err != nil {
		return assess.Policy{}, err
	}
	policy, problems := assess.CheckPolicy(value, text, kb)
	return policy, errors.Join(problems...)
}

func isPolicyFile(value string) bool {
	lower := strings.ToLower(value)
	return strings.ContainsAny(value, `/\`) || strings.HasSuffix(lower, ".yaml") || strings.HasSuffix(lower, ".yml")
}

// maxPolicyFile bounds what is read of a file; a policy is much shorter.
const maxPolicyFile = 4 << 20

func readPolicyFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, maxPolicyFile))
	if err != nil {
		return nil, fmt.Errorf("policy: %w", err)
	}
	return data, nil
}

// embeddedPolicies loads every policy of the program.
func embeddedPolicies(data fs.FS, kb *origin.KB) ([]assess.Policy, error) {
	ids, err := assess.PolicyIDs(data)
	if err != nil {
		return nil, fmt.Errorf("embedded data: %w", err)
	}
	policies := make([]assess.Policy, len(ids))
	for i, id := range ids {
		if policies[i], err = assess.LoadPolicy(data, id, kb); err != nil {
			return nil, fmt.Errorf("embedded data: %w", err)
		}
	}
	return policies, nil
}

// writeTopics puts explanations on standard output.
func (a *app) writeTopics(w io.Writer, topics []explaining.Topic, words *i18n.Localizer) error {
	clean := safetext.NewWriter(w)
	err := explaining.Write(clean, topics, explaining.Options{Width: ui.Width(w, a.sys.Getenv), Color: ui.Color(w, a.globals.color, a.sys.Getenv), Words: words})
	if err = errors.Join(err, clean.Flush()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}
