package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"camorigin/internal/bundle"
	"camorigin/internal/evidence"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/report"
	"camorigin/internal/safetext"
)

func (a *app) verifyCommand() *cobra.Command {
	var flags outputFlags
	cmd := &cobra.Command{
		Use:   "verify DOSSIER.zip",
		Short: "Make the result of a dossier anew from its evidence, and compare",
		Long: `verify reads a dossier that camorigin bundle has packed, checks that it is whole, and
makes its result anew from the evidence in it, without a network, with the rules
and data of this program. The result must be the same, byte for byte.

Where rules or data are not those that the dossier was made with, it says which.
It ends with 0 when the result is the same, and with 1 when it differs or when
the dossier cannot be read or was altered.`,
		Args: cobra.MatchAll(needs("verify", "a dossier that camorigin bundle has packed"), cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return verifyFile(cmd.OutOrStdout(), args[0], flags.data)
		},
	}
	cmd.Flags().Var(&flags.data, "data", "judge with the data in `DIR|ZIP` instead of the program's own")
	return cmd
}

func verifyFile(w io.Writer, name string, data dataFlag) error {
	dossier, sum, err := openDossier(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	v, err := verify(dossier, data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	clean := safetext.NewWriter(w)
	err = errors.Join(v.write(clean, name, sum, dossier.Manifest), clean.Flush())
	if err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	if !v.same {
		return fmt.Errorf("%s: the result does not come out as it is in the dossier; differences: %d", name, len(v.differences))
	}
	return nil
}

// openDossier reads a dossier and the hash of its file.
func openDossier(name string) (*bundle.Bundle, string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, bundle.MaxArchive+1))
	if err != nil {
		return nil, "", err
	}
	dossier, err := bundle.Read(bytes.NewReader(data), int64(len(data)))
	return dossier, bundle.HashOf("", data).SHA256, err
}

// verification is what came of making a result anew.
type verification struct {
	same        bool     // byte for byte
	differences []string // what is not the same, where something is not
	data        []string // files of rules and data that are not those of the dossier
	devices     int
	answers     int
}

// verify makes the result of a dossier anew with the data, and compares.
func verify(dossier *bundle.Bundle, data dataFlag) (verification, error) {
	options := dossier.Manifest.Options
	flags := outputFlags{
		dossier: dossier, data: data, asOf: options.AsOf, policy: options.Policy, lang: options.Lang, currency: options.Currency,
		decisions: named(dossier, bundle.DecisionsName, options.DecisionsFile),
		prices:    named(dossier, bundle.OwnPricesName, options.PricesFile),
	}
	theirs := dossier.Member(bundle.ResultName)
	var saved model.Result
	if err := json.Unmarshal(theirs, &saved); err != nil {
		return verification{}, fmt.Errorf("%s: not a result of camorigin: %w", bundle.ResultName, err)
	}
	if options.AsOf == "" {
		return verification{}, fmt.Errorf("%s: no day that the result was made for", bundle.ManifestName)
	}
	asOf, err := flags.day(saved.Run.Ended)
	if err != nil {
		return verification{}, err
	}
	hashes, err := data.hashes()
	if err != nil {
		return verification{}, err
	}
	v := verification{data: bundle.Differing(dossier.Manifest.Data, hashes)}
	j, err := flags.knowledge(asOf)
	if err != nil {
		return v, errors.Join(fmt.Errorf("the dossier cannot be judged with this program: %w", err), v.otherData())
	}
	ours, err := renewed(j, saved, dossier.Member(bundle.EvidenceName))
	if err != nil {
		return v, err
	}
	v.devices, v.answers = len(saved.Devices), len(saved.Evidence)
	return v, v.compare(theirs, ours)
}

// otherData names the rules and data that are not those of the dossier.
func (v verification) otherData() error {
	if len(v.data) == 0 {
		return nil
	}
	return fmt.Errorf("the rules and data here are not those that the dossier was made with: %s", strings.Join(v.data[:min(len(v.data), maxDifferences)], ", "))
}

// named is the name of a file of the user, where the dossier has that file.
func named(dossier *bundle.Bundle, member, name string) string {
	switch {
	case dossier.Member(member) == nil:
		return ""
	case name == "":
		return member
	}
	return name
}

// compare fills in what differs between two results in JSON.
func (v *verification) compare(theirs, ours []byte) error {
	if v.same = bytes.Equal(theirs, ours); v.same {
		return nil
	}
	var was, is model.Result
	if err := errors.Join(json.Unmarshal(theirs, &was), json.Unmarshal(ours, &is)); err != nil {
		return err
	}
	if v.differences = bundle.Compare(was, is); len(v.differences) == 0 {
		v.differences = []string{"only the form of " + bundle.ResultName + " differs: order, spaces, or keys that this program does not know"}
	}
	return nil
}

// renewed makes a result anew from evidence as it stands in a file, and returns
// it as report writes it. What only the run knows is taken from the result.
func renewed(j *judge.Judge, from model.Result, recorded []byte) ([]byte, error) {
	capture := judge.Capture{Asked: from.Asked, Coverage: from.Coverage}
	for e, err := range evidence.Read(bytes.NewReader(recorded), bundle.EvidenceName) {
		if err != nil {
			return nil, err
		}
		capture.Evidence = append(capture.Evidence, e)
	}
	var out bytes.Buffer
	err := report.Write(&out, "json", j.Result(from.Run, capture), report.Options{})
	return out.Bytes(), err
}

// write tells the outcome.
func (v verification) write(w io.Writer, name, sum string, m bundle.Manifest) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: made by %s %s, judged for %s, policy %s%s\nsha256 %s\n",
		safetext.Line(name), safetext.Line(m.Tool), safetext.Line(m.Version), safetext.Line(m.Options.AsOf), safetext.Line(m.Options.Policy), redactedWord(m.Options), sum)
	if len(v.data) > 0 {
		fmt.Fprintf(&b, "The rules and data of this program are not those that the dossier was made with:\n")
		list(&b, v.data)
	} else {
		fmt.Fprintf(&b, "The rules and data of this program are those that the dossier was made with.\n")
	}
	if v.same {
		fmt.Fprintf(&b, "Verified: the same result byte for byte (devices: %d, answers: %d).\n", v.devices, v.answers)
	} else {
		fmt.Fprintf(&b, "Not the same: the evidence in the dossier gives another result here.\n")
		list(&b, v.differences)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// list writes lines, as many as anybody reads.
func list(b *bytes.Buffer, lines []string) {
	for i, line := range lines {
		if i == maxDifferences {
			fmt.Fprintf(b, "  and %d more\n", len(lines)-i)
			return
		}
		fmt.Fprintf(b, "  %s\n", safetext.Limit(line, maxErrorLine))
	}
}

func redactedWord(o bundle.Options) string {
	if o.Redacted {
		return ", redacted"
	}
	return ""
}
