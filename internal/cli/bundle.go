package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"camorigin/internal/bundle"
	"camorigin/internal/cost"
	"camorigin/internal/evidence"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/origin/oui"
	"camorigin/internal/redact"
	"camorigin/internal/report"
	"camorigin/internal/safetext"
	"camorigin/internal/strictyaml"
)

func (a *app) bundleCommand() *cobra.Command {
	var (
		flags outputFlags
		path  string
	)
	cmd := &cobra.Command{
		Use:   "bundle -o DOSSIER.zip RESULT.json|EVIDENCE...",
		Short: "Pack a dossier that a third party can re-run, byte for byte",
		Long: `bundle packs what was recorded, the result, and what the result was made with:
policy, decisions, prices, rules of your own, the day, the version of the program
and the hashes of its rules and data. camorigin verify makes the result anew.

A saved result is packed as it is: give the same --policy, --decisions, --prices,
--currency, --fingerprints and --lang that it was made with.`,
		Example: `  camorigin bundle -o dossier.zip result.json
  camorigin bundle -o dossier.zip evidence.jsonl --redact --policy us-federal-889`,
		Args: needs("bundle", "a result that was saved with -o result.json, or evidence files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if path == "" {
				return errors.New("bundle needs the name of the dossier: -o DOSSIER.zip")
			}
			return a.bundle(cmd, flags, path, args)
		},
	}
	cmd.Flags().StringVarP(&path, "output", "o", "", "write the dossier to `FILE`")
	flags.registerLang(cmd.Flags())
	flags.registerJudging(cmd.Flags())
	return cmd
}

func (a *app) bundle(cmd *cobra.Command, flags outputFlags, path string, names []string) error {
	if err := errors.Join(report.Check(path), flags.redact.check("")); err != nil {
		return err
	}
	made, err := a.forDossier(cmd, flags, names)
	if err != nil {
		return err
	}
	data, err := flags.pack(a.sys.Version, made)
	if err != nil {
		return err
	}
	dossier, err := bundle.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("the dossier does not verify and was not written: %w", err)
	}
	if verdict, err := verify(dossier, flags.data); err != nil || !verdict.same {
		return errors.Join(fmt.Errorf("the dossier does not verify and was not written; differences: %d", len(verdict.differences)), err)
	}
	err = report.Save(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: devices: %d, answers: %d\nsha256 %s\n", safetext.Line(path), len(made.result.Devices), len(made.result.Evidence), bundle.HashOf("", data).SHA256)
	return err
}

// forDossier makes the result that is packed, from a saved one or from evidence.
func (a *app) forDossier(cmd *cobra.Command, flags outputFlags, names []string) (judged, error) {
	if len(names) == 1 && isResult(names[0]) {
		return a.savedForDossier(cmd, flags, names[0])
	}
	recorded, err := a.readEvidence(names)
	if err != nil {
		return judged{}, err
	}
	j, err := flags.judgeOf(a.sys.Now())
	if err != nil {
		return judged{}, err
	}
	run := model.Run{Tool: "camorigin", Version: a.sys.Version, Command: "bundle", Gate: true}
	for _, name := range names {
		run.Targets = append(run.Targets, filepath.Base(name))
	}
	run.Started = lastAnswer(recorded, j.AsOf)
	run.Ended = run.Started
	describe(&run, j)
	return flags.judgeAll(j, run, judge.Capture{Evidence: recorded})
}

// judgeOf loads what evidence is judged with.
func (f *outputFlags) judgeOf(now time.Time) (*judge.Judge, error) {
	asOf, err := f.day(now)
	if err != nil {
		return nil, err
	}
	return f.knowledge(asOf)
}

// lastAnswer is when the last of the answers came, or the day that is judged
// for: the dossier of the same evidence has no other clock.
func lastAnswer(list []model.Evidence, otherwise time.Time) time.Time {
	last := time.Time{}
	for _, e := range list {
		if e.At.After(last) {
			last = e.At.UTC()
		}
	}
	if last.IsZero() {
		return otherwise
	}
	return last
}

// maxSaved bounds what is read to tell a saved result from evidence.
const maxSaved = 1 << 30

// isResult reports whether a file is a saved result.
func isResult(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }()
	var first struct {
		Schema string `json:"schema"`
	}
	err = json.NewDecoder(io.LimitReader(file, maxSaved)).Decode(&first)
	return err == nil && first.Schema != ""
}

// savedForDossier makes a saved result anew, and refuses one that does not come
// out as it was.
func (a *app) savedForDossier(cmd *cobra.Command, flags outputFlags, name string) (judged, error) {
	saved, err := a.readResult(name)
	if err != nil {
		return judged{}, err
	}
	flags.asOf = cmp.Or(flags.asOf, saved.Run.AsOf)
	if !cmd.Flags().Changed("policy") {
		flags.policy = cmp.Or(saved.Run.Policy, flags.policy)
	}
	j, err := flags.judgeOf(a.sys.Now())
	if err != nil {
		return judged{}, err
	}
	capture := judge.Capture{Evidence: saved.Evidence, Asked: saved.Asked, Coverage: saved.Coverage}
	if differences := bundle.Compare(saved, j.Result(saved.Run, capture)); len(differences) > 0 {
		return judged{}, errors.Join(
			fmt.Errorf("%s is not what this program says with these flags; give the flags it was made with, or pack its evidence", name),
			shown(differences))
	}
	return flags.judgeAll(j, saved.Run, capture)
}

// maxDifferences bounds how many differences are told.
const maxDifferences = 30

// shown is the first differences, one a line.
func shown(differences []string) error {
	var errs []error
	for i, d := range differences {
		if i == maxDifferences {
			errs = append(errs, fmt.Errorf("and %d more", len(differences)-i))
			break
		}
		errs = append(errs, errors.New(d))
	}
	return errors.Join(errs...)
}

// pack makes the bytes of the dossier.
func (f *outputFlags) pack(version string, made judged) ([]byte, error) {
	members, err := f.members(made)
	if err != nil {
		return nil, err
	}
	data, err := f.data.hashes()
	if err != nil {
		return nil, err
	}
	m := bundle.Manifest{Tool: "camorigin", Version: version, Data: data, Options: bundle.Options{
		AsOf: made.judge.AsOf.Format(time.DateOnly), Policy: made.judge.Policy.ID, Lang: f.lang, Currency: f.currency,
		Redacted:      slices.Contains(made.result.Run.Notes, redact.Note),
		DecisionsFile: base(f.decisions), PricesFile: base(f.prices),
	}}
	var out bytes.Buffer
	if err := bundle.Write(&out, m, members); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// base is the name of a file, or nothing for none.
func base(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}

// members are the files of the dossier. The result is made from the evidence as
// it is read back, so that nothing depends on what a file cannot hold.
func (f *outputFlags) members(made judged) (map[string][]byte, error) {
	var recorded bytes.Buffer
	if err := evidence.Write(&recorded, made.result.Evidence...); err != nil {
		return nil, err
	}
	result, err := renewed(made.judge, made.result, recorded.Bytes())
	if err != nil {
		return nil, err
	}
	members := map[string][]byte{
		bundle.ReadmeName: []byte(readme), bundle.EvidenceName: recorded.Bytes(), bundle.ResultName: result,
	}
	if members[bundle.PolicyName], err = f.policyText(made.judge.Policy.ID); err != nil {
		return nil, err
	}
	if members[bundle.PricesName], err = fs.ReadFile(f.data.FS(), cost.DefaultFile); err != nil {
		return nil, err
	}
	if made.decisions != nil {
		members[bundle.DecisionsName] = made.decisions
	}
	if f.prices != "" {
		if members[bundle.OwnPricesName], err = f.userFile("--prices", f.prices, bundle.OwnPricesName); err != nil {
			return nil, err
		}
	}
	return members, f.addRules(members)
}

// policyText is the policy as it is written.
func (f *outputFlags) policyText(id string) ([]byte, error) {
	if isPolicyFile(f.policy) {
		return readPolicyFile(f.policy)
	}
	return fs.ReadFile(f.data.FS(), "policies/"+id+".yaml")
}

// addRules adds the user's own rules, folder by folder.
func (f *outputFlags) addRules(members map[string][]byte) error {
	n := 0
	for _, dir := range f.rulesDir {
		top := os.DirFS(dir)
		names, err := strictyaml.Files(top, ".")
		if err != nil {
			return fmt.Errorf("--fingerprints %s: %w", dir, err)
		}
		for _, name := range names {
			if members[bundle.RuleName(n)], err = fs.ReadFile(top, name); err != nil {
				return fmt.Errorf("--fingerprints %s: %w", dir, err)
			}
			n++
		}
	}
	return nil
}

// hashes lists the rules and data that results are made with.
func (d *dataFlag) hashes() ([]bundle.Hash, error) {
	list, err := bundle.HashFiles(d.FS())
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(list, func(h bundle.Hash) bool { return h.Name == prefixesName }) {
		list = append(list, bundle.HashOf(prefixesName, oui.Embedded()))
	}
	return list, nil
}

// readme is for whoever opens the archive without the program.
const readme = `This is a dossier of camorigin: what the devices of a network said, and what
follows from it.

  evidence.jsonl    what the devices said, one answer a line
  result.json       the result: devices, findings, and why
  policy.yaml       what is flagged, and how gravely
  decisions.yaml    what was decided about devices and findings, if anything was
  prices.yaml       what replacing is estimated with (prices-own.yaml: one's own)
  rules/            rules of one's own, if there were any
  manifest.json     options, versions and the SHA-256 of every file

To make the result anew from the evidence, without a network:

  camorigin verify DOSSIER.zip
`
