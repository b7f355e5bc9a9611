package cli

import (
	"errors"
	"fmt"
	"os"
	"time"

	"camorigin/internal/assess"
	"camorigin/internal/bundle"
	"camorigin/internal/evidence"
	"camorigin/internal/judge"
	"camorigin/internal/model"
	"camorigin/internal/origin"
	"camorigin/internal/rules"
	"camorigin/internal/vuln"
)

// knowledge loads the embedded data and the user's rules.
func (f *outputFlags) knowledge(asOf time.Time) (*judge.Judge, error) {
	kb, err := origin.Load(f.data.FS())
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	set, err := f.rules(kb)
	if err != nil {
		return nil, err
	}
	policy, err := f.policyFor(kb)
	if err != nil {
		return nil, err
	}
	known, err := vuln.Load(f.data.FS(), kb)
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	table, err := f.data.prefixes()
	if err != nil {
		return nil, fmt.Errorf("MAC prefixes: %w", err)
	}
	registrant := func(mac string) string {
		name, _ := table.Company(mac)
		return name
	}
	words, err := f.words()
	if err != nil {
		return nil, err
	}
	decided, err := f.decided(kb)
	if err != nil {
		return nil, err
	}
	prices, err := f.priceList()
	if err != nil {
		return nil, err
	}
	return &judge.Judge{
		Extractor: evidence.Extractor{MACCompany: registrant},
		Rules:     set, Knowledge: kb, Policy: policy, AsOf: asOf,
		Words: words, Decisions: decided, Prices: &prices, Vulnerabilities: known,
	}, nil
}

// rules loads the program's rules and those of the user's directories.
func (f *outputFlags) rules(kb *origin.KB) (*rules.Set, error) {
	source := rules.Embedded(f.data.FS())
	if !f.wholeRules {
		source.Digest = rules.DigestName
	}
	set, err := rules.LoadSources(kb, source)
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	for _, dir := range f.rulesDir {
		if set, err = addRules(set, dir); err != nil {
			return nil, err
		}
	}
	if f.dossier != nil && f.dossier.Rules() > 0 {
		return set.Add(rules.Source{FS: f.dossier.FS(), Dir: "rules", Name: "dossier"})
	}
	return set, nil
}

// policyFor is the policy that is asked for, or that of the dossier.
func (f *outputFlags) policyFor(kb *origin.KB) (assess.Policy, error) {
	if f.dossier == nil {
		return loadPolicy(f.data.FS(), f.policy, kb)
	}
	policy, problems := assess.CheckPolicy(bundle.PolicyName, f.dossier.Member(bundle.PolicyName), kb)
	return policy, errors.Join(problems...)
}

func addRules(set *rules.Set, dir string) (*rules.Set, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("--fingerprints: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("--fingerprints %s: not a folder; name the folder that holds the .yaml files", dir)
	}
	return set.Add(userRules(dir))
}

// userRules is a folder of rules on disk.
func userRules(dir string) rules.Source {
	return rules.Source{FS: os.DirFS(dir), Dir: ".", Name: dir}
}

// describe fills in what a run says about the data that it was judged with.
func describe(run *model.Run, j *judge.Judge) {
	run.AsOf = j.AsOf.Format(time.DateOnly)
	run.Policy = j.Policy.ID
	run.Rules = j.Rules.Len()
	run.DataVersion = string(j.Knowledge.Newest())
	if newest, err := time.Parse(time.DateOnly, run.DataVersion); err == nil {
		run.DataAgeDays = max(0, int(j.AsOf.Sub(newest).Hours()/24))
	}
}
