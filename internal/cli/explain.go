package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	explaining "camorigin/internal/explain"
	"camorigin/internal/origin"
	"camorigin/internal/safetext"
	"camorigin/internal/vuln"
)

func (a *app) explainCommand() *cobra.Command {
	var (
		flags  outputFlags
		format string
	)
	cmd := &cobra.Command{
		Use:   "explain NAME|MAC|LIST|CVE|RULE|CHECK|COUNTRY|MODEL",
		Short: "Say who is behind a name, with sources, and what a list, a rule or a finding means",
		Long: `explain says what a name stands for: a brand, a company, a MAC address, a country, a
list, a policy, a vulnerability, a rule, a check or a model. Each statement carries
the claims that it rests on; what no source supports is marked as unconfirmed.`,
		Example: `  camorigin explain LTS
  camorigin explain 44:19:b6:00:00:00
  camorigin explain us-ndaa-889
  camorigin explain CVE-2021-36260 --format json`,
		Args: needs("explain", "a name"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.explain(cmd, flags, format, strings.Join(args, " "))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` on standard output: text or json")
	flags.registerLang(cmd.Flags())
	cmd.Flags().StringVar(&flags.asOf, "as-of", "", "say what holds on this day (`YYYY-MM-DD`; default: today)")
	flags.registerRules(cmd.Flags())
	return cmd
}

func (a *app) explain(cmd *cobra.Command, flags outputFlags, format, query string) error {
	if format != "text" && format != "json" {
		return fmt.Errorf("unknown format %q; known are text, json", format)
	}
	asOf, err := flags.day(a.sys.Now())
	if err != nil {
		return err
	}
	book, err := flags.book(asOf)
	if err != nil {
		return err
	}
	topics := book.Explain(query)
	if len(topics) == 0 {
		return unknownName(query, book.Suggest(query))
	}
	if format == "json" {
		if err := explaining.WriteJSON(cmd.OutOrStdout(), query, topics); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
		return nil
	}
	return a.writeTopics(cmd.OutOrStdout(), topics, book.Words)
}

// unknownName says that nothing goes by a name, and what may have been meant.
func unknownName(query string, near []string) error {
	if len(near) == 0 {
		return fmt.Errorf("nothing is known by the name %q; it may be a brand, company, MAC address, country, list, CVE, rule, check or model", safetext.Line(query))
	}
	return fmt.Errorf("nothing is known by the name %q; did you mean %s?", safetext.Line(query), strings.Join(near, ", "))
}

// book gathers everything that can be explained.
func (f *outputFlags) book(asOf time.Time) (*explaining.Book, error) {
	kb, err := origin.Load(f.data.FS())
	if err != nil {
		return nil, fmt.Errorf("embedded data: %w", err)
	}
	f.wholeRules = true
	set, err := f.rules(kb)
	if err != nil {
		return nil, err
	}
	known, err := vuln.Load(f.data.FS(), kb)
	if err != nil {
		return nil, fmt.Errorf("embedded data: %w", err)
	}
	table, err := f.data.prefixes()
	if err != nil {
		return nil, fmt.Errorf("embedded MAC prefixes: %w", err)
	}
	words, err := f.words()
	if err != nil {
		return nil, err
	}
	policies, err := embeddedPolicies(f.data.FS(), kb)
	if err != nil {
		return nil, err
	}
	return &explaining.Book{KB: kb, Prefixes: table, Rules: set, Vulnerabilities: known, Policies: policies, AsOf: asOf, Words: words}, nil
}
